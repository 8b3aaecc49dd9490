"""timeline -> standing: how somebody stood over some weeks, and towards whom.

Everything in it is counted from statements that can be shown, so that each figure has its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.timeline.contrast import aimed_at
from bot.timeline.quiet import FirstWord, Silence, find_first_words, find_silences
from bot.timeline.timeline import Point, Timeline, as_heard
from bot.tone.tone import Label

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lot:
    """Statements taken together."""

    count: int
    labels: tuple[tuple[Label, int], ...]
    """How many of each, the most frequent first."""
    mean: float
    """Of the tones, each weighted by its confidence; from -1 to 1."""
    hardest: str
    """The record's id."""
    softest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an official, or a side, stood from `since` until `until`."""

    since: datetime
    until: datetime
    all: Lot | None
    """None: nothing was said, or nothing that counts."""
    earlier: Lot | None
    """The span of the same length just before, to measure by."""
    towards: tuple[tuple[str, Lot], ...]
    """By target, the one most spoken of first. One statement may count for several."""
    weeks: tuple[tuple[datetime, Lot | None], ...]
    """Each week's beginning and what was said in it, oldest first."""
    first_words: tuple[FirstWord, ...]
    """Said in the span, after long silence on a target."""
    silences: tuple[Silence, ...]
    """Still kept at the end of it, the most recent first."""


def standing(timeline: Timeline, since: datetime, until: datetime) -> Standing:
    """`timeline`: of one official or side, as far back as is known.

    First words and silences are measured against what lies before `since`.
    """
    known = tuple(sorted((p for p in timeline if p.at <= until), key=as_heard))
    within = [point for point in known if point.at >= since]
    before = [point for point in known if since - (until - since) <= point.at < since]
    return Standing(
        since,
        until,
        all=_lot(within),
        earlier=_lot(before),
        towards=_towards(within),
        weeks=tuple(_weeks(within, since, until)),
        first_words=tuple(w for w in find_first_words(known) if w.point.at >= since),
        silences=find_silences(known, until),
    )


def _lot(points: Sequence[Point]) -> Lot | None:
    if not points:
        return None
    ordered = sorted(points, key=lambda point: (point.tone, point.at, point.id))
    labels = Counter(point.label for point in ordered)
    by_number = sorted(labels.items(), key=lambda one: (-one[1], one[0]))
    count = len({point.id for point in points})
    return Lot(count, tuple(by_number), _mean(points), ordered[0].id, ordered[-1].id)


def _mean(points: Iterable[Point]) -> float:
    weighed = [(point.tone, max(point.confidence, 0.01)) for point in points]
    total = sum(weight for _, weight in weighed)
    return sum(tone * weight for tone, weight in weighed) / total


def _towards(points: Sequence[Point]) -> tuple[tuple[str, Lot], ...]:
    targets = Counter(target for point in points for target in aimed_at(point))
    most = sorted(targets.items(), key=lambda one: (-one[1], one[0]))
    lots = ((target, _lot([p for p in points if target in aimed_at(p)])) for target, _ in most)
    return tuple((target, lot) for target, lot in lots if lot)


def _weeks(
    points: Sequence[Point], since: datetime, until: datetime
) -> Iterable[tuple[datetime, Lot | None]]:
    """Counted back from the end, so that the last one is whole; the first may be shorter."""
    count = -(-(until - since) // _WEEK)
    for back in range(count, 0, -1):
        start, end = until - back * _WEEK, until - (back - 1) * _WEEK
        # What was said at the very end belongs to the last week.
        inside = [p for p in points if start <= p.at < end or (back == 1 and p.at == end)]
        yield max(start, since), _lot(inside)
