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
    middle: float
    """The tone half-way between the two."""
    evidence: float


def find_turn(points: Sequence[Point], bar: Bar) -> Turn | None:
    """`points` in order; only a last point that itself stands on the new side completes one."""
    count = len(points)
    trust = list(accumulate((_trust(point) for point in points), initial=0.0))
    tones = list(accumulate((_trust(point) * point.tone for point in points), initial=0.0))
    cuts = range(max(_FEWEST_BEFORE, count - _MOST_AFTER), count - bar.fewest_after + 1)
    turns = [_cut(points, trust, tones, at) for at in cuts]
    return max((t for t in turns if _holds(t, bar)), key=lambda turn: turn.evidence, default=None)


def _cut(points: Sequence[Point], trust: Sequence[float], tones: Sequence[float], at: int) -> Turn:
    """`trust` and `tones` are running sums, so that a cut costs the same wherever it falls."""
    before, after = trust[at], trust[-1] - trust[at]
    middle_before, middle_after = tones[at] / before, (tones[-1] - tones[at]) / after
    gap = middle_after - middle_before
    evidence = before * after / (before + after) * gap * gap
    middle = (middle_before + middle_after) / 2
    return Turn(tuple(points[:at]), tuple(points[at:]), gap, middle, evidence)


def _trust(point: Point) -> float:
    """A statement counts by how sure its tone is; a little always, so that sums never vanish."""
    return max(point.confidence, 0.01)


def _holds(turn: Turn, bar: Bar) -> bool:
    if abs(turn.gap) < bar.gap or turn.evidence < bar.evidence:
        return False
    on_new_side = [(point.tone - turn.middle) * turn.gap > 0 for point in turn.after]
    return on_new_side[-1] and sum(on_new_side) >= _AGREEING_AFTER * len(on_new_side)
