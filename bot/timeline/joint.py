"""points of one side on one target -> the turn that it makes together, if any.

When other people speak for a side than before, its tone changes and nobody has turned: at
least two have to be heard on both sides of a turn, and each of them has to move its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from bot.timeline.bar import Bar
from bot.timeline.timeline import Point
from bot.timeline.turn import Turn, find_turn

_VOICES = 2


def find_joint_turn(points: Sequence[Point], bar: Bar) -> Turn | None:
    if len(_voices(points)) < _VOICES:
        return None
    turn = find_turn(points, bar)
    return turn if turn and _together(turn) else None


def _together(turn: Turn) -> bool:
    both = _voices(turn.before) & _voices(turn.after)
    return len(both) >= _VOICES and all(_moved(official, turn) for official in both)


def _voices(points: Iterable[Point]) -> set[str]:
    return {point.official for point in points}


def _moved(official: str, turn: Turn) -> bool:
    move = _mean(official, turn.after) - _mean(official, turn.before)
    return move < 0 if turn.direction == "harder" else move > 0


def _mean(official: str, points: Iterable[Point]) -> float:
    return fmean(point.tone for point in points if point.official == official)
