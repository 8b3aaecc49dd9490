"""Whose turn it is at a host, over all workers, and what its robots.txt said.

host:{host}     hash   busy, free, silent (moments), pause (seconds): for a day
turns:{host}    zset   who waits -> when its turn comes: for a day
robots:{host}   hash   text, until (a moment): for a month
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from bot.adapters.archive.door import translated
from bot.adapters.archive.leases import LEASE, renewed
from bot.adapters.web.turns import Rules
from bot.errors import NotYet

PAUSE = 1.0
"""Seconds between two requests to a host."""
OWN_PAUSE = 0.02
"""The same for hosts of our own."""
_DAY = 24 * 3600
_MONTH = 30 * _DAY

# A turn that came and was not taken within a minute belongs to somebody who was killed.
_TAKE = """
local host, queue = KEYS[1], KEYS[2]
local who, now, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[4])
local kept = redis.call('hmget', host, 'busy', 'free', 'silent', 'pause')
local busy, free = tonumber(kept[1]) or 0, tonumber(kept[2]) or 0
local silent, pause = tonumber(kept[3]) or 0, math.max(tonumber(kept[4]) or 0, tonumber(ARGV[3]))
if silent > now then return tostring(silent - now) end
redis.call('zremrangebyscore', queue, '-inf', now - 60)
local first = redis.call('zrange', queue, 0, 0)[1]
local mine = tonumber(redis.call('zscore', queue, who))
if mine and mine > now then return tostring(mine - now) end
if busy <= now and free <= now and (mine or not first) then
  redis.call('zrem', queue, who)
  redis.call('hset', host, 'busy', now + lease)
  redis.call('expire', host, 90000)
  return '0'
end
local last = tonumber(redis.call('zrange', queue, -1, -1, 'WITHSCORES')[2]) or 0
local at = math.max(free, last + pause, now + math.max(pause, 0.02))
redis.call('zadd', queue, at, who)
redis.call('expire', queue, 86400)
return tostring(at - now)
"""

# A turn that is over in the same moment is not to begin again.
_RENEW = """
if redis.call('hexists', KEYS[1], 'busy') == 1 then
  redis.call('hset', KEYS[1], 'busy', ARGV[1])
end
"""

_LEAVE = """
local pause = math.max(tonumber(redis.call('hget', KEYS[1], 'pause')) or 0, tonumber(ARGV[2]))
redis.call('hdel', KEYS[1], 'busy')
redis.call('hset', KEYS[1], 'free', tonumber(ARGV[1]) + pause)
"""


class Hosts:
    """`pause`: seconds between two requests to a host, by the host."""

    def __init__(
        self,
        redis: Redis,
        now: Callable[[], datetime],
        pause: Callable[[str], float] = lambda _host: PAUSE,
    ) -> None:
        self._redis: Any = redis
        self._now = now
        self._pause = pause
        self._take: Any = redis.register_script(_TAKE)
        self._renew: Any = redis.register_script(_RENEW)
        self._leave: Any = redis.register_script(_LEAVE)

    @contextmanager
    def turn(self, host: str, who: str) -> Iterator[None]:
        wait = self._wait(host, who)
        if wait > 0:
            raise NotYet(f"{host} is asked one thing at a time", after=wait)
        try:
            with renewed(lambda: self._renew(keys=[f"host:{host}"], args=[self._time() + LEASE])):
                yield
        finally:
            self._over(host)

    @translated
    def _wait(self, host: str, who: str) -> float:
        arguments = [who, self._time(), self._pause(host), LEASE]
        return float(self._take(keys=[f"host:{host}", f"turns:{host}"], args=arguments))

    def _over(self, host: str) -> None:
        # What was fetched is not to be lost: without this the turn ends with its lease.
        try:
            self._leave(keys=[f"host:{host}"], args=[self._time(), self._pause(host)])
        except RedisError:
            return

    @translated
    def silence(self, host: str, seconds: float) -> None:
        self._set(host, "silent", self._time() + seconds)

    @translated
    def slow_down(self, host: str, pause: float) -> None:
        self._set(host, "pause", pause)

    @translated
    def rules(self, host: str) -> Rules | None:
        text, until = self._redis.hmget(f"robots:{host}", "text", "until")
        return None if text is None else Rules(text, stale=float(until) <= self._time())

    @translated
    def keep_rules(self, host: str, text: str, seconds: float) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(f"robots:{host}", mapping={"text": text, "until": self._time() + seconds})
            pipe.expire(f"robots:{host}", _MONTH)
            pipe.execute()

    def _set(self, host: str, key: str, value: float) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(f"host:{host}", key, value)
            # A day and a bit: the longest silence is a day.
            pipe.expire(f"host:{host}", _DAY + 3600)
            pipe.execute()

    def _time(self) -> float:
        return self._now().timestamp()
