"""The outbox: alerts until Slack has said that it has them.

outbox:{channel}    list     ids of alerts, first in, first out
mail:{channel}      hash     id of an alert that waits -> the alert as JSON
outboxes            set      channels that have ever had something waiting
alert:{id}          string   waiting, parked, dropped or the message's ts; kept 90 days
card:{channel}:{ts} string   the alert as JSON that a card was posted for, where it holds several
cards:{channel}     zset     the cards of the last hour by when they were posted
pace:{channel}      string   there while the channel must not be posted to
coming:{channel}    string   there while somebody is to come back to the channel
tries:{alert}       string   how often the alert may have been posted
insisted:{alert}    string   there when somebody put it back, until it is posted once
parked              hash     alert id -> why it was put aside
aside               hash     alert id -> the alert as JSON
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import alone, translated
from bot.alerts.alert import Alert, AlertKind
from bot.alerts.subscription import Channel
from bot.ports import Posted

_JSON = TypeAdapter(Alert)
KEPT = 90 * 24 * 3600
"""Seconds for which an alert that was told is known."""

_LONGEST_REASON = 500
_HOUR = 3600
_AHEAD = 60
"""Seconds by which the clock of another machine may be ahead of ours."""

_PUT = """
if redis.call('set', KEYS[1], 'waiting', 'NX', 'EX', ARGV[3]) then
    redis.call('rpush', KEYS[2], ARGV[1])
    redis.call('hset', KEYS[3], ARGV[1], ARGV[2])
    redis.call('sadd', KEYS[4], ARGV[4])
    return 1
end
return 0
"""
_LEAD = """
for place = 3, #ARGV do
    if redis.call('hexists', KEYS[2], ARGV[place]) == 0 then return 0 end
end
for place = 3, #ARGV do
    redis.call('lrem', KEYS[1], 1, ARGV[place])
    redis.call('hdel', KEYS[2], ARGV[place])
