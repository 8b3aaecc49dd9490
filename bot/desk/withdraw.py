"""record that changed -> the told shifts that rested on it and no longer stand, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.alerts.alert import Alert
from bot.desk.leave import leave
from bot.desk.notify import is_evidence
from bot.ports import Later, Outbox, Shifts
from bot.timeline.bar import Sensitivity
from bot.timeline.fallen import fallen_shifts
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.timeline import timeline_of

See = Callable[[str, Sequence[str]], list[Record]]
"""A workspace's team id and ids of records -> those on record, as that workspace has them."""


def withdraw(
    record: str,
    see: See,
    shifts: Shifts,
    outbox: Outbox,
    later: Later,
    confidence: float,
) -> int:
    """How many alerts of a withdrawal there are; twice is once. Whoever was told is told.

    A shift rests on its own evidence alone, so that nothing else has to be replayed.
    """
    told = 0
    for id, shift in shifts.resting_on(record):
        channels = shifts.told_to(id)
        for team in _fallen_in({c.team for c in channels}, id, shift, see, shifts, confidence):
            shifts.withdraw(id, team)
            alerts = [Alert(c, "withdrawn", id) for c in channels if c.team == team]
            leave(outbox, later, *alerts)
            told += len(alerts)
    return told


def _fallen_in(
    teams: Iterable[str], id: str, shift: Shift, see: See, shifts: Shifts, confidence: float
) -> Iterator[str]:
    """The workspaces in which it no longer stands; each looks at it once, for all its channels."""
    step = shifts.loosest(id)
    for team in sorted(teams):
        if not _stands(shift, see(team, [*shift.before, *shift.after]), confidence, step):
            yield team


def _stands(shift: Shift, evidence: Iterable[Record], confidence: float, step: Sensitivity) -> bool:
    timeline = timeline_of(kept for kept in evidence if is_evidence(kept, confidence))
    return not fallen_shifts([shift], timeline, step)
