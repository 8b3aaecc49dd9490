"""How much a workspace may ask of us within a minute, so that none holds up the others.

allowance:{team}:{minute}   string   how often it asked; kept two minutes
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated


class Allowance:
    def __init__(self, redis: Redis, now: Callable[[], datetime], most: int) -> None:
        self._redis: Any = redis
        self._now = now
        self._most = most

    @translated
    def spend(self, team: str) -> bool:
        """False once the workspace has asked as often as it may in this minute."""
        key = f"allowance:{team}:{int(self._now().timestamp() // 60)}"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 120)
            return int(pipe.execute()[0]) <= self._most
