"""How much a workspace may ask of us within a span, so that none holds up the others.

allowance:{what}:{team}:{number of the span}   string   how often it asked; kept two spans
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated


class Allowance:
    """So many commands a minute, or files an hour. Spans begin with the clock's."""

    def __init__(
        self, what: str, most: int, span: timedelta, redis: Redis, now: Callable[[], datetime]
    ) -> None:
        self._what = what
        self._most = most
        self._span = int(span.total_seconds())
        self._redis: Any = redis
        self._now = now

    @translated
    def spend(self, team: str) -> bool:
        """False once the workspace has asked as often as it may in this span."""
        number = int(self._now().timestamp()) // self._span
        key = f"allowance:{self._what}:{team}:{number}"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 2 * self._span)
            return int(pipe.execute()[0]) <= self._most
