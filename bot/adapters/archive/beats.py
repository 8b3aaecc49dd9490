"""Who was heard of lately: each duty of the bot says now and then that somebody sees to it.

beat:{duty}   string   there as long as the last word counts
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated


class Beats:
    """The server's clock counts, so that machines whose clocks differ agree."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def beat(self, duty: str, seconds: float) -> None:
        self._redis.set(f"beat:{duty}", 1, px=int(seconds * 1000))

    @translated
    def heard(self, duties: Sequence[str]) -> dict[str, bool]:
        found = self._redis.mget([f"beat:{duty}" for duty in duties])
        return {duty: there is not None for duty, there in zip(duties, found, strict=True)}
