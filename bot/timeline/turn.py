"""points of one official on one target -> the turn that the last of them completes, if any.

A likelihood ratio test (GLR): of all places where the line may be cut in two, the one whose
halves differ most; the half before is the baseline, and after a turn the half after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.timeline.bar import Bar
from bot.timeline.timeline import Point

LONGEST_LINE = 40
"""Points a baseline remembers: what was said before them no longer tells where one stands."""
_FEWEST_BEFORE = 3
_MOST_AFTER = 8
"""A move that took longer is old news."""
_AGREEING_AFTER = 0.7
"""The share of statements after a turn that must stand on its side."""


@dataclass(frozen=True, slots=True)
class Turn:
    before: tuple[Point, ...]
    after: tuple[Point, ...]
    gap: float
    """The mean tone after, less the mean tone before."""
    evidence: float


def find_turn(points: Sequence[Point], bar: Bar) -> Turn | None:
    """`points` in order; only a last point that itself stands on the new side completes one."""
    count = len(points)
    sums = list(accumulate((point.tone for point in points), initial=0.0))
    cuts = range(max(_FEWEST_BEFORE, count - _MOST_AFTER), count - bar.fewest_after + 1)
    turns = [_cut(points, sums, at) for at in cuts]
    return max((t for t in turns if _holds(t, bar)), key=lambda turn: turn.evidence, default=None)


def _cut(points: Sequence[Point], sums: Sequence[float], at: int) -> Turn:
    count = len(points)
    gap = (sums[-1] - sums[at]) / (count - at) - sums[at] / at
    evidence = at * (count - at) / count * gap * gap
    return Turn(tuple(points[:at]), tuple(points[at:]), gap, evidence)


def _holds(turn: Turn, bar: Bar) -> bool:
    if abs(turn.gap) < bar.gap or turn.evidence < bar.evidence:
        return False
    middle = sum(point.tone for point in turn.before) / len(turn.before) + turn.gap / 2
    on_new_side = [(point.tone - middle) * turn.gap > 0 for point in turn.after]
    return on_new_side[-1] and sum(on_new_side) >= _AGREEING_AFTER * len(on_new_side)
