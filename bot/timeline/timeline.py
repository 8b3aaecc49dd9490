"""records -> timeline: how the tone of an official, or of a side, stood when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.timeline.record import Record
from bot.tone.tone import Label


@dataclass(frozen=True, slots=True)
class Point:
    """One statement as a timeline sees it."""

    id: str
    """The record's."""
    at: datetime
    official: str
    group: str
    targets: tuple[str, ...]
    tone: float
    label: Label
    confidence: float
    """That the words are the speaker's and the tone is right."""
    spoken: bool = True
    """Somebody's words; False: a sentence of news that tells a deed."""


Timeline = tuple[Point, ...]
"""Ordered by when a thing was said (then by id), not by when it arrived."""


def timeline_of(records: Iterable[Record]) -> Timeline:
    """Each statement once, when it was first said; old words and words of nobody in the
    register stay out. The order of `records` changes nothing."""
    told = [points for record in records if (points := tuple(_points(record)))]
    first: dict[str, tuple[Point, ...]] = {}
    for points in sorted(told, key=lambda points: _order(points[0])):
        first.setdefault(points[0].id, points)
    return tuple(point for points in first.values() for point in points)


def as_heard(point: Point) -> tuple[datetime, bool, float, str]:
    """Of what was said at the same time the softer comes first, and the stronger of each pole."""
    return (point.at, point.tone <= 0, -abs(point.tone) * point.confidence, point.id)


def _points(record: Record) -> Iterator[Point]:
    """One, unless it praises one and scolds another: then one for each tone."""
    statement = record.statement
    if statement.old or statement.official is None:
        return
    tones = {target: record.tone_towards(target) for target in sorted(set(statement.targets))}
    different = {(tone.tone, tone.label): tone for tone in tones.values() or [record.tone]}
    for tone in different.values():
        targets = tuple(target for target, other in tones.items() if other == tone)
        yield Point(
            record.id,
            record.at,
            statement.official,
            statement.group or "",
            targets,
            tone.tone,
            tone.label,
            round(statement.confidence * tone.confidence, 4),
        )


def _order(point: Point) -> tuple[object, ...]:
    # Beyond time and id: two outlets may differ in the rest, and still either may come first.
    return (
        point.at,
        point.id,
        point.tone,
        point.confidence,
        point.official,
        point.group,
        point.targets,
    )
