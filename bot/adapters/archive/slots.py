"""Slots of the clock, so that of many clocks one acts.

slot:{name}   string   there while the slot is taken
"""

from __future__ import annotations

from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated


class Slots:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def claim(self, slot: str, seconds: float) -> bool:
        """True for the first who asks within that time."""
        return bool(self._redis.set(f"slot:{slot}", 1, nx=True, px=max(1, int(seconds * 1000))))
