"""records -> timeline: how the tone of an official, or of a side, stood when."""

from __future__ import annotations

from collections.abc import Iterable
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


Timeline = tuple[Point, ...]
"""Ordered by when a thing was said (then by id), not by when it arrived."""


def timeline_of(records: Iterable[Record]) -> Timeline:
    """Each statement once, when it was first said; old words and words of nobody in the
    register stay out. The order of `records` changes nothing."""
    points = sorted(filter(None, map(_point, records)), key=_order)
    first: dict[str, Point] = {}
    for point in points:
        first.setdefault(point.id, point)
    return tuple(first.values())


def as_heard(point: Point) -> tuple[datetime, bool, float, str]:
    """Of what was said at the same time the softer comes first, and the stronger of each pole."""
    return (point.at, point.tone <= 0, -abs(point.tone) * point.confidence, point.id)


def _point(record: Record) -> Point | None:
    statement, tone = record.statement, record.tone
    if statement.old or statement.official is None:
        return None
    return Point(
        record.id,
        record.at,
        statement.official,
        statement.group or "",
        tuple(sorted(set(statement.targets))),
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
