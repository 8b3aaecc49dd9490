"""shifts once told, timeline now -> those that no longer stand.

Only the evidence counts: it is weighed again as it now is on record. What was said since, or has
slid out of a replay, takes nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.timeline.bar import BARS, Bar, Sensitivity
from bot.timeline.contrast import aimed_at, is_contrast
from bot.timeline.shift import Shift
from bot.timeline.timeline import Point, Timeline, as_heard
from bot.timeline.turn import find_turn


def fallen_shifts(
    told: Iterable[Shift], timeline: Timeline, sensitivity: Sensitivity = "balanced"
) -> tuple[Shift, ...]:
    """`timeline` has to hold all that is still on record of what the shifts rest on."""
    points = {point.id: point for point in timeline}
    return tuple(shift for shift in told if not _stands(shift, points, BARS[sensitivity]))


def _stands(shift: Shift, points: Mapping[str, Point], bar: Bar) -> bool:
    before, after = _left(shift, shift.before, points), _left(shift, shift.after, points)
    if shift.kind == "turn":
        return _still_turns(shift, sorted(before + after, key=as_heard), bar)
    return any(is_contrast(one, other, bar) for one in before for other in after)


def _still_turns(shift: Shift, points: list[Point], bar: Bar) -> bool:
    """As far as the last statement that still shows it: the one that set it off may be gone."""
    shown = set(shift.after)
    for count in range(len(points), 0, -1):
        if points[count - 1].id not in shown:
            return False
        turn = find_turn(points[:count], bar.of_line(shift.target))
        if turn and turn.direction == shift.direction:
            return True
    return False


def _left(shift: Shift, ids: Iterable[str], points: Mapping[str, Point]) -> list[Point]:
    """What is still on record, by the same voice and about the same target."""
    return [points[id] for id in ids if id in points and _is_evidence(points[id], shift)]


def _is_evidence(point: Point, shift: Shift) -> bool:
    about = shift.target is None or shift.target in aimed_at(point)
    return about and shift.subject in (point.official, point.group)
