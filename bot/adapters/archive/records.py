"""Records, and the ways to find them.

numbered         string   how many numbers were given out, one to each record as it was placed
stale            string   how many of them lost their record since the postings were weeded
record:{id}      string   the record and its outlets (packed)
speaker:{who}    string   a row for each of somebody's records (column)
group:{group}    string   the same, for everybody who speaks for a side
word:{term}      string   an entry for each time the word was said (postings)
target:{name}    string   an entry for each record about somebody
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from redis import Redis

from bot.adapters.archive.column import (
    ROW,
    Column,
    alike,
    answering,
    columns_of,
    gone,
    ids,
    micros,
    newest,
    placed,
    read_column,
    row_of,
    without,
)
from bot.adapters.archive.door import alone, translated
from bot.adapters.archive.growing import Growing
from bot.adapters.archive.packed import Kept, head_of, number_of, pack, unpack
from bot.adapters.archive.postings import (
    ENTRY,
    Entries,
    about,
    leading,
    postings_of,
    read_entries,
    saying,
)
from bot.ports import Found, Stretch
from bot.timeline.query import Query, answers
from bot.timeline.record import Doubt, Record
from bot.timeline.repeats import same_words

_TIMELINE = 500
"""A side's most recent records: weeks of a busy ministry, milliseconds to replay."""
_CANDIDATES = 2000
"""The prints of more are alike only where hardly anything is said; the nearest are looked at."""

_PLACE = """
local number = struct.pack('<I4', redis.call('incr', KEYS[1]))
redis.call('set', KEYS[2], number .. ARGV[1])
for at = 3, #KEYS do
    redis.call('append', KEYS[at], number .. ARGV[at - 1])
end
"""
"""A number is given and stands in one moment, so that `tidy` never meets one on its way."""

_FORGET = """
if redis.call('getrange', KEYS[2], 0, 3) ~= ARGV[1] then return end
redis.call('del', KEYS[2])
redis.call('incr', KEYS[1])
for at = 3, #KEYS do redis.call('append', KEYS[at], ARGV[2]) end
"""
"""It deletes first: a server without memory lets a script go on that has begun to write."""

_STRETCH = 10_000
"""Keys that are looked through at once: milliseconds of the server's time."""
_POSTINGS = 5_000
"""Keys that are weeded at once: ten seconds where each change is written to disk at once."""
_AT_ONCE = 500
"""Records that are forgotten at once."""

Change = Callable[[Kept | None], Kept | None]
Step = Callable[[], object]
Entry = tuple[str, bytes]


