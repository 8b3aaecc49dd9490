"""What is too old, or too much, is forgotten: a stretch at a time, the rest left as it is.

Each stretch says where the next one begins, so that whoever is killed in the middle has lost
nothing but time; looking through a stretch twice is looking through it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel
from bot.errors import TryAgain
from bot.ports import Corrections, Kin, Outbox, Records, Shifts

MOST_STATEMENTS = 20_000_000
"""A kilobyte each: the memory of the largest single servers that are rented out."""
MOST_WAITING = 1000
"""Alerts of one channel: at twenty cards an hour two days' worth, and nobody reads further back."""
LONGEST_WAIT = timedelta(days=30)
"""A channel that refused us for so long has missed the news; an alert is known for three times
as long as told, so that none that waits is put there twice."""
MOST_PARKED = 1000
_UNTIDY = 0.05
"""The share from which on weeding is worth reading everything once."""

_RECORDS, _POSTINGS, _OUTBOX = "records", "postings", "outbox"


@dataclass(frozen=True, slots=True)
class Retention:
    """What retaining works with."""

    records: Records
    shifts: Shifts
    kin: Kin
    corrections: Corrections
    outbox: Outbox
    keep: timedelta
    """For how long a statement is kept after it was said and first read."""
    most: int = MOST_STATEMENTS


def retain(place: str, desk: Retention, now: datetime) -> str:
    """Sees to one stretch; where the next one begins, empty after the last."""
    task, _, within = place.partition(":")
    if task in ("", _RECORDS):
        next = _records(within, desk, now)
        return f"{_RECORDS}:{next}" if next else _after_records(desk)
    if task == _POSTINGS:
        next = desk.records.tidy(within)
        return f"{_POSTINGS}:{next}" if next else _OUTBOX
    for channel in desk.outbox.waiting():
        _relieve(channel, desk.outbox, now)
    desk.outbox.forget_parked_beyond(MOST_PARKED)
    return ""


def _records(place: str, desk: Retention, now: datetime) -> str:
    """The records go last: they lead to what rests on them."""
    stretch = desk.records.older(now - desk.keep, desk.most, place)
    if stretch.records:
        desk.corrections.label(stretch.records)
        desk.shifts.forget_resting_on(stretch.records)
        desk.kin.forget([record.id for record in stretch.records])
        desk.records.forget_all(stretch.records)
    return stretch.next


def _after_records(desk: Retention) -> str:
    return _POSTINGS if desk.records.untidy() >= _UNTIDY else _OUTBOX


def _relieve(channel: Channel, outbox: Outbox, now: datetime) -> None:
    """What may have left before is left to whoever looks for it."""
    try:
        with outbox.alone(channel):
            for alert in too_much(outbox.waiting_in(channel), now):
                if not outbox.tries(alert):
                    outbox.drop(alert)
    except TryAgain:
        # Somebody delivers there just now; the next hour comes.
        return


def too_much(waiting: Sequence[Alert], now: datetime) -> list[Alert]:
    """Of a channel's alerts, the first to go first: those that never leave."""
    beyond = waiting[: max(len(waiting) - MOST_WAITING, 0)]
    late = [a for a in waiting[len(beyond) :] if a.at is not None and now - a.at > LONGEST_WAIT]
    return [*beyond, *late]
