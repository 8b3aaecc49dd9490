"""The archive with a million statements in it: bytes, look-ups and restart, one line a figure.

python -m tests.bench_archive [STATEMENTS]
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from redis import Redis

from bot.adapters.archive.door import connect
from bot.adapters.archive.packed import Kept, head_of, pack
from bot.adapters.archive.records import Records, entries_of
from bot.adapters.embedded import Embedded
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.timeline.repeats import record_id
from bot.tone.tone import Reason, Tone
from tests.world import NOON, a_statement, a_tone

_WORD = re.compile(r"[\w’-]+[,.]?")
_PLACES = ["Ostrel", "Grimsund", "Sant Ilo", "Port Sabelle", "Holm", "Orun", "Lisk", "Castelmar"]
_OUTLETS = [
    f"The {place} {kind}" for place in _PLACES for kind in ("Herald", "Gazette", "Post", "Ledger")
]
_SIDES = ["Torvania", "Kelmora", "Belvaria", "Ishkara", "Quoreth", "Norland", "Sudmark", "Halvenia"]
_PLAIN = a_statement()
_PHRASES = ["bad faith", "no second warning", "water", "the border"]


class Press:
    """Invents records that are as long, and as varied, as those of the press."""

    def __init__(self, speakers: int, seed: int = 1) -> None:
        self._dice = random.Random(seed)  # noqa: S311
        self._speakers = speakers
        self._after: dict[str, list[str]] = {}
        for story in _stories():
            for word, following in pairwise(_WORD.findall(story)):
                self._after.setdefault(word, []).append(following)
        self._words = [word for words in self._after.values() for word in words]

    def records(self, count: int) -> Iterator[Record]:
        return (self._record(minute) for minute in range(count))

    def _record(self, minute: int) -> Record:
        dice = self._dice
        text = self._prose(dice.randint(15, 40))
        # As in the news, few speak much and many little.
        speaker = int(self._speakers ** dice.random())
        title = self._prose(9)
        outlet = dice.choice(_OUTLETS)
        at = NOON + timedelta(minutes=minute // 2 - dice.randint(0, 2000))
        statement = replace(
            _PLAIN,
            text=text,
            speaker=f"Anselm {_name(speaker)}",
            start=dice.randint(0, 9000),
            official=f"official-{speaker}",
            group=_SIDES[speaker % len(_SIDES)],
            said=at.date(),
            kind=dice.choice(["direct", "mixed", "indirect"]),
            targets=tuple(dice.sample(_SIDES, dice.choice([0, 1, 1, 2]))),
            confidence=round(dice.uniform(0.6, 0.99), 2),
        )
        return Record(
            id=record_id(statement.who, text),
            statement=statement,
            tone=self._tone(text),
            at=at,
            url=_link(outlet, title, minute),
            title=title,
            outlet=outlet,
            published=at,
            seen=at + timedelta(microseconds=dice.randint(0, 10**9)),
            context=f"{self._prose(dice.randrange(16))} “{text}” {self._prose(dice.randrange(26))}",
        )

    def also_in(self) -> dict[str, str]:
        """Outlets by link: two of three statements are read once, some in many places."""
        count = self._dice.choice([0, 0, 0, 0, 1, 3])
        outlets = self._dice.sample(_OUTLETS, count)
        return {_link(o, self._prose(9), self._dice.randint(0, 10**6)): o for o in outlets}

    def _prose(self, count: int) -> str:
        words = [self._dice.choice(self._words)] if count else []
        while len(words) < count:
            words.append(self._next(words[-1]))
        return " ".join(words)

    def _next(self, word: str) -> str:
        if self._dice.random() < 0.03:
            return _name(int(10 ** (6 * self._dice.random()))).lower()
        return self._dice.choice(self._after.get(word, self._words))

    def _tone(self, text: str) -> Tone:
        tone = a_tone(self._dice.choice([-0.6123, 0.0, 0.4456]))
        words = text.split()[3:8]
        because = [Reason(word, text.index(word), text.index(word) + 5, 0.45) for word in words]
        return replace(tone, because=tuple(because[: self._dice.randint(0, 3)]))


def _stories() -> Iterator[str]:
    folder = files("bot.rehearsal.newswire").joinpath("stories")
    for file in sorted(Path(str(folder)).glob("*/*.toml")):
        for story in tomllib.loads(file.read_text(encoding="utf-8")).get("story", ()):
            yield story["body"]


def _name(number: int) -> str:
    """A word that nobody has heard before, the same for the same number."""
    dice = random.Random(number)  # noqa: S311
    syllables = [dice.choice("bdfgklmnprstv") + dice.choice("aeiou") for _ in range(4)]
    return "".join(syllables).capitalize()


def _link(outlet: str, title: str, number: int) -> str:
    slug = "-".join(re.findall(r"\w+", title.lower()))
    return f"https://www.{outlet.replace(' ', '').lower()}.example/world/{number}/{slug}"


@contextmanager
def serving(data: Path) -> Iterator[Redis]:
    """The bundled server, as `run` starts it; while it is filled it need not sync each write."""
    server = Embedded(data)
    server.start()
    with connect(server.url, text=False) as redis:
        yield redis
    server.stop(within=600)


def fill(redis: Redis, press: Press, count: int) -> float:
    """Seconds that it took, a thousand at a time: what ends up there is what keeping puts there."""
    redis.config_set("appendfsync", "no")
    started = perf_counter()
    numbered = enumerate(press.records(count), 1)
    while batch := list(islice(numbered, 1000)):
        _put(redis, press, batch)
    redis.config_set("appendfsync", "always")
    return perf_counter() - started


def _put(redis: Redis, press: Press, batch: Sequence[tuple[int, Record]]) -> None:
    added: dict[str, bytearray] = {}
    with redis.pipeline(transaction=False) as pipe:
        for number, record in batch:
            kept = Kept(record, press.also_in())
            pipe.set(f"record:{record.id}", head_of(number) + pack(kept))
            for key, entry in entries_of(record):
                added.setdefault(key, bytearray()).extend(head_of(number) + entry)
        for key, entries in added.items():
            pipe.append(key, bytes(entries))
        pipe.set("numbered", batch[-1][0])
        pipe.execute()


def bytes_used(redis: Redis) -> int:
    return int(redis.info("memory")["used_memory"])


def milliseconds(asked: Iterable[Callable[[], object]]) -> list[float]:
    """What each took, sorted."""
    taken = []
    for ask in asked:
        started = perf_counter()
        ask()
        taken.append((perf_counter() - started) * 1000)
    return sorted(taken)


def lines(redis: Redis, count: int, rounds: int = 300) -> Iterator[tuple[str, str]]:
    """Look-ups of officials as often as they speak, then of sides, by words, targets and days."""
    records, speakers = Records(redis), 5000
    dice = random.Random(2)  # noqa: S311
    somebody = [f"official-{int(speakers ** dice.random())}" for _ in range(rounds)]
    sides, phrases = (dice.choices(some, k=rounds) for some in (_SIDES, _PHRASES))
    week = (NOON + timedelta(minutes=count // 2) - timedelta(days=7)).date()
    heard = list(Press(speakers, seed=3).records(rounds))
    asked: dict[str, Iterable[Callable[[], object]]] = {
        "newest 10 of an official": (_find(records, Query(s)) for s in somebody),
        "newest 10 of a side": (_find(records, Query(group=side)) for side in sides),
        "words of an official": (
            _find(records, Query(s, about=words))
            for s, words in zip(somebody, phrases, strict=True)
        ),
        "words in a row of a side": (
            _find(records, Query(group=side, about=f'"{words}"'))
            for side, words in zip(sides, phrases, strict=True)
        ),
        "target and tone of an official": (
            _find(records, Query(s, target="Kelmora", label="conciliatory")) for s in somebody
        ),
        "last week of an official": (_find(records, Query(s, since=week)) for s in somebody),
        "the same words again": (partial(records.same, record) for record in heard),
        "a side's timeline": (partial(records.of_group, side) for side in sides[:50]),
        "one kept": (partial(records.keep, record) for record in heard),
    }
    for name, asks in asked.items():
        taken = milliseconds(asks)
        median, late = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
        yield f"{name}, ms at p50 and p99", f"{median:.2f} and {late:.2f}"


def one_official(records: Records, count: int) -> Iterator[tuple[str, str]]:
    """Everything is by one official: milliseconds at the median, and against the newest 10."""
    who, end = "official-1", (NOON + timedelta(minutes=count // 2)).date()
    month, week = end - timedelta(days=30), end - timedelta(days=7)
    queries = {
        "the newest 10": Query(who),
        "a word": Query(who, about="water"),
        "words in a row": Query(who, about='"the border"'),
        "a target": Query(who, target="Kelmora", label="conciliatory"),
        "three weeks": Query(who, since=month, until=week),
    }
    newest = 0.0
    for name, query in queries.items():
        median = milliseconds([_find(records, query)] * 51)[25]
        newest = newest or median
        yield f"{name} of {count:,}, ms and ratio", f"{median:.2f} and {median / newest:.1f}"


def _find(records: Records, query: Query) -> Callable[[], object]:
    return partial(records.find, query, 0, 10)


def main(count: int) -> None:
    def tell(name: str, figure: str) -> None:
        print(f"{name}: {figure}", flush=True)  # noqa: T201

    with TemporaryDirectory() as folder:
        with serving(Path(folder)) as redis:
            empty = bytes_used(redis)
            seconds = fill(redis, Press(5000), count)
            tell("statements invented and loaded a second", f"{count / seconds:,.0f}")
            tell("bytes a statement", f"{(bytes_used(redis) - empty) / count:.0f}")
            for name, figure in lines(redis, count):
                tell(name, figure)
        started = perf_counter()
        with serving(Path(folder)) as redis:
            tell("seconds to start again", f"{perf_counter() - started:.1f}")
            tell("bytes a statement, then", f"{(bytes_used(redis) - empty) / count:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
