"""Shifts, so that each is told once.

shift:{id}                  string   the shift as JSON
shifts:{group}:{subject}    zset     ids of its shifts by when they set off
untold                      set      ids of shifts whose alerts are not all in the outboxes
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.timeline.shift import Shift

_JSON = TypeAdapter(Shift)
_NEAR = timedelta(days=2)
"""News that arrives late moves the point where a turn shows; it is the same turn all the same."""


class Shifts:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def keep(self, group: str, shift: Shift) -> str | None:
        index = f"shifts:{group}:{shift.subject}"
        for known, other in self._near(index, shift):
            if _same(shift, other):
                return known if self._redis.sismember("untold", known) else None
        id = _id(group, shift)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(f"shift:{id}", _JSON.dump_json(shift))
            pipe.zadd(index, {id: shift.at.timestamp()})
            pipe.sadd("untold", id)
            pipe.execute()
        return id

    @translated
    def told(self, shift: str) -> None:
        self._redis.srem("untold", shift)

    def _near(self, index: str, shift: Shift) -> list[tuple[str, Shift]]:
        first, last = (shift.at - _NEAR).timestamp(), (shift.at + _NEAR).timestamp()
        ids = self._redis.zrangebyscore(index, first, last)
        return [(id, found) for id in ids if (found := self.get(id))]

    @translated
    def get(self, shift: str) -> Shift | None:
        kept = self._redis.get(f"shift:{shift}")
        return _JSON.validate_json(kept) if kept else None


def _same(one: Shift, other: Shift) -> bool:
    alike = (one.kind, one.target, one.direction) == (other.kind, other.target, other.direction)
    # Two other voices of that side are another story; a turn has only the one.
    return alike and (one.kind == "turn" or not _records(one).isdisjoint(_records(other)))


def _records(shift: Shift) -> set[str]:
    return {*shift.before, *shift.after}


def _id(group: str, shift: Shift) -> str:
    what = (group, shift.kind, shift.subject, shift.target, shift.direction, shift.at, shift.before)
    named = "\n".join(map(str, what))
    return blake2b(named.encode(), digest_size=12).hexdigest()
