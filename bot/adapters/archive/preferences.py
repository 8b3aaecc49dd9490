"""How channels want to be told.

preferences:{channel}   string   the preferences as JSON
digests                 set      channels that want a digest
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel

_JSON = TypeAdapter(Preferences)


class ChannelPreferences:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def of(self, channel: Channel) -> Preferences:
        return _read(self._redis, channel)

    @translated
    def change(self, channel: Channel, to: Callable[[Preferences], Preferences]) -> Preferences:
        def change(pipe: Any) -> Preferences:
            after = to(_read(pipe, channel))
            pipe.multi()
            _write(pipe, channel, after)
            return after

        changed: Preferences = self._redis.transaction(
            change, _key(channel), value_from_callable=True
        )
        return changed

    @translated
    def with_digest(self) -> list[Channel]:
        return [Channel.parse(channel) for channel in sorted(self._redis.smembers("digests"))]

    @translated
    def forget(self, channel: Channel) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            _drop(pipe, channel)
            pipe.execute()

    @translated
    def move(self, old: Channel, new: Channel) -> None:
        def change(pipe: Any) -> None:
            moved, there = pipe.get(_key(old)), pipe.get(_key(new))
            pipe.multi()
            if moved:
                _write(pipe, new, _JSON.validate_json(there or moved))
            _drop(pipe, old)

        self._redis.transaction(change, _key(old), _key(new))


def _key(channel: Channel) -> str:
    return f"preferences:{channel}"


def _read(redis: Any, channel: Channel) -> Preferences:
    kept = redis.get(_key(channel))
    return _JSON.validate_json(kept) if kept else Preferences()


def _write(pipe: Any, channel: Channel, preferences: Preferences) -> None:
    pipe.set(_key(channel), _JSON.dump_json(preferences))
    if preferences.digest is None:
        pipe.srem("digests", str(channel))
    else:
        pipe.sadd("digests", str(channel))


def _drop(pipe: Any, channel: Channel) -> None:
    pipe.delete(_key(channel))
    pipe.srem("digests", str(channel))
