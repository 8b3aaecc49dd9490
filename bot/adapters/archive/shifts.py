"""Shifts, so that each is told once, and taken back once.

shift:{id}                  string   the shift as JSON
steps:{id}                  set      the steps of sensitivity at which it was found
told:{id}                   set      channels whose outboxes took its alert
withdrawn:{id}              set      workspaces in which it no longer stands
shifts                      zset     ids of all shifts by when they set off
shifts:{group}:{subject}    zset     ids of its shifts by when they set off
evidence:{record}           set      ids of the shifts that rest on it
untold                      set      id and step of those whose alerts are not all in the outboxes
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.subscription import Channel
from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.record import Record
from bot.timeline.shift import Shift

_JSON = TypeAdapter(Shift)
_NEAR = timedelta(days=2)
"""News that arrives late moves the point where a turn shows; it is the same turn all the same."""
_KEPT = 2 * 366 * 24 * 3600
"""Seconds: a shift outlives the statements' two years on no account."""


class Shifts:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def keep(self, group: str, shift: Shift, step: Sensitivity = "balanced") -> str | None:
        index = f"shifts:{group}:{shift.subject}"
        known = [id for id, other in self._near(index, shift) if _same(shift, other)]
        id = known[0] if known else _id(group, shift)
        if not known:
            self._write(id, index, shift)
        if not self._redis.sismember(f"steps:{id}", step):
            self._note(id, step)
        return id if self._redis.sismember("untold", f"{id}:{step}") else None

    def _write(self, id: str, index: str, shift: Shift) -> None:
        at = shift.at.timestamp()
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(f"shift:{id}", _JSON.dump_json(shift), ex=_KEPT)
            for zset in (index, "shifts"):
                pipe.zadd(zset, {id: at})
                pipe.zremrangebyscore(zset, "-inf", at - _KEPT)
                pipe.expire(zset, _KEPT)
            for record in _records(shift):
                pipe.sadd(f"evidence:{record}", id)
                pipe.expire(f"evidence:{record}", _KEPT)
            pipe.execute()

    def _note(self, id: str, step: Sensitivity) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.sadd("untold", f"{id}:{step}")
            pipe.sadd(f"steps:{id}", step)
            pipe.expire(f"steps:{id}", _KEPT)
            pipe.execute()

    @translated
    def told(
        self, shift: str, step: Sensitivity = "balanced", channels: Iterable[Channel] = ()
    ) -> None:
        named = [str(channel) for channel in channels]
        with self._redis.pipeline(transaction=True) as pipe:
            if named:
                pipe.sadd(f"told:{shift}", *named)
                pipe.expire(f"told:{shift}", _KEPT)
            pipe.srem("untold", f"{shift}:{step}")
            pipe.execute()

    @translated
    def told_to(self, shift: str) -> list[Channel]:
        return [Channel.parse(named) for named in sorted(self._redis.smembers(f"told:{shift}"))]

    @translated
    def resting_on(self, record: str) -> list[tuple[str, Shift]]:
        return self._get_all(sorted(self._redis.smembers(f"evidence:{record}")))

    @translated
    def steps(self, shift: str) -> set[Sensitivity]:
        found = self._redis.smembers(f"steps:{shift}")
        return {step for step in BARS if step in found}

    @translated
    def loosest(self, shift: str) -> Sensitivity:
        steps = self._redis.smembers(f"steps:{shift}")
        found: list[Sensitivity] = [step for step in BARS if step in steps]
        return found[-1] if found else "balanced"

    @translated
    def withdraw(self, shift: str, team: str) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.sadd(f"withdrawn:{shift}", team)
            pipe.expire(f"withdrawn:{shift}", _KEPT)
            pipe.execute()

    @translated
    def is_withdrawn(self, shift: str, team: str) -> bool:
        return bool(self._redis.sismember(f"withdrawn:{shift}", team))

    @translated
    def forget_resting_on(self, records: Iterable[Record]) -> None:
        for record in records:
            resting = sorted(self._redis.smembers(f"evidence:{record.id}"))
            with self._redis.pipeline(transaction=True) as pipe:
                for id, shift in self._get_all(resting):
                    _forget(pipe, id, f"shifts:{record.statement.group}:{shift.subject}", shift)
                pipe.delete(f"evidence:{record.id}")
                pipe.execute()

    @translated
    def between(self, since: datetime, until: datetime) -> list[tuple[str, Shift]]:
        first, last = since.timestamp(), until.timestamp()
        return self._get_all(self._redis.zrangebyscore("shifts", first, last))

    def _near(self, index: str, shift: Shift) -> list[tuple[str, Shift]]:
        first, last = (shift.at - _NEAR).timestamp(), (shift.at + _NEAR).timestamp()
        return self._get_all(self._redis.zrangebyscore(index, first, last))

    def _get_all(self, ids: Iterable[str]) -> list[tuple[str, Shift]]:
        return [(id, found) for id in ids if (found := self.get(id))]

    @translated
    def get(self, shift: str) -> Shift | None:
        kept = self._redis.get(f"shift:{shift}")
        return _JSON.validate_json(kept) if kept else None


def _forget(pipe: Any, id: str, index: str, shift: Shift) -> None:
    pipe.delete(*(f"{key}:{id}" for key in ("shift", "steps", "told", "withdrawn")))
    pipe.srem("untold", *(f"{id}:{step}" for step in BARS))
    for zset in (index, "shifts"):
        pipe.zrem(zset, id)
    for record in _records(shift):
        pipe.srem(f"evidence:{record}", id)


def _same(one: Shift, other: Shift) -> bool:
    """News that comes late may find other words, or a target, for a story that was told."""
    if one.kind != other.kind:
        return False
    if one.kind == "contrast":
        # Two other voices of that side are another story.
        return not _records(one).isdisjoint(_records(other))
    alike = (one.target, one.direction) == (other.target, other.direction)
    return alike or not set(one.after).isdisjoint(other.after)


def _records(shift: Shift) -> set[str]:
    return {*shift.before, *shift.after}


def _id(group: str, shift: Shift) -> str:
    what = (group, shift.kind, shift.subject, shift.target, shift.direction, shift.at, shift.before)
    named = "\n".join(map(str, what))
    return blake2b(named.encode(), digest_size=12).hexdigest()
