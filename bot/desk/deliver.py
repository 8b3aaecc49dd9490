"""outbox -> Slack: the one alert that a channel can bear now, told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.alerts import answers
from bot.alerts.alert import Alert, AlertKind
from bot.alerts.bearing import next_alert, taken_in
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel
from bot.desk.compose import Composer
from bot.desk.door import Door
from bot.desk.wanted import unwanted
from bot.errors import GiveUp, Gone, Missing, TryAgain, Unsure
from bot.happenings import Parked, Posted, Witness, failed, nobody
from bot.ports import ChannelPreferences, Newsroom, Outbox, Subscriptions

PACE = 1.05
"""Seconds between two messages: Slack allows one a second and channel, and clocks differ."""
_PAUSED = 600.0
"""Seconds between two looks at a channel that refused us: somebody may have let us in again."""
_SOON = 5.0
"""Seconds; who has to wait longer is left to the next sweep instead of a job of its own."""
_LONGEST_BACKOFF = 300.0
_BLIND_TRIES = 5
"""How often an alert whose answer was lost is posted where the bot may not look for it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What delivering works with."""

    outbox: Outbox
    newsroom: Newsroom
    subscriptions: Subscriptions
    preferences: ChannelPreferences
    composer: Composer
    when_unsure: Literal["post", "hold"] = "post"
    """What to do where nobody can know whether a card arrived."""
    witness: Witness = nobody


def deliver(channel: Channel, desk: Desk, now: datetime) -> float:
    """Lets at most one alert leave. Seconds to come back after; 0 when somebody else will.

    An alert leaves the outbox only when Slack has said that it has it. One that may have been
    posted before, because its process died or its answer was lost, is looked for first.
    """
    with desk.outbox.alone(channel) as ours:
        alone = replace(desk, newsroom=Door(desk.newsroom, ours))
        refusal, wait = _visit(channel, alone, now)
    if refusal is not None:
        _pause(channel, refusal.reason, desk)
    # One job a channel comes back, however many alerts asked for one.
    soon = 0.0 < wait <= _SOON and desk.outbox.first_to_wait(channel, wait)
    return wait if soon else 0.0


def _visit(channel: Channel, desk: Desk, now: datetime) -> tuple[Gone | None, float]:
    """Whether the channel refused us, and the seconds until something may leave again."""
    wait = desk.outbox.held(channel)
    if wait:
        return None, wait if desk.outbox.next(channel) else 0.0
    alert = _choose(channel, desk, now)
    if alert is None:
        return None, 0.0
    wait = desk.outbox.wait(channel, PACE)
    if wait:
        return None, wait
    refusal = _take_turn(alert, desk, now)
    return refusal, desk.outbox.held(channel) if desk.outbox.next(channel) else 0.0


def _choose(channel: Channel, desk: Desk, now: datetime) -> Alert | None:
    """Puts what leaves next at the head, so that whoever comes after a crash takes it up.

    What may have left before leaves as it is: in another shape it could not be recognised.
    """
    first = desk.outbox.next(channel)
    if first is None or desk.outbox.tries(first):
        return first
    preferences = desk.preferences.of(channel)
    waiting = _wanted(desk.outbox.waiting_in(channel), channel, preferences, desk, now)
    alert = next_alert(waiting, desk.outbox.recent(channel, now), preferences, now)
    led = alert is None or desk.outbox.lead(alert, taken_in(alert, waiting))
    return alert if led else None


def _wanted(
    waiting: Sequence[Alert], channel: Channel, preferences: Preferences, desk: Desk, now: datetime
) -> list[Alert]:
    """What was unfollowed or muted while it waited leaves the outbox without a word."""
    gone = unwanted(
        [alert for alert in waiting if alert.is_card],
        desk.subscriptions.of(channel),
        preferences,
        desk.composer.overlay.records,
        desk.composer.shifts,
        now,
    )
    for alert in gone:
        desk.outbox.drop(alert)
    return [alert for alert in waiting if alert not in gone]


def _take_turn(alert: Alert, desk: Desk, now: datetime) -> Gone | None:
    tries = desk.outbox.posting(alert)
    try:
        ts = _carry_out(alert, tries, desk)
    except Gone as error:
        desk.witness(failed("deliver", alert.id, error))
        desk.outbox.hold(alert.channel, _PAUSED)
        return error
    except TryAgain as error:
        desk.witness(failed("deliver", alert.id, error))
        desk.outbox.hold(alert.channel, error.after or _backoff(desk.outbox.tries(alert)))
        return None
    except GiveUp as error:
        desk.outbox.park(alert, str(error))
        desk.witness(Parked(alert, str(error)))
    else:
        _settle(alert, ts, desk, now)
    _resume(alert.channel, desk.subscriptions)
    return None


def _settle(alert: Alert, ts: str | None, desk: Desk, now: datetime) -> None:
    if ts is None:
        desk.outbox.drop(alert)
    else:
        desk.outbox.sent(alert, ts, now)
        desk.witness(Posted(alert, ts, tuple(desk.composer.told(alert))))


def _carry_out(alert: Alert, tries: int, desk: Desk) -> str | None:
    """The `ts` of what tells it; None when there is nothing to tell."""
    match alert.kind:
        case "changed":
            return _redraw(alert, "statement", desk)
        case "corrected":
            return _answer(alert, "statement", desk.composer.correction(alert), tries, desk)
        case "withdrawn":
            there = _redraw(alert, "shift", desk)
            line = desk.composer.withdrawal(alert) if there else None
            return _answer(alert, "shift", line, tries, desk)
    return _post(alert, tries, desk)


def _post(alert: Alert, tries: int, desk: Desk) -> str | None:
    if alert.kind == "shift" and not tries and desk.composer.has_fallen(alert):
        return None
    message = desk.composer.card(alert)
    if message is not None:
        return _post_once(alert, message, tries, desk)
    if alert.kind in ("digest", "health"):
        return None
    raise GiveUp("what it was about is no longer kept")


def _redraw(alert: Alert, kind: AlertKind, desk: Desk) -> str | None:
    """The card's `ts`; None where there is none. What was folded is not drawn again."""
    card = desk.outbox.posted(replace(alert, kind=kind, version=""))
    if card is None or card.alert.kind == "held":
        return None
    message = desk.composer.card(card.alert)
    if message is None:
        return None
    there = desk.newsroom.update(alert.channel, card.ts, message, card.alert.id)
    return card.ts if there else None


