"""record that changed -> the told shifts that rested on it and no longer stand, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel
from bot.desk.notify import is_evidence
from bot.ports import Later, Outbox, Records, Shifts
from bot.timeline.bar import Sensitivity
from bot.timeline.fallen import fallen_shifts
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.timeline import timeline_of

View = Callable[[str, Record], Record]
"""A workspace's team id and a record -> the record as that workspace has it."""


def as_heard_by_all(_team: str, record: Record) -> Record:
    """Where nobody corrects anything."""
    return record


def withdraw(
    record: str,
    records: Records,
    shifts: Shifts,
    outbox: Outbox,
    later: Later,
    confidence: float,
    view: View = as_heard_by_all,
) -> int:
    """How many alerts of a withdrawal there are; twice is once. Whoever was told is told.

    A shift rests on its own evidence alone, so that nothing else has to be replayed.
    """
    told = 0
    for id, shift in shifts.resting_on(record):
        evidence = records.get([*shift.before, *shift.after])
        for channel in shifts.told_to(id):
            seen = [view(channel.team, kept) for kept in evidence]
            if not _stands(shift, seen, confidence, shifts.loosest(id)):
                shifts.withdraw(id, channel.team)
                _tell(channel, id, outbox, later)
                told += 1
    return told


def _stands(shift: Shift, evidence: Iterable[Record], confidence: float, step: Sensitivity) -> bool:
    timeline = timeline_of(kept for kept in evidence if is_evidence(kept, confidence))
    return not fallen_shifts([shift], timeline, step)


def _tell(channel: Channel, shift: str, outbox: Outbox, later: Later) -> None:
    outbox.put(Alert(channel, "withdrawn", shift))
    # Also when it was there before: a crash may have come between the two lines.
    later.deliver(channel)