end
redis.call('lpush', KEYS[1], ARGV[1])
redis.call('hset', KEYS[2], ARGV[1], ARGV[2])
return 1
"""

_PUT_BACK = """
if redis.call('hdel', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('hdel', KEYS[2], ARGV[1])
redis.call('rpush', KEYS[3], ARGV[1])
redis.call('hset', KEYS[4], ARGV[1], ARGV[2])
redis.call('sadd', KEYS[5], ARGV[4])
redis.call('set', KEYS[6], 1, 'EX', ARGV[3])
redis.call('set', KEYS[7], 1, 'EX', ARGV[3])
for place = 8, #KEYS do redis.call('set', KEYS[place], 'waiting', 'EX', ARGV[3]) end
return 1
"""


class Outbox:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis
        self._put = self._redis.register_script(_PUT)
        self._put_back = self._redis.register_script(_PUT_BACK)
        self._lead = self._redis.register_script(_LEAD)

    @translated
    def put(self, alert: Alert) -> bool:
        channel = str(alert.channel)
        keys = [f"alert:{alert.id}", f"outbox:{channel}", f"mail:{channel}", "outboxes"]
        return bool(self._put(keys, [alert.id, _JSON.dump_json(alert), KEPT, channel]))

    def alone(self, channel: Channel) -> AbstractContextManager[Callable[[], bool]]:
        return alone(self._redis, f"outbox:{channel}", patience=0.5)

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
        kept = self._redis.hget(f"mail:{channel}", first) if first else None
        return _JSON.validate_json(kept) if kept else None

    @translated
    def waiting_in(self, channel: Channel) -> list[Alert]:
        ids = self._redis.lrange(f"outbox:{channel}", 0, -1)
        kept = self._redis.hmget(f"mail:{channel}", ids) if ids else []
        return [_JSON.validate_json(alert) for alert in kept if alert]

    @translated
    def lead(self, alert: Alert, instead_of: Iterable[Alert]) -> bool:
        keys = [f"outbox:{alert.channel}", f"mail:{alert.channel}"]
        gone = [other.id for other in instead_of]
        return bool(self._lead(keys, [alert.id, _JSON.dump_json(alert), *gone]))

    @translated
    def recent(self, channel: Channel, now: datetime) -> int:
        at = now.timestamp()
        # A clock that was put back must not silence a channel until it has caught up.
        return int(self._redis.zcount(f"cards:{channel}", f"({at - _HOUR}", at + _AHEAD))

    @translated
    def posting(self, alert: Alert) -> int:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(f"tries:{alert.id}")
            pipe.expire(f"tries:{alert.id}", KEPT)
            return int(pipe.execute()[0]) - 1

    @translated
    def tries(self, alert: Alert) -> int:
        return int(self._redis.get(f"tries:{alert.id}") or 0)

    @translated
    def turned_away(self, alert: Alert) -> None:
        self._redis.decr(f"tries:{alert.id}")

    @translated
    def sent(self, alert: Alert, ts: str, at: datetime) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            _settle(pipe, alert, ts)
            if alert.is_card:
                _count(pipe, alert, at.timestamp())
            if alert.holds:
                pipe.set(f"card:{alert.channel}:{ts}", _JSON.dump_json(alert), ex=KEPT)
            pipe.execute()

    @translated
    def drop(self, alert: Alert) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            _settle(pipe, alert, "dropped")
            pipe.execute()

    @translated
    def park(self, alert: Alert, reason: str) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            _settle(pipe, alert, "parked")
            pipe.hset("parked", alert.id, " ".join(reason.split())[:_LONGEST_REASON])
            pipe.hset("aside", alert.id, _JSON.dump_json(alert))
            pipe.execute()

    @translated
    def state(self, alert: Alert) -> str | None:
        state = self._redis.get(f"alert:{alert.id}")
        return "leaving" if state == "waiting" and self.tries(alert) else state

    @translated
    def posted(self, alert: Alert) -> Posted | None:
        ts = self._redis.get(f"alert:{alert.id}")
        if ts in (None, "waiting", "parked", "dropped"):
            return None
        whole = self._redis.get(f"card:{alert.channel}:{ts}")
        return Posted(ts, _JSON.validate_json(whole) if whole else alert)

    @translated
    def told(self, kind: AlertKind, about: str) -> list[Channel]:
        channels = [Channel.parse(name) for name in sorted(self._redis.smembers("outboxes"))]
        keys = [f"alert:{Alert(channel, kind, about).id}" for channel in channels]
        states = self._redis.mget(keys) if keys else []
        return [channel for channel, state in zip(channels, states, strict=True) if state]

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
    def put_back(self, id: str) -> Channel | None:
        """A parked alert waits again, behind the others; its channel, None when it is not parked.

        It may be there already, so it is looked for before it is posted.
        """
        kept = self._redis.hget("aside", id)
        if not kept:
            return None
        alert = _JSON.validate_json(kept)
        keys = ["aside", "parked", f"outbox:{alert.channel}", f"mail:{alert.channel}", "outboxes"]
        told = [f"alert:{one}" for one in alert.tells]
        marks = [f"tries:{id}", f"insisted:{id}"]
        self._put_back([*keys, *marks, *told], [id, kept, KEPT, str(alert.channel)])
        return alert.channel

    @translated
    def forget_parked_beyond(self, most: int) -> None:
        ids = self._redis.hkeys("parked")
        with self._redis.pipeline(transaction=False) as pipe:
            for id in ids:
                pipe.ttl(f"alert:{id}")
            left = dict(zip(ids, pipe.execute(), strict=True))
        latest = sorted((id for id in ids if left[id] > 0), key=left.__getitem__)[-most:]
        for id in left.keys() - set(latest):
            self.forget_parked(id)

    @translated
    def insisted(self, alert: Alert) -> bool:
        return bool(self._redis.delete(f"insisted:{alert.id}"))

    @translated
    def aside(self) -> list[Alert]:
        return [_JSON.validate_json(alert) for alert in self._redis.hvals("aside")]

    @translated
    def forget_parked(self, id: str) -> bool:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hdel("parked", id)
            pipe.hdel("aside", id)
            return bool(pipe.execute()[0])

    @translated
    def parked(self) -> dict[str, str]:
        parked: dict[str, str] = self._redis.hgetall("parked")
        return parked


def _settle(pipe: Any, alert: Alert, state: str) -> None:
    """It leaves the outbox, and so does whatever it tells."""
    pipe.lrem(f"outbox:{alert.channel}", 1, alert.id)
    pipe.hdel(f"mail:{alert.channel}", alert.id)
    for told in alert.tells:
        pipe.set(f"alert:{told}", state, ex=KEPT)
    pipe.delete(f"tries:{alert.id}", f"insisted:{alert.id}")


def _count(pipe: Any, alert: Alert, at: float) -> None:
    key = f"cards:{alert.channel}"
    pipe.zadd(key, {alert.id: at})
    pipe.zremrangebyscore(key, "-inf", at - _HOUR)
    pipe.expire(key, _HOUR + _AHEAD)
