"""What channels were told of the sources that they depend on.

noticed   hash   channel -> what it knows as JSON
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.notice import Noticed
from bot.alerts.subscription import Channel

_JSON = TypeAdapter(Noticed)


class Notices:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def of(self, channel: Channel) -> Noticed:
        kept = self._redis.hget("noticed", str(channel))
        return _JSON.validate_json(kept) if kept else Noticed()

    @translated
    def keep(self, channel: Channel, noticed: Noticed) -> None:
        self._redis.hset("noticed", str(channel), _JSON.dump_json(noticed))

    @translated
    def forget(self, channel: Channel) -> None:
        self._redis.hdel("noticed", str(channel))

    @translated
    def move(self, old: Channel, new: Channel) -> None:
        kept = self._redis.hget("noticed", str(old))
        if kept:
            self._redis.hsetnx("noticed", str(new), kept)
            self._redis.hdel("noticed", str(old))
