"""Which pages are looked at again, and when.

watched   hash   address -> the watch as JSON, for three days
rereads   zset   address -> when it is looked at next
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.articles.watch import Watch

_JSON = TypeAdapter(Watch)
_LOST = 1800.0
"""Seconds after which a look that was given out and not heard of again is given out again."""


class Rereads:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def begin(self, watch: Watch) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hsetnx("watched", watch.url, _JSON.dump_json(watch))
            if watch.next:
                pipe.zadd("rereads", {watch.url: watch.next.timestamp()}, nx=True)
            pipe.execute()

    @translated
    def take(self, now: datetime, most: int) -> list[str]:
        """The addresses whose time has come, longest overdue first; for one clock at a time."""
        at = now.timestamp()
        due = self._redis.zrangebyscore("rereads", "-inf", at, start=0, num=most)
        if due:
            self._redis.zadd("rereads", dict.fromkeys(due, at + _LOST), xx=True)
        return list(due)

    @translated
    def depth(self) -> int:
        """How many pages are still to be looked at again."""
        return int(self._redis.zcard("rereads"))

    @translated
    def get(self, url: str) -> Watch | None:
        kept = self._redis.hget("watched", url)
        return _JSON.validate_json(kept) if kept else None

    @translated
    def settle(self, watch: Watch) -> None:
        """A look is over; after the last one the page is forgotten."""
        with self._redis.pipeline(transaction=True) as pipe:
            if watch.next is None:
                pipe.hdel("watched", watch.url)
                pipe.zrem("rereads", watch.url)
            else:
                pipe.hset("watched", watch.url, _JSON.dump_json(watch))
                pipe.zadd("rereads", {watch.url: watch.next.timestamp()})
            pipe.execute()
