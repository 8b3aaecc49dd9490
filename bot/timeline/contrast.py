"""a point and what its side said in the two days before -> the contrast between them, if any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.timeline.bar import Bar
from bot.timeline.timeline import Point

WITHIN = timedelta(hours=48)


_SURE = 0.7
"""What both ends must have where one of them does not say whom it is about."""


@dataclass(frozen=True, slots=True)
class Contrast:
    before: Point
    after: Point
    target: str | None

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.before.official, self.after.official))


def find_contrasts(point: Point, earlier: Iterable[Point], bar: Bar) -> tuple[Contrast, ...]:
    """One for each other official at the opposite pole, with the strongest of their words;
    the weakest contrast first."""
    opposite: dict[str, Point] = {}
    for other in sorted(earlier, key=_strength):
        if is_contrast(other, point, bar):
            opposite.pop(other.official, None)
            opposite[other.official] = other
    return tuple(Contrast(other, point, _shared(other, point)) for other in opposite.values())


def aimed_at(point: Point) -> frozenset[str]:
    """Its targets but for its own side, which every official keeps naming."""
    return frozenset(point.targets) - {point.group}


def is_contrast(one: Point, other: Point, bar: Bar) -> bool:
    return (
        one.official != other.official
        and {one.label, other.label} == {"confrontational", "conciliatory"}
        and min(one.confidence, other.confidence) >= bar.confidence
        and abs(one.at - other.at) <= WITHIN
        and _about_the_same(one, other)
    )


def _about_the_same(one: Point, other: Point) -> bool:
    """A statement that names nobody may be about anybody: then both have to be surer."""
    mine, theirs = aimed_at(one), aimed_at(other)
    if mine and theirs:
        return bool(mine & theirs)
    return min(one.confidence, other.confidence) >= _SURE


def _shared(one: Point, other: Point) -> str | None:
    return min(aimed_at(one) & aimed_at(other), default=None)


def _strength(point: Point) -> tuple[float, str]:
    return (abs(point.tone) * point.confidence, point.id)
