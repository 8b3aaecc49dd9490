"""Records, and the ways to find them.

numbered         string   how many numbers were given out, one to each record as it was placed
record:{id}      string   the record and its outlets (packed)
speaker:{who}    string   a row for each of somebody's records (column)
group:{group}    string   the same, for everybody who speaks for a side
word:{term}      string   an entry for each time the word was said (postings)
target:{name}    string   an entry for each record about somebody
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from redis import Redis

from bot.adapters.archive.column import (
    ROW,
    Column,
    alike,
    answering,
    columns_of,
    ids,
    living,
    newest,
    read_column,
    row_of,
)
from bot.adapters.archive.door import alone, translated
from bot.adapters.archive.packed import Kept, number_of, pack, unpack
from bot.adapters.archive.postings import about, postings_of, read_entries, saying
from bot.ports import Found
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.timeline.repeats import same_words

_TIMELINE = 500
"""A side's most recent records: weeks of a busy ministry, milliseconds to replay."""
_CANDIDATES = 2000
"""More are alike only when hardly anything is said; the same words come first among them."""

Change = Callable[[Kept | None], Kept | None]
Step = Callable[[], object]
Entry = tuple[str, bytes]


class Records:
    def __init__(self, redis: Redis) -> None:
        """`redis`: answers in bytes."""
        self._redis: Any = redis

    def alone(self, name: str) -> AbstractContextManager[None]:
        return alone(self._redis, f"records:{name}", lease=30, patience=10)

    @translated
    def same(self, record: Record) -> Record | None:
        text = record.statement.text
        column = self._column(f"speaker:{record.statement.who}")
        candidates = self.get(alike(column, text, _CANDIDATES))
        return next((r for r in candidates if same_words(r.statement.text, text)), None)

    @translated
    def keep(self, record: Record) -> None:
        self._change(record.id, lambda old: old or Kept(record))

    @translated
    def rewrite(self, record: Record) -> None:
        def rewritten(old: Kept | None) -> Kept:
            return Kept(record, _outlets(old) if old else {})

        self._change(record.id, rewritten)

    @translated
    def forget(self, record: str) -> None:
        self._change(record, lambda _old: None)

    @translated
    def also_in(self, record: str, outlet: str, url: str) -> None:
        def added(old: Kept | None) -> Kept | None:
            return old and replace(old, also={**old.also, url: outlet})

        self._change(record, added)

    def _change(self, id: str, change: Change) -> None:
        """All of it at once, and begun again when somebody else changes what it rests on."""
        key = f"record:{id}"

        def attempt(pipe: Any) -> None:
            packed = pipe.get(key)
            old = unpack(packed) if packed else None
            new = change(old)
            if new == old:
                return
            number = number_of(packed) if packed else 0
            leave: list[Step] = []
            enter: list[Entry] = []
            if not _stands_alike(old, new):
                leave, enter = list(_leaving(pipe, number, old)), _entries(new)
                number = int(pipe.incr("numbered"))
            pipe.multi()
            for step in leave:
                step()
            _put(pipe, key, pack(number, new) if new else None)
            for place, entry in enter:
                pipe.append(place, number.to_bytes(4, "little") + entry)

        self._redis.transaction(attempt, key)

    @translated
    def outlets(self, record: str) -> dict[str, str]:
        packed = self._redis.get(f"record:{record}")
        return _outlets(unpack(packed)) if packed else {}

    @translated
    def get(self, records: Iterable[str]) -> list[Record]:
        keys = [f"record:{id}" for id in records]
        kept = self._redis.mget(keys) if keys else []
        return [unpack(packed).record for packed in kept if packed]

    @translated
    def find(self, query: Query, skip: int, limit: int) -> Found:
        found = self._answering(query)
        page = newest(found, skip + limit)[skip:]
        return Found(self.get(ids(page)), len(found))

    def _answering(self, query: Query) -> Column:
        sides = [f"group:{query.group}"] if query.group else []
        first, *others = [f"speaker:{query.speaker}", *sides] if query.speaker else sides
        column = answering(self._column(first), query)
        for other in others:
            column = column[np.isin(column["number"], self._column(other)["number"])]
        if query.target:
            entries = read_entries(self._redis.get(f"target:{query.target}"))
            column = about(column, entries, query.label)
        for phrase in query.phrases():
            packed = self._redis.mget([f"word:{term}" for term in phrase])
            column = saying(column, list(map(read_entries, packed)))
        return column

    @translated
    def of_group(self, group: str) -> list[Record]:
        return self.get(ids(newest(self._column(f"group:{group}"), _TIMELINE))[::-1])

    def _column(self, key: str) -> Column:
        return living(read_column(self._redis.get(key)))


def _outlets(kept: Kept) -> dict[str, str]:
    return {kept.record.url: kept.record.outlet, **kept.also}


def _stands_alike(old: Kept | None, new: Kept | None) -> bool:
    if old is None or new is None:
        return False
    return old.record is new.record or _entries(old) == _entries(new)


def _entries(kept: Kept | None) -> list[Entry]:
    """What stands of it in columns and postings: where, and without its number."""
    if kept is None:
        return []
    row = row_of(kept.record)
    return [*((key, row) for key in columns_of(kept.record)), *postings_of(kept.record)]


def _leaving(pipe: Any, number: int, kept: Kept | None) -> Iterator[Step]:
    """What blanks its rows; the last row of a column takes the key with it, for it is a name."""
    for key in columns_of(kept.record) if kept else ():
        pipe.watch(key)
        numbers = read_column(pipe.get(key))["number"]
        if np.count_nonzero(numbers) == 1:
            yield partial(pipe.delete, key)
        else:
            start = int(np.flatnonzero(numbers == number)[0]) * ROW.itemsize
            yield partial(pipe.setrange, key, start, bytes(ROW.itemsize))


def _put(pipe: Any, key: str, packed: bytes | None) -> None:
    if packed is None:
        pipe.delete(key)
    else:
        pipe.set(key, packed)
