"""Who follows whom.

subscriptions:{channel}   hash   subject -> the subscription as JSON
followers:{subject}       set    channels
following:{team}          set    channels that follow somebody
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.subscription import Channel, Subscription

_JSON = TypeAdapter(Subscription)

_Kept = Mapping[str, Subscription]
"""What a channel follows, by subject."""


class Subscriptions:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    def add(self, subscription: Subscription) -> bool:
        before, _ = self.change(
            subscription.channel, subscription.subject, lambda kept: kept or subscription
        )
        return before is None

    def remove(self, channel: Channel, subject: str) -> bool:
        before, _ = self.change(channel, subject, lambda _: None)
        return before is not None

    @translated
    def change(
        self,
        channel: Channel,
        subject: str,
        to: Callable[[Subscription | None], Subscription | None],
    ) -> tuple[Subscription | None, Subscription | None]:
        outcome: list[Subscription | None] = [None, None]

        def decide(kept: _Kept) -> _Kept:
            outcome[:] = [kept.get(subject), to(kept.get(subject))]
            after = outcome[1]
            others = {known: one for known, one in kept.items() if known != subject}
            return {**others, subject: after} if after else others

        self._rewrite(channel, decide)
        return outcome[0], outcome[1]

    @translated
    def of(self, channel: Channel) -> list[Subscription]:
        kept = self._redis.hvals(_key(channel))
        return sorted((_JSON.validate_json(text) for text in kept), key=lambda s: s.subject)

    @translated
    def of_team(self, team: str) -> list[Channel]:
        return [Channel(team, id) for id in sorted(self._redis.smembers(f"following:{team}"))]

    @translated
    def count(self, team: str) -> int:
        with self._redis.pipeline(transaction=False) as pipe:
            for channel in self.of_team(team):
                pipe.hlen(_key(channel))
            return sum(pipe.execute())

    @translated
    def channels(self) -> list[Channel]:
        """Of every workspace."""
        teams = (key.partition(":")[2] for key in self._redis.scan_iter("following:*"))
        return [channel for team in sorted(teams) for channel in self.of_team(team)]

    @translated
    def followers(self, subjects: Iterable[str]) -> list[Subscription]:
        wanted = sorted(set(subjects))
        keys = [f"followers:{subject}" for subject in wanted]
        channels = sorted(self._redis.sunion(keys)) if keys else []
        with self._redis.pipeline(transaction=False) as pipe:
            for channel in channels:
                pipe.hmget(f"subscriptions:{channel}", wanted)
            found = [text for texts in pipe.execute() for text in texts if text]
        return [_JSON.validate_json(text) for text in found]

    @translated
    def subjects(self) -> list[str]:
        """Everybody and every side that some channel follows."""
        keys = self._redis.scan_iter("followers:*", count=1000)
        return sorted(key.partition(":")[2] for key in keys)

    def pause(self, channel: Channel, reason: str) -> None:
        self._rewrite(channel, lambda kept: _paused(kept, reason))

    def resume(self, channel: Channel) -> None:
        self._rewrite(channel, lambda kept: _paused(kept, ""))

    def forget(self, channel: Channel) -> None:
        self._rewrite(channel, lambda _: {})

    @translated
    def move(self, old: Channel, new: Channel) -> None:
        def change(pipe: Any) -> None:
            left = _read(pipe, old)
            moved = {subject: replace(one, channel=new) for subject, one in left.items()}
            there = _read(pipe, new)
            pipe.multi()
            _write(pipe, old, left, {})
            _write(pipe, new, there, {**moved, **there})

        self._redis.transaction(change, _key(old), _key(new))

    @translated
    def _rewrite(self, channel: Channel, to: Callable[[_Kept], _Kept]) -> None:
        """Who changes the same at the same time is heard first or begun again: both count."""

        def change(pipe: Any) -> None:
            before = _read(pipe, channel)
            after = to(before)
            pipe.multi()
            _write(pipe, channel, before, after)

        self._redis.transaction(change, _key(channel))


def _key(channel: Channel) -> str:
    return f"subscriptions:{channel}"


def _read(pipe: Any, channel: Channel) -> dict[str, Subscription]:
    kept = pipe.hgetall(_key(channel))
    return {subject: _JSON.validate_json(text) for subject, text in kept.items()}


def _write(pipe: Any, channel: Channel, before: _Kept, after: _Kept) -> None:
    for subject in before.keys() - after.keys():
        pipe.hdel(_key(channel), subject)
        pipe.srem(f"followers:{subject}", str(channel))
    for subject, subscription in after.items():
        if before.get(subject) != subscription:
            pipe.hset(_key(channel), subject, _JSON.dump_json(subscription))
            pipe.sadd(f"followers:{subject}", str(channel))
    if after:
        pipe.sadd(f"following:{channel.team}", channel.id)
    else:
        pipe.srem(f"following:{channel.team}", channel.id)


def _paused(kept: _Kept, reason: str) -> _Kept:
    return {subject: replace(one, paused=reason) for subject, one in kept.items()}