class Records:
    def __init__(self, redis: Redis) -> None:
        """`redis`: answers in bytes."""
        self._redis: Any = redis
        self._columns = Growing(redis, ROW.itemsize)
        self._postings = Growing(redis, ENTRY.itemsize)

    def alone(self, name: str) -> AbstractContextManager[object]:
        return alone(self._redis, f"records:{name}", patience=10)

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
    def doubt(self, record: str, doubt: Doubt) -> None:
        def doubted(old: Kept | None) -> Kept | None:
            return old and replace(old, record=replace(old.record, doubt=doubt))

        self._change(record, doubted)

    @translated
    def forget(self, record: str) -> None:
        self.forget_all(self.get([record]))

    @translated
    def forget_all(self, records: Sequence[Record]) -> None:
        if not records:
            return
        kept = self._redis.mget([f"record:{record.id}" for record in records])
        columns: dict[str, None] = {}
        with self._redis.pipeline(transaction=False) as pipe:
            for record, packed in zip(records, kept, strict=True):
                if packed and unpack(packed).record == record:
                    number, mine = number_of(packed), columns_of(record)
                    keys = ["stale", f"record:{record.id}", *mine]
                    pipe.eval(_FORGET, len(keys), *keys, head_of(number), gone(number))
                    columns |= dict.fromkeys(mine)
            pipe.execute()
        for key in columns:
            self._compact(key)

    def _compact(self, key: str) -> None:
        """Once most rows tell of what is gone, only the others stay; the last one takes the key
        with it, for it is a name."""

        def attempt(pipe: Any) -> None:
            rows = self._columns.read(key)
            left = read_column(rows)
            pipe.multi()
            if not len(left):
                pipe.delete(key)
            elif left.nbytes * 2 < len(rows):
                pipe.set(key, left.tobytes())

        self._redis.transaction(attempt, key)

    @translated
    def older(self, than: datetime, most: int, place: str = "") -> Stretch:
        before = int(self._redis.get("numbered") or 0) - most
        cursor, keys = self._redis.scan(int(place or 0), match="speaker:*", count=_STRETCH)
        found: list[Record] = []
        for key in map(bytes.decode, keys):
            column = self._column(key)
            if not len(column):
                # Whoever forgot the last of it was killed.
                self._compact(key)
            found += self._older_of(column, than, before)
            if len(found) >= _AT_ONCE:
                return Stretch(found, place or "0")
        return Stretch(found, str(cursor) if cursor else "")

    def _older_of(self, column: Column, than: datetime, before: int) -> list[Record]:
        """At most so many as are forgotten at once; the rows tell when it was said, not when it
        was read."""
        found = self.get(ids(column[column["number"] <= max(before, 0)][:_AT_ONCE]))
        said = ids(column[(column["at"] < micros(than)) & (column["number"] > max(before, 0))])
        for at in range(0, len(said), _AT_ONCE):
            if len(found) >= _AT_ONCE:
                break
            found += [r for r in self.get(said[at : at + _AT_ONCE]) if (r.seen or r.at) < than]
        return found

    @translated
    def also_in(self, record: str, outlet: str, url: str) -> None:
        def added(old: Kept | None) -> Kept | None:
            if old is None or url in _outlets(old):
                return old
            return replace(old, also={**old.also, url: outlet})

        self._change(record, added)

    def _change(self, id: str, change: Change) -> None:
        """All of it at once, and begun again when somebody else changes what it rests on."""
        key = f"record:{id}"

        def attempt(pipe: Any) -> None:
            packed = pipe.get(key)
            old, number = (unpack(packed), number_of(packed)) if packed else (None, 0)
            new = change(old)
            if new is None or new == old:
                return
            moves = not _stand_alike(old, new)
            leave = self._leaving(pipe, old, number) if moves else []
            pipe.multi()
            for step in leave:
                step()
            if moves:
                _place(pipe, key, new)
            else:
                pipe.set(key, head_of(number) + pack(new))

        self._redis.transaction(attempt, key)

    def _leaving(self, pipe: Any, kept: Kept | None, number: int) -> list[Step]:
        """What takes its rows out of the columns; its postings stay, and lead nowhere."""
        if kept is None:
            return []
        keys = columns_of(kept.record)
        pipe.watch(*keys)
        count = partial(pipe.incr, "stale")
        return [count] + [_without(pipe, key, self._columns.read(key), number) for key in keys]

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
    def find(self, query: Query, skip: int, limit: int, instead: Sequence[Record] = ()) -> Found:
        seen = {record.id: record for record in instead}
        answering = [row_of(record) for record in instead if answers(query, record)]
        found = placed(without(self._answering(query), seen), answering)
        page = ids(newest(found, skip + limit)[skip:])
        kept = {record.id: record for record in self.get(id for id in page if id not in seen)}
        there = {**kept, **seen}
        return Found([there[id] for id in page if id in there], len(found))

    def _answering(self, query: Query) -> Column:
        sides = [f"group:{query.group}"] if query.group else []
        speakers = [f"speaker:{query.speaker}"] if query.speaker or not sides else []
        first, *others = [*speakers, *sides]
        column = answering(self._column(first), query)
        for other in others:
            column = column[np.isin(column["number"], self._column(other)["number"])]
        if query.target:
            column = about(column, self._entries(f"target:{query.target}"), query.label)
        for phrase in query.phrases():
            column = saying(column, [self._entries(f"word:{term}") for term in phrase])
        return column

    @translated
    def of_group(self, group: str) -> list[Record]:
        return self.get(ids(newest(self._column(f"group:{group}"), _TIMELINE))[::-1])

    @translated
    def untidy(self) -> float:
        stale, numbered = map(int, (n or 0 for n in self._redis.mget("stale", "numbered")))
        return stale / max(numbered, 1)

    @translated
    def tidy(self, place: str = "") -> str:
        begun = place or f"{int(self._redis.get('stale') or 0)}:0"
        stale, _, cursor = begun.partition(":")
        next = self._tidy(int(cursor))
        if next:
            return f"{stale}:{next}"
        self._redis.decrby("stale", int(stale))
        return ""

    def _tidy(self, cursor: int) -> int:
        last = int(self._redis.get("numbered") or 0)
        columns = [self._column(key) for key in self._redis.scan_iter("speaker:*", count=1000)]
        living = np.concatenate([np.empty(0, "<u4"), *(column["number"] for column in columns)])
        looked = 0
        while looked < _POSTINGS:
            cursor, keys = self._redis.scan(cursor, count=1000)
            for key in keys:
                if key.startswith((b"word:", b"target:")):
                    self._weed(key, living, last)
            looked += len(keys)
            if not cursor:
                break
        return int(cursor)

    def _weed(self, key: str, living: NDArray[np.uint32], last: int) -> None:
        def attempt(pipe: Any) -> None:
            entries = read_entries(pipe.get(key) or b"")
            left = leading(entries, living, last)
            if len(left) == len(entries):
                return
            pipe.multi()
            if len(left):
                pipe.set(key, left.tobytes())
            else:
                pipe.delete(key)

        self._redis.transaction(attempt, key)

    def _column(self, key: str) -> Column:
        return read_column(self._columns.read(key))

    def _entries(self, key: str) -> Entries:
        return read_entries(self._postings.read(key))


def _outlets(kept: Kept) -> dict[str, str]:
    return {kept.record.url: kept.record.outlet, **kept.also}


def _stand_alike(old: Kept | None, new: Kept | None) -> bool:
    if old is None or new is None:
        return False
    return old.record is new.record or entries_of(old.record) == entries_of(new.record)


def entries_of(record: Record) -> list[Entry]:
    """What stands of it in columns and postings: where, and without its number."""
    row = row_of(record)
    return [*((key, row) for key in columns_of(record)), *postings_of(record)]


def _place(pipe: Any, key: str, kept: Kept) -> None:
    entries = entries_of(kept.record)
    keys = ["numbered", key, *(place for place, _ in entries)]
    pipe.eval(_PLACE, len(keys), *keys, pack(kept), *(entry for _, entry in entries))


def _without(pipe: Any, key: str, rows: bytes, number: int) -> Step:
    """Once most rows tell of what is gone, only the others stay; the last one takes the key with
    it, for it is a name."""
    left = read_column(rows)
    left = left[left["number"] != number]
    if not len(left):
        return partial(pipe.delete, key)
    if left.nbytes * 2 < len(rows):
        return partial(pipe.set, key, left.tobytes())
    return partial(pipe.append, key, gone(number))
