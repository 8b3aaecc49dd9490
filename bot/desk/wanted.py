"""cards that wait -> those that their channel wants no more: unfollowed or muted meanwhile."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from bot.alerts.alert import Alert
from bot.alerts.preferences import Preferences, is_muted
from bot.alerts.subscription import Subscription
from bot.ports import Records, Shifts
from bot.timeline.record import Record

_AT_ONCE = frozenset({"all"})
_TURNS = frozenset({"all", "shifts"})


def subjects_of(record: Record) -> set[str]:
    """What a subscription to it may be for."""
    return {subject for subject in (record.statement.official, record.statement.group) if subject}


def unwanted(
    cards: Sequence[Alert],
    subscriptions: Sequence[Subscription],
    preferences: Preferences,
    records: Records,
    shifts: Shifts,
    now: datetime,
) -> list[Alert]:
    """One whose words are no longer kept stays: that is for others to say."""
    rests = [_rests_on(card, shifts) for card in cards]
    found = records.get(dict.fromkeys(id for ids in rests for id in ids))
    kept = {record.id: record for record in found}
    said = [[kept[id] for id in ids if id in kept] for ids in rests]

    def is_wanted(card: Alert, about: Sequence[Record]) -> bool:
        told = about[-1:] if card.kind == "shift" else about
        loud = [record for record in told if not is_muted(preferences, record, now)]
        if card.kind != "shift":
            return any(_is_followed([record], _AT_ONCE, subscriptions) for record in loud)
        return bool(loud) and _is_followed(about, _TURNS, subscriptions)

    pairs = zip(cards, said, strict=True)
    return [card for card, about in pairs if about and not is_wanted(card, about)]


def _rests_on(card: Alert, shifts: Shifts) -> tuple[str, ...]:
    if card.kind != "shift":
        return card.records
    shift = shifts.get(card.about)
    return (shift.before[-1], shift.after[-1]) if shift else ()


def _is_followed(
    about: Iterable[Record], levels: Container[str], subscriptions: Iterable[Subscription]
) -> bool:
    subjects = set().union(*map(subjects_of, about))
    return any(s.subject in subjects and s.alerts in levels for s in subscriptions)
