"""timeline -> shifts: an official leaves the line, or two of one side part."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from typing import Literal

from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.contrast import WITHIN, Contrast, aimed_at, find_contrasts
from bot.timeline.timeline import Point, Timeline
from bot.timeline.turn import LONGEST_LINE, Turn, find_turn

QUIET = timedelta(days=1)
"""After a turn of an official, or a contrast of a pair, no other of the same is called."""


@dataclass(frozen=True, slots=True)
class Shift:
    kind: Literal["turn", "contrast"]
    """turn: an official or a side leaves where it stood.

    contrast: two officials of one side stand at opposite poles within two days.
    """
    subject: str
    """The id of the official of a turn; the group of a contrast."""
    target: str | None
    """Whom both ends are about; None when they share nobody."""
    direction: Literal["harder", "softer"]
    before: tuple[str, ...]
    """Ids of the records that show where it stood, oldest first."""
    after: tuple[str, ...]
    """Ids of the records that show where it stands, oldest first; the last one set it off."""
    at: datetime
    """When the statement that set it off was said."""
    confidence: float
    rests_on: int
    """The number of statements behind it."""


def find_shifts(timeline: Timeline, sensitivity: Sensitivity = "balanced") -> tuple[Shift, ...]:
    """Every shift since the start, in order: replaying gives the same ones again."""
    watch = Watch(sensitivity)
    ordered = sorted(timeline, key=_as_heard)
    return tuple(shift for point in ordered for shift in watch.hear(point))


class Watch:
    """Hears points one by one, each side's in order; decides on each from it and earlier ones.

    Holds no more than the present line of each official on each target, and two days of a side.
    """

    def __init__(self, sensitivity: Sensitivity = "balanced") -> None:
        self._bar = BARS[sensitivity]
        self._lines: defaultdict[_Line, deque[Point]] = defaultdict(_empty_line)
        self._recent: defaultdict[str, deque[Point]] = defaultdict(deque)
        self._turned: dict[tuple[str, str], datetime] = {}
        self._parted: dict[tuple[str, frozenset[str]], datetime] = {}
        self._held_against: set[tuple[str, str]] = set()

    def hear(self, point: Point) -> tuple[Shift, ...]:
        return (*self._turns(point), *self._contrasts(point))

    def _turns(self, point: Point) -> Iterator[Shift]:
        """At most one, though a statement may turn against several at once: the clearest."""
        found = [(line[2], self._extend(line, point)) for line in _lines_of(point)]
        turns = [(turn, target) for target, turn in found if turn]
        who = (point.group, point.official)
        if turns and not _is_quiet(self._turned.get(who), point.at):
            self._turned[who] = point.at
            turn, target = max(turns, key=lambda pair: (pair[0].evidence, pair[1] or ""))
            yield _shift_of_turn(turn, target, self._bar.evidence)

    def _extend(self, line: _Line, point: Point) -> Turn | None:
        """Where the line turns it begins anew with what was said after the turn."""
        points = self._lines[line]
        points.append(point)
        turn = find_turn(tuple(points), self._bar)
        if turn:
            self._lines[line] = deque(turn.after, LONGEST_LINE)
        return turn

    def _contrasts(self, point: Point) -> Iterator[Shift]:
        recent = self._recent[point.group]
        while recent and point.at - recent[0].at > WITHIN:
            recent.popleft()
        contrasts = find_contrasts(point, recent, self._bar)
        news = [contrast for contrast in contrasts if self._is_news(contrast)]
        recent.append(point)
        for contrast in news[-1:]:
            self._parted[point.group, contrast.pair] = point.at
            self._held_against.add((point.group, contrast.before.id))
            yield _shift_of_contrast(contrast)

    def _is_news(self, contrast: Contrast) -> bool:
        """The same words are held against one colleague, not against each in turn."""
        group = contrast.after.group
        held = (group, contrast.before.id) in self._held_against
        return not held and not _is_quiet(
            self._parted.get((group, contrast.pair)), contrast.after.at
        )


_Line = tuple[str, str, str | None]
"""Group, official, target."""


def _empty_line() -> deque[Point]:
    return deque(maxlen=LONGEST_LINE)


def _lines_of(point: Point) -> list[_Line]:
    targets: Sequence[str | None] = sorted(aimed_at(point)) or [None]
    return [(point.group, point.official, target) for target in targets]


def _as_heard(point: Point) -> tuple[datetime, bool, float, str]:
    """Of what was said at the same time the softer comes first, and the stronger of each pole."""
    return (point.at, point.tone <= 0, -abs(point.tone) * point.confidence, point.id)


def _is_quiet(last: datetime | None, now: datetime) -> bool:
    return last is not None and now - last < QUIET


def _shift_of_turn(turn: Turn, target: str | None, enough: float) -> Shift:
    last = turn.after[-1]
    return Shift(
        kind="turn",
        subject=last.official,
        target=target,
        direction="harder" if turn.gap < 0 else "softer",
        before=tuple(point.id for point in turn.before),
        after=tuple(point.id for point in turn.after),
        at=last.at,
        confidence=round(1 - exp(-turn.evidence / enough), 2),
        rests_on=len(turn.before) + len(turn.after),
    )


def _shift_of_contrast(contrast: Contrast) -> Shift:
    before, after = contrast.before, contrast.after
    return Shift(
        kind="contrast",
        subject=after.group,
        target=contrast.target,
        direction="harder" if after.tone < 0 else "softer",
        before=(before.id,),
        after=(after.id,),
        at=after.at,
        confidence=round(min(before.confidence, after.confidence), 2),
        rests_on=2,
    )
