"""Which entries were queued, and how each source was doing.

seen:{source}     hash   entry id -> when it was queued
source:{source}   hash   etag, last_modified, polled, problem
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated
from bot.ports import SourceState, Validators
from bot.sources.entry import Entry


class Seen:
    def __init__(self, redis: Redis, now: Callable[[], datetime]) -> None:
        self._redis: Any = redis
        self._now = now

    @translated
    def last(self, source: str) -> Validators:
        etag, modified = self._redis.hmget(f"source:{source}", "etag", "last_modified")
        return Validators(etag or "", modified or "")

    @translated
    def unseen(self, entries: Sequence[Entry]) -> list[Entry]:
        with self._redis.pipeline(transaction=False) as pipe:
            for entry in entries:
                pipe.hexists(f"seen:{entry.source}", entry.id)
            return [e for e, seen in zip(entries, pipe.execute(), strict=True) if not seen]

    @translated
    def mark(self, entry: Entry) -> None:
        self._redis.hset(f"seen:{entry.source}", entry.id, self._now().isoformat())

    @translated
    def polled(self, source: str, validators: Validators, problem: str = "") -> None:
        state = {"polled": self._now().isoformat(), "problem": problem}
        if not problem:
            state |= {"etag": validators.etag, "last_modified": validators.last_modified}
        self._redis.hset(f"source:{source}", mapping=state)

    @translated
    def states(self) -> list[SourceState]:
        """Of every source that was ever polled, by id."""
        keys = sorted(self._redis.scan_iter("source:*", count=1000))
        with self._redis.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.hmget(key, "polled", "problem")
            return [
                SourceState(key.partition(":")[2], _when(polled), problem or "")
                for key, (polled, problem) in zip(keys, pipe.execute(), strict=True)
            ]


def _when(written: str | None) -> datetime:
    return datetime.fromisoformat(written) if written else datetime.min.replace(tzinfo=UTC)
