"""Who follows whom.

subscriptions:{channel}   hash   subject -> the subscription as JSON
followers:{subject}       set    channels
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.subscription import Channel, Subscription

_JSON = TypeAdapter(Subscription)


class Subscriptions:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def add(self, subscription: Subscription) -> bool:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hsetnx(
                f"subscriptions:{subscription.channel}",
                subscription.subject,
                _JSON.dump_json(subscription),
            )
            pipe.sadd(f"followers:{subscription.subject}", str(subscription.channel))
            return bool(pipe.execute()[0])

    @translated
    def remove(self, channel: Channel, subject: str) -> bool:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hdel(f"subscriptions:{channel}", subject)
            pipe.srem(f"followers:{subject}", str(channel))
            return bool(pipe.execute()[0])

    @translated
    def of(self, channel: Channel) -> list[Subscription]:
        kept = self._redis.hvals(f"subscriptions:{channel}")
        return sorted((_JSON.validate_json(text) for text in kept), key=lambda s: s.subject)

    @translated
    def followers(self, subjects: Iterable[str]) -> list[Channel]:
        keys = [f"followers:{subject}" for subject in subjects]
        channels = sorted(self._redis.sunion(keys)) if keys else []
        return [Channel.parse(channel) for channel in channels]

    def pause(self, channel: Channel, reason: str) -> None:
        self._set_paused(channel, reason)

    def resume(self, channel: Channel) -> None:
        self._set_paused(channel, "")

    @translated
    def _set_paused(self, channel: Channel, reason: str) -> None:
        """What is unfollowed meanwhile stays so: the change is begun again when the key moves."""
        key = f"subscriptions:{channel}"

        def change(pipe: Any) -> None:
            kept = map(_JSON.validate_json, pipe.hvals(key))
            changed = {s.subject: _JSON.dump_json(replace(s, paused=reason)) for s in kept}
            pipe.multi()
            if changed:
                pipe.hset(key, mapping=changed)

        self._redis.transaction(change, key)
