"""points of one line on one target -> the turn that the last of them completes, if any.

A Bayesian change-point test. One who speaks stands harsh, mixed or warm, and rarely moves; of
all places among the last few statements where the line may have turned, and of all the stances
before and after, each is as probable as it makes what was said. A turn longer ago is old news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from bot.timeline.bar import Bar
from bot.timeline.stance import UNKNOWN, Odds, likelihood
from bot.timeline.timeline import Point

Direction = Literal["harder", "softer"]

LONGEST_LINE = 24
"""Points a baseline remembers; more of them find no more turns."""
_FEWEST_BEFORE = 3
_FEWEST_AFTER = 3
_MOST_AFTER = 8
_WORTH = (0.6, 0.8)
"""A turn that rests on the fewest statements, or one more, has to be so much surer."""
_MOVES = 0.01
"""How probable it is at any statement that its speaker has just moved."""


@dataclass(frozen=True, slots=True)
class Turn:
    before: tuple[Point, ...]
    after: tuple[Point, ...]
    direction: Direction
    confidence: float
    """How probable it is that the line turned this way within the last few statements."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """One place where the line may have turned."""

    at: int
    worth: float
    harder: float
    softer: float

    def towards(self, direction: Direction) -> float:
        return self.worth * (self.harder if direction == "harder" else self.softer)


def find_turn(points: Sequence[Point], bar: Bar) -> Turn | None:
    """`points` in order, no more of them than LONGEST_LINE count; only a last point that itself
    leans to the new side completes a turn."""
    points = points[-LONGEST_LINE:]
    if len(points) < _FEWEST_BEFORE + _FEWEST_AFTER:
        return None
    said = [likelihood(point.tone, point.confidence, point.spoken) for point in points]
    turn = _likeliest(points, said)
    needed = bar.turn if points[-1].spoken else bar.told
    return turn if turn.confidence >= needed and _leans(said[-1], turn.direction) else None


def _likeliest(points: Sequence[Point], said: Sequence[Odds]) -> Turn:
    first = max(_FEWEST_BEFORE, len(points) - _MOST_AFTER)
    still, cuts = _weigh_cuts(said, first)
    total = still + sum(cut.harder + cut.softer for cut in cuts)
    sums: dict[Direction, float] = {
        "harder": sum(cut.towards("harder") for cut in cuts),
        "softer": sum(cut.towards("softer") for cut in cuts),
    }
    way: Direction = "harder" if sums["harder"] > sums["softer"] else "softer"
    at = max(cuts, key=lambda cut: cut.towards(way)).at
    return Turn(tuple(points[:at]), tuple(points[at:]), way, sums[way] / total)


def _weigh_cuts(said: Sequence[Odds], first: int) -> tuple[float, list[_Cut]]:
    """The weight of no turn since `first`, and of a turn at each place since."""
    recent = said[first:]
    stayed = list(accumulate(recent, _times, initial=_belief(said[:first])))
    moved = list(accumulate(reversed(recent), _times, initial=(1.0, 1.0, 1.0)))[:0:-1]
    pairs = enumerate(zip(stayed, moved, strict=False))
    return sum(stayed[-1]), [
        _cut(first + place, len(recent) - place, before, after) for place, (before, after) in pairs
    ]


def _cut(at: int, count: int, before: Odds, after: Odds) -> _Cut:
    """`count` statements after it; what was said before and after, as each stance would."""
    short = count - _FEWEST_AFTER
    worth = 0.0 if short < 0 else (*_WORTH, 1.0)[min(short, len(_WORTH))]
    a_move = _MOVES / 2
    harder = before[2] * (after[0] + after[1]) + before[1] * after[0]
    softer = before[0] * (after[1] + after[2]) + before[1] * after[2]
    return _Cut(at, worth, a_move * harder, a_move * softer)


def _belief(said: Iterable[Odds]) -> Odds:
    """Where the speaker stands after all that, if nothing is known at first."""
    belief = UNKNOWN
    for odds in said:
        belief = _normal(_times(_drifted(belief), odds))
    return belief


def _drifted(belief: Odds) -> Odds:
    keep, come = 1 - 1.5 * _MOVES, _MOVES / 2
    return (belief[0] * keep + come, belief[1] * keep + come, belief[2] * keep + come)


def _times(one: Odds, other: Odds) -> Odds:
    return (one[0] * other[0], one[1] * other[1], one[2] * other[2])


def _normal(odds: Odds) -> Odds:
    total = sum(odds)
    return (odds[0] / total, odds[1] / total, odds[2] / total)


def _leans(said: Odds, direction: Direction) -> bool:
    return said[0] > said[2] if direction == "harder" else said[2] > said[0]
