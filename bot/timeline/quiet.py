"""timeline -> first words after long silence, and the silence of those who used to speak.

A voice's usual pause is the longest of its recent ones, so that one who speaks in bursts, or
never on a Sunday, is not called silent for that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from bot.timeline.contrast import aimed_at
from bot.timeline.timeline import Point, Timeline

LONG = timedelta(days=30)
"""A first word breaks at least so long a silence on a target."""
_WEEK = timedelta(days=7)
_TIMES = 2
"""A silence is so many times as long as the usual pause, and longer than a week."""
_VOCAL = 6
"""Who spoke less often in the weeks before has no habit to break."""
_HABIT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class FirstWord:
    """An official speaks on a target, for the first time on record or after long."""

    point: Point
    target: str
    since: datetime | None
    """The last word before; None when there is none on record."""


@dataclass(frozen=True, slots=True)
class Silence:
    """An official who used to speak on a target has stopped."""

    official: str
    group: str
    target: str
    since: datetime
    """The last word."""
    usual: timedelta
    """The longest pause in the weeks before it."""
    words: int
    """How often the official spoke in those weeks."""


_Voice = tuple[str, str, str]
"""Group, official, target."""


def find_first_words(timeline: Timeline) -> tuple[FirstWord, ...]:
    """In the order they were said; nothing before `LONG` after the timeline's start, since
    what was said before it is not known."""
    if not timeline:
        return ()
    known_from = min(point.at for point in timeline) + LONG
    found = [word for voice, line in _lines(timeline) for word in _breaks(voice[2], line)]
    told = [word for word in found if word.point.at >= known_from]
    return tuple(sorted(told, key=lambda word: (word.point.at, word.point.id, word.target)))


def find_silences(timeline: Timeline, now: datetime) -> tuple[Silence, ...]:
    """The most recent first. What is dated after `now` is not heard yet."""
    heard = tuple(point for point in timeline if point.at <= now)
    found = [_silence(voice, line, now) for voice, line in _lines(heard)]
    silences = [silence for silence in found if silence]
    return tuple(sorted(silences, key=lambda one: (-one.since.timestamp(), one.official)))


def _lines(timeline: Timeline) -> list[tuple[_Voice, list[Point]]]:
    lines: defaultdict[_Voice, list[Point]] = defaultdict(list)
    for point in sorted(timeline, key=lambda point: (point.at, point.id)):
        for target in aimed_at(point):
            lines[point.group, point.official, target].append(point)
    return sorted(lines.items(), key=lambda line: line[0])


def _breaks(target: str, line: Sequence[Point]) -> Iterator[FirstWord]:
    yield FirstWord(line[0], target, None)
    for last, point in pairwise(line):
        if point.at - last.at >= LONG:
            yield FirstWord(point, target, last.at)


def _silence(voice: _Voice, line: Sequence[Point], now: datetime) -> Silence | None:
    group, official, target = voice
    last = line[-1].at
    recent = [point.at for point in line if last - point.at <= _HABIT]
    if len(recent) < _VOCAL:
        return None
    usual = max(later - earlier for earlier, later in pairwise(recent))
    if now - last <= max(_TIMES * usual, _WEEK):
        return None
    return Silence(official, group, target, last, usual, len(recent))
