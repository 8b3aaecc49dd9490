"""Labelled statements -> the tables of `stance.py` and the figures of `bar.py`.

    python -m tests.timeline.refit CORPORA

CORPORA holds tone/gold/tone_train.jsonl (deeds told) and quotes/train.gold.jsonl (words spoken).
Run it whenever the scorer changes: paste the tables into `stance.py`, run it again, and set the
bars by the false alarms it then prints. Streams are planted as in the shift evaluation: 40
statements of one speaker, one turn or none. Tones come from networks that never saw the statement.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.timeline.bar import BARS
from bot.timeline.shift import find_shifts
from bot.timeline.stance import SPOKEN, TOLD
from bot.timeline.timeline import Point
from bot.tone.tone import Tone
from bot.tone.weigh import weigh
from bot.training.tone import leaning_of, read_crossed
from bot.training.tone_example import Example
from bot.training.tone_examples import read_examples
from bot.wiring import parts
from tests.timeline.points import START

_STREAMS = 600
_LENGTH = 40
_WITHIN = 8
_HOURS = 22.0
_MIX: Mapping[int, tuple[float, float, float]] = {
    -1: (0.80, 0.12, 0.08),
    0: (0.20, 0.60, 0.20),
    1: (0.08, 0.12, 0.80),
}
_KINDS = [(1, -1), (-1, -1), (-1, 1), (1, 1)] * 2 + [(0, 0), (0, 0), (0, -1), (0, 1)]

Weighed = Mapping[int, Sequence[Tone]]
"""Tones by the label of their sentence."""


@dataclass(frozen=True, slots=True)
class Stream:
    points: tuple[Point, ...]
    turn: Point | None
    """The first statement on the new line."""
    direction: str
    window: frozenset[str]
    """Where an alert is no false alarm."""


@dataclass(frozen=True, slots=True)
class Figures:
    found: float
    false_alarms: float
    """Per 1,000 statements that are not in a window."""

    def __str__(self) -> str:
        return f"{self.found:.1%} found, {self.false_alarms:.2f} false alarms per 1,000"


def main(corpora: str) -> None:
    examples = read_examples(Path(corpora))
    for corpus, rows in (("news", len(TOLD)), ("quotations", len(SPOKEN))):
        weighed = weigh_all([one for one in examples if one.corpus == corpus])
        say(corpus)
        for row in table(weighed, rows):
            say(f"    ({', '.join(f'{share:.3f}' for share in row)}),")
        _measure(weighed, spoken=corpus == "quotations")


def _measure(weighed: Weighed, *, spoken: bool) -> None:
    for name, others, known in (
        ("planted", 0, True),
        ("with 2 aimed elsewhere for each, targets known", 2, True),
        ("the same, targets unknown", 2, False),
    ):
        streams = planted(weighed, others, known=known, spoken=spoken)
        for sensitivity in BARS:
            found = [find_shifts(stream.points, sensitivity) for stream in streams]
            alerts = [[(s.after[-1], s.direction) for s in shifts] for shifts in found]
            say(f"{sensitivity}, {name}: {score(streams, alerts)}")


def weigh_all(examples: Sequence[Example]) -> Weighed:
    weighed: dict[int, list[Tone]] = {-1: [], 0: [], 1: []}
    for example, row in zip(examples, read_crossed(examples), strict=True):
        felt = {example.text: leaning_of(row)}
        scale = replace(parts.scale(), judge=felt.__getitem__)
        weighed[example.label].append(weigh(example.text, scale))
    return weighed


def table(weighed: Weighed, rows: int) -> list[list[float]]:
    """Shares of the labels at each step of tone, had every label as many statements."""
    steps = rows - 1
    counts = [[1.0] * 3 for _ in range(rows)]
    mean = sum(map(len, weighed.values())) / 3
    for label, tones in weighed.items():
        for tone in tones:
            place = (tone.tone + 1) / 2 * steps
            at = min(int(place), steps - 1)
            counts[at][label + 1] += (at + 1 - place) * mean / len(tones)
            counts[at + 1][label + 1] += (place - at) * mean / len(tones)
    return [[count / sum(row) for count in row] for row in counts]


def planted(weighed: Weighed, others: int, *, known: bool, spoken: bool) -> list[Stream]:
    """`others`: so many statements about somebody else, of a steady stance, for each."""
    rng = random.Random(7)  # noqa: S311
    streams = (
        _stream(rng, weighed, _KINDS[number % len(_KINDS)], others, known)
        for number in range(_STREAMS)
    )
    return [
        replace(stream, points=tuple(replace(point, spoken=spoken) for point in stream.points))
        for stream in streams
    ]


def _stream(
    rng: random.Random, weighed: Weighed, kind: tuple[int, int], others: int, known: bool
) -> Stream:
    before, after = kind
    turn = rng.randint(10, 27) if before != after else _LENGTH
    elsewhere = rng.choice((-1, 0, 1))
    points, aimed = [], []
    for number in range(_LENGTH):
        for other in range(others):
            name = "other" if known else "them"
            points.append(_point(rng, weighed, elsewhere, number + other / (others + 1), name))
        stance = before if number < turn else after
        aimed.append(_point(rng, weighed, stance, number + 0.9, "them"))
        points.append(aimed[-1])
    first = aimed[turn] if turn < _LENGTH else None
    last = aimed[min(turn + _WITHIN, _LENGTH) - 1]
    window = {p.id for p in points if first and first.at <= p.at <= last.at}
    return Stream(tuple(points), first, "softer" if after > before else "harder", frozenset(window))


def _point(rng: random.Random, weighed: Weighed, stance: int, place: float, about: str) -> Point:
    tone = rng.choice(weighed[rng.choices((-1, 0, 1), _MIX[stance])[0]])
    at = START + timedelta(hours=_HOURS * place)
    return Point(str(place), at, "one", "us", (about,), tone.tone, tone.label, tone.confidence)


def score(streams: Sequence[Stream], alerts: Iterable[Sequence[tuple[str, str]]]) -> Figures:
    found = wrong = 0
    for stream, told in zip(streams, alerts, strict=True):
        right = [1 for at, way in told if at in stream.window and way == stream.direction]
        found += bool(right)
        wrong += len(told) - len(right)
    turns = sum(stream.turn is not None for stream in streams)
    stable = sum(len(stream.points) - len(stream.window) for stream in streams)
    return Figures(found / turns, 1000 * wrong / stable)


def say(line: str) -> None:
    print(line)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
