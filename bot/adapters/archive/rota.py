"""How each source is doing, and when it is asked next.

sources   hash   source -> its state as JSON
due       zset   source -> when it is to be asked; never for one that has ended
taken     zset   source -> when it is given out again, should nobody be heard of
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.ports import SourceState
from bot.sources.source import Source

_JSON = TypeAdapter(SourceState)
_NEVER = float("inf")
_LOST = 900.0
"""Seconds after which a poll that was given out and not heard of again is given out again."""
_ON_ITS_WAY = 5.0
"""The same for one that may never have come into the queue, because a clock died in between."""
_PUT_BACK = 90.0
"""Seconds; the clocks of two machines may differ by less."""
_APART = 0.1
"""Seconds between the first turns of sources that are new."""

_TAKE = """
local now, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local found = redis.call('zrangebyscore', KEYS[1], '-inf', now, 'LIMIT', 0, most)
for _, source in ipairs(found) do redis.call('zrem', KEYS[1], source) end
local lost = redis.call('zrangebyscore', KEYS[2], '-inf', now, 'LIMIT', 0, most)
for _, source in ipairs(lost) do found[#found + 1] = source end
for _, source in ipairs(found) do redis.call('zadd', KEYS[2], now + ARGV[3], source) end
return found
"""

_ENROL = """
local now, apart = tonumber(ARGV[1]), tonumber(ARGV[2])
for number = 3, #ARGV do
  local source = ARGV[number]
  if not redis.call('zscore', KEYS[1], source) and not redis.call('zscore', KEYS[2], source) then
    redis.call('zadd', KEYS[1], now, source)
    now = now + apart
  end
end
"""


class Rota:
    def __init__(self, redis: Redis, now: Callable[[], datetime]) -> None:
        self._redis: Any = redis
        self._now = now
        self._take: Any = redis.register_script(_TAKE)
        self._enrol: Any = redis.register_script(_ENROL)

    @translated
    def enrol(self, sources: Sequence[Source]) -> None:
        """These and no others are asked; those that are new soon, though not all at once."""
        known = {source.id: source for source in sources}
        gone = self._enrolled() - set(known)
        now = self._now().timestamp()
        renewed = [
            state.source
            for state in self._states()
            if _is_over(state, known.get(state.source)) or _is_ahead(state, now)
        ]
        with self._redis.pipeline(transaction=True) as pipe:
            for id in gone:
                pipe.zrem("due", id)
                pipe.zrem("taken", id)
                pipe.hdel("sources", id)
            for id in renewed:
                pipe.zadd("due", {id: now}, xx=True)
            pipe.execute()
        self._enrol(keys=["due", "taken"], args=[now, _APART, *known])

    def _enrolled(self) -> set[str]:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zrange("due", 0, -1)
            pipe.zrange("taken", 0, -1)
            return {id for ids in pipe.execute() for id in ids}

    @translated
    def take(self, most: int) -> list[str]:
        """The sources whose time has come, each given to one who asks, longest overdue first."""
        now = self._now().timestamp()
        return list(self._take(keys=["due", "taken"], args=[now, most, _ON_ITS_WAY]))

    @translated
    def given(self, source: str) -> None:
        """Its poll is in the queue, which loses nothing: until that is done nobody else asks."""
        self._redis.zadd("taken", {source: self._now().timestamp() + _LOST}, xx=True)

    @translated
    def is_taken(self, source: str) -> bool:
        """False once its round is over: what was given out twice is done once."""
        return self._redis.zscore("taken", source) is not None

    @translated
    def state(self, source: str) -> SourceState:
        kept = self._redis.hget("sources", source)
        return _JSON.validate_json(kept) if kept else SourceState(source)

    @translated
    def settle(self, state: SourceState, next: datetime | None) -> None:
        score = _NEVER if next is None else next.timestamp()
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset("sources", state.source, _JSON.dump_json(state, exclude_defaults=True))
            pipe.zadd("due", {state.source: score})
            pipe.zrem("taken", state.source)
            pipe.execute()

    @translated
    def states(self) -> list[SourceState]:
        """Of every source that was ever asked, by id."""
        return sorted(self._states(), key=lambda state: state.source)

    def _states(self) -> Iterable[SourceState]:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hvals("sources")
            pipe.zrange("due", 0, -1, withscores=True)
            kept, due = pipe.execute()
        times = dict(due)
        for text in kept:
            state = _JSON.validate_json(text)
            yield replace(state, next=_moment(times.get(state.source)))


def _is_over(state: SourceState, source: Source | None) -> bool:
    """It had ended, and has been given another address since."""
    return source is not None and state.ended and state.address != source.url


def _is_ahead(state: SourceState, now: float) -> bool:
    """It was asked in what is the future now: a clock was put back, and its next turn is far."""
    ahead = state.polled is not None and state.polled.timestamp() > now + _PUT_BACK
    return ahead and not state.ended


def _moment(score: float | None) -> datetime | None:
    if score is None or score == _NEVER:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=score)
