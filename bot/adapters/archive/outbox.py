"""The outbox: alerts until Slack has said that it has them.

outbox:{channel}    list     alerts as JSON, first in, first out
outboxes            set      channels that may have something waiting
alert:{id}          string   waiting, parked or the message's ts; kept 90 days
pace:{channel}      string   there while the channel must not be posted to
coming:{channel}   string   there while somebody is to come back to the channel
tries:{alert}      string   how often the alert may have been posted
parked              hash     alert id -> why it was put aside
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import alone, translated
from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel

_JSON = TypeAdapter(Alert)
_KEPT = 90 * 24 * 3600

_PUT = """
if redis.call('set', KEYS[1], 'waiting', 'NX', 'EX', ARGV[2]) then
    redis.call('rpush', KEYS[2], ARGV[1])
    redis.call('sadd', KEYS[3], ARGV[3])
    return 1
end
return 0
"""


class Outbox:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis
        self._put = self._redis.register_script(_PUT)

    @translated
    def put(self, alert: Alert) -> bool:
        keys = [f"alert:{alert.id}", f"outbox:{alert.channel}", "outboxes"]
        return bool(self._put(keys, [_JSON.dump_json(alert), _KEPT, str(alert.channel)]))

    def alone(self, channel: Channel) -> AbstractContextManager[None]:
        return alone(self._redis, f"outbox:{channel}", lease=20, patience=0.5)

    @translated
    def wait(self, channel: Channel, pace: float) -> float:
        if self._redis.set(f"pace:{channel}", 1, nx=True, px=int(pace * 1000)):
            return 0.0
        return max(self.held(channel), 0.05)

    @translated
    def held(self, channel: Channel) -> float:
        return max(int(self._redis.pttl(f"pace:{channel}")), 0) / 1000

    @translated
    def first_to_wait(self, channel: Channel, seconds: float) -> bool:
        return bool(self._redis.set(f"coming:{channel}", 1, nx=True, px=int(seconds * 1000) + 1))

    @translated
    def hold(self, channel: Channel, seconds: float) -> None:
        self._redis.set(f"pace:{channel}", 1, px=max(1, int(seconds * 1000)))

    @translated
    def next(self, channel: Channel) -> Alert | None:
        first = self._redis.lindex(f"outbox:{channel}", 0)
        return _JSON.validate_json(first) if first else None

    @translated
    def posting(self, alert: Alert) -> int:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(f"tries:{alert.id}")
            pipe.expire(f"tries:{alert.id}", _KEPT)
            return int(pipe.execute()[0]) - 1

    @translated
    def tries(self, alert: Alert) -> int:
        return int(self._redis.get(f"tries:{alert.id}") or 0)

    @translated
    def turned_away(self, alert: Alert) -> None:
        self._redis.decr(f"tries:{alert.id}")

    @translated
    def sent(self, alert: Alert, ts: str) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.lrem(f"outbox:{alert.channel}", 1, _JSON.dump_json(alert))
            pipe.set(f"alert:{alert.id}", ts, ex=_KEPT)
            pipe.delete(f"tries:{alert.id}")
            pipe.execute()

    @translated
    def park(self, alert: Alert, reason: str) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.lrem(f"outbox:{alert.channel}", 1, _JSON.dump_json(alert))
            pipe.set(f"alert:{alert.id}", "parked", ex=_KEPT)
            pipe.delete(f"tries:{alert.id}")
            pipe.hset("parked", alert.id, reason)
            pipe.execute()

    @translated
    def waiting(self) -> list[Channel]:
        channels = sorted(self._redis.smembers("outboxes"))
        return [
            Channel.parse(channel)
            for channel in channels
            if self._redis.llen(f"outbox:{channel}") > 0
        ]

    @translated
    def depth(self) -> int:
        """How many alerts wait, over all channels."""
        return sum(int(self._redis.llen(f"outbox:{channel}")) for channel in self.waiting())

    @translated
    def parked(self) -> dict[str, str]:
        parked: dict[str, str] = self._redis.hgetall("parked")
        return parked