def _answer(
    alert: Alert, kind: AlertKind, message: Message | None, tries: int, desk: Desk
) -> str | None:
    """In the thread of the card; None where there is none any more."""
    card = desk.outbox.posted(replace(alert, kind=kind, version=""))
    if card is None or message is None:
        return None
    try:
        return _post_once(alert, message, tries, desk, card.ts)
    except Missing:
        return None


def _post_once(alert: Alert, message: Message, tries: int, desk: Desk, thread: str = "") -> str:
    there = _look(alert, tries, desk, thread) if tries else None
    if there:
        return there
    try:
        return desk.newsroom.post(alert.channel, message, alert.id, thread)
    except Unsure:
        raise
    except TryAgain:
        # It certainly did not arrive, so there is nothing to look for next time.
        desk.outbox.turned_away(alert)
        raise


def _look(alert: Alert, tries: int, desk: Desk, thread: str) -> str | None:
    try:
        return desk.newsroom.posted(alert.channel, alert.id, thread)
    except GiveUp as error:
        if not _is_risked(alert, tries, desk):
            raise GiveUp(
                "Slack never answered; it may be there or not, and I may not look"
            ) from error
        return None


def _is_risked(alert: Alert, tries: int, desk: Desk) -> bool:
    """Whether it is posted although it may be there."""
    if desk.when_unsure == "post":
        return tries < _BLIND_TRIES
    return desk.outbox.insisted(alert)


def _backoff(tries: int) -> float:
    return float(min(2.0**tries, _LONGEST_BACKOFF))


def _pause(channel: Channel, reason: str, desk: Desk) -> None:
    """The alerts stay in the outbox; the people who asked for them are told once."""
    active = [s for s in desk.subscriptions.of(channel) if not s.paused]
    desk.subscriptions.pause(channel, reason)
    for user in sorted({subscription.by for subscription in active}):
        desk.newsroom.tell(channel, user, answers.refused(channel.id, reason))


def _resume(channel: Channel, subscriptions: Subscriptions) -> None:
    if any(subscription.paused for subscription in subscriptions.of(channel)):
        subscriptions.resume(channel)
