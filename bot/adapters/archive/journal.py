"""Who changed what in a channel, and where each person changed something.

journal:{channel}       list   changes as JSON, the newest first, no more than 200
places:{team}:{user}    set    channels
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.change import Change
from bot.alerts.subscription import Channel

_JSON = TypeAdapter(Change)
_KEPT = 200


class Journal:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def note(self, channel: Channel, user: str, line: str, at: datetime) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.lpush(_key(channel), _JSON.dump_json(Change(channel, user, line, at)))
            pipe.ltrim(_key(channel), 0, _KEPT - 1)
            pipe.sadd(_places(channel.team, user), channel.id)
            pipe.execute()

    @translated
    def last(self, channel: Channel, n: int = _KEPT) -> list[Change]:
        return [_JSON.validate_json(text) for text in self._redis.lrange(_key(channel), 0, n - 1)]

    @translated
    def places(self, team: str, user: str) -> list[Channel]:
        return [Channel(team, id) for id in sorted(self._redis.smembers(_places(team, user)))]

    @translated
    def left(self, channel: Channel, user: str) -> None:
        self._redis.srem(_places(channel.team, user), channel.id)

    @translated
    def forget(self, channel: Channel) -> None:
        users = {change.user for change in self.last(channel)}
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(_key(channel))
            for user in users:
                pipe.srem(_places(channel.team, user), channel.id)
            pipe.execute()

    @translated
    def move(self, old: Channel, new: Channel) -> None:
        changes = self.last(old)
        with self._redis.pipeline(transaction=True) as pipe:
            for change in changes:
                pipe.rpush(_key(new), _JSON.dump_json(change))
                pipe.srem(_places(old.team, change.user), old.id)
                pipe.sadd(_places(new.team, change.user), new.id)
            pipe.ltrim(_key(new), 0, _KEPT - 1)
            pipe.delete(_key(old))
            pipe.execute()


def _key(channel: Channel) -> str:
    return f"journal:{channel}"


def _places(team: str, user: str) -> str:
    return f"places:{team}:{user}"
