"""Records, and the ways to find them.

record:{id}         string   the record as JSON
outlets:{id}        hash     link -> outlet, wherever the same words were read
speaker:{who}       zset     record ids by when they were said
group:{group}       zset     the same, for everybody who speaks for a side
print:{who}:{print} set      ids of the records that contain these four words in a row
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import alone, translated
from bot.ports import Found
from bot.timeline.query import Query, answers
from bot.timeline.record import Record
from bot.timeline.repeats import prints, same_words, words_of

_JSON = TypeAdapter(Record)
_TIMELINE = 500
"""A side's most recent records: weeks of a busy ministry, milliseconds to replay."""
_CANDIDATES = 20
"""Records that share most prints; the same words are always among the first few."""


class Records:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    def alone(self, name: str) -> AbstractContextManager[None]:
        return alone(self._redis, f"records:{name}", lease=30, patience=10)

    @translated
    def same(self, record: Record) -> Record | None:
        shared = self._sharing(record)
        nearest = [id for id, _ in Counter(shared).most_common(_CANDIDATES)]
        text = record.statement.text
        found = (r for r in self.get(nearest) if same_words(r.statement.text, text))
        return next(found, None)

    def _sharing(self, record: Record) -> list[str]:
        with self._redis.pipeline(transaction=False) as pipe:
            for key in _print_keys(record):
                pipe.smembers(key)
            return [id for ids in pipe.execute() for id in sorted(ids)]

    @translated
    def keep(self, record: Record) -> None:
        self._write(record, new=True)

    @translated
    def rewrite(self, record: Record) -> None:
        self._write(record, new=False)

    def _write(self, record: Record, *, new: bool) -> None:
        """`new`: what is there already stays as it is."""
        said = record.at.timestamp()
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(f"record:{record.id}", _JSON.dump_json(record), nx=new)
            pipe.hsetnx(f"outlets:{record.id}", record.url, record.outlet)
            pipe.zadd(f"speaker:{record.statement.who}", {record.id: said}, nx=new)
            if record.statement.group:
                pipe.zadd(f"group:{record.statement.group}", {record.id: said}, nx=new)
            for key in _print_keys(record):
                pipe.sadd(key, record.id)
            pipe.execute()

    @translated
    def also_in(self, record: str, outlet: str, url: str) -> None:
        self._redis.hset(f"outlets:{record}", url, outlet)

    @translated
    def outlets(self, record: str) -> dict[str, str]:
        outlets: dict[str, str] = self._redis.hgetall(f"outlets:{record}")
        return outlets

    @translated
    def get(self, records: Iterable[str]) -> list[Record]:
        keys = [f"record:{id}" for id in records]
        kept = self._redis.mget(keys) if keys else []
        return [_JSON.validate_json(text) for text in kept if text]

    @translated
    def find(self, query: Query, skip: int, limit: int) -> Found:
        key = f"speaker:{query.speaker}" if query.speaker else f"group:{query.group}"
        kept = self.get(self._redis.zrevrange(key, 0, -1))
        found = [record for record in kept if answers(query, record)]
        return Found(found[skip : skip + limit], len(found))

    @translated
    def of_group(self, group: str) -> list[Record]:
        return self.get(self._redis.zrange(f"group:{group}", -_TIMELINE, -1))


def _print_keys(record: Record) -> list[str]:
    who = record.statement.who
    return [f"print:{who}:{print}" for print in sorted(prints(words_of(record.statement.text)))]
