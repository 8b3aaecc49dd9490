"""timeline -> shifts: an official leaves the line, or two of one side part."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.chance import chance
from bot.timeline.contrast import WITHIN, Contrast, aimed_at, find_contrasts
from bot.timeline.joint import find_joint_turn
from bot.timeline.timeline import Point, Timeline, as_heard
from bot.timeline.turn import LONGEST_LINE, Direction, Turn, find_turn

QUIET = timedelta(days=1)
"""After a turn of a voice, or a contrast of a pair, no other of the same is called."""


@dataclass(frozen=True, slots=True)
class Shift:
    kind: Literal["turn", "contrast"]
    """turn: an official or a side leaves where it stood.

    contrast: two officials of one side stand at opposite poles within two days.
    """
    subject: str
    """The id of the official of a turn; the group of a contrast, or of a turn of several."""
    target: str | None
    """Whom both ends are about; None when they share nobody."""
    direction: Direction
    before: tuple[str, ...]
    """Ids of the records that show where it stood, oldest first."""
    after: tuple[str, ...]
    """Ids of the records that show where it stands, oldest first; the last one set it off."""
    at: datetime
    """When the statement that set it off was said."""
    confidence: float
    """That it is one: of alerts with it, so many in a hundred were right."""
    rests_on: int
    """The number of statements behind it."""


def find_shifts(timeline: Timeline, sensitivity: Sensitivity = "balanced") -> tuple[Shift, ...]:
    """Every shift since the start, in order: replaying gives the same ones again."""
    watch = Watch(sensitivity)
    ordered = sorted(timeline, key=as_heard)
    return tuple(shift for point in ordered for shift in watch.hear(point))


class Watch:
    """Hears points one by one, each side's in order; decides on each from it and earlier ones.

    Holds no more than the present line of each voice on each target, and two days of a side.
    """

    def __init__(self, sensitivity: Sensitivity = "balanced") -> None:
        self._bar = BARS[sensitivity]
        self._lines: defaultdict[_Line, deque[Point]] = defaultdict(_empty_line)
        self._recent: defaultdict[str, deque[Point]] = defaultdict(deque)
        self._turned: dict[_Voice, datetime] = {}
        self._turned_with: defaultdict[str, deque[str]] = defaultdict(_few_ids)
        self._parted: dict[tuple[str, frozenset[str]], datetime] = {}
        self._held_against: set[tuple[str, str]] = set()

    def hear(self, point: Point) -> tuple[Shift, ...]:
        official, side = (point.group, point.official), (point.group, None)
        # The official's first: what one of them did alone is not told of the side as well.
        turns = [shift for voice in (official, side) for shift in self._turns(voice, point)]
        return (*turns, *self._contrasts(point))

    def _turns(self, voice: _Voice, point: Point) -> Iterator[Shift]:
        """At most one, though a statement may turn against several at once: the clearest."""
        found = [(self._extend((voice, target), point), target) for target in _targets(point)]
        turns = [_shift_of_turn(turn, voice, target) for turn, target in found if turn]
        news = [shift for shift in turns if self._is_new(voice, shift)]
        for shift in sorted(news, key=_clearness)[-1:]:
            self._turned[voice] = point.at
            self._turned_with[point.group].extend(shift.after)
            yield shift

    def _is_new(self, voice: _Voice, shift: Shift) -> bool:
        """No statement shows two turns, and a voice that just turned is left in peace."""
        told = set(self._turned_with[voice[0]])
        return told.isdisjoint(shift.after) and not _is_quiet(self._turned.get(voice), shift.at)

    def _extend(self, line: _Line, point: Point) -> Turn | None:
        """Where the line turns it begins anew with what was said after the turn."""
        points = self._lines[line]
        points.append(point)
        (_, official), target = line
        find = find_turn if official else find_joint_turn
        turn = find(tuple(points), self._bar.of_line(target))
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


_Voice = tuple[str, str | None]
"""A group, and the official; None for all who speak for it."""
_Line = tuple[_Voice, str | None]
"""A voice on a target."""


def _empty_line() -> deque[Point]:
    return deque(maxlen=LONGEST_LINE)


def _few_ids() -> deque[str]:
    return deque(maxlen=4 * LONGEST_LINE)


def _targets(point: Point) -> Sequence[str | None]:
    return sorted(aimed_at(point)) or [None]


def _clearness(shift: Shift) -> tuple[float, str]:
    return (shift.confidence, shift.target or "")


def _is_quiet(last: datetime | None, now: datetime) -> bool:
    return last is not None and now - last < QUIET


def _shift_of_turn(turn: Turn, voice: _Voice, target: str | None) -> Shift:
    group, official = voice
    return Shift(
        kind="turn",
        subject=official or group,
        target=target,
        direction=turn.direction,
        before=tuple(point.id for point in turn.before),
        after=tuple(point.id for point in turn.after),
        at=turn.after[-1].at,
        confidence=round(chance(turn.confidence, spoken=turn.after[-1].spoken), 2),
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
