"""Workspaces in which only some people may change what is followed.

locked:{team}   string   the lock as JSON
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.lock import Lock

_JSON = TypeAdapter(Lock)


class Locks:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def of(self, team: str) -> Lock | None:
        kept = self._redis.get(f"locked:{team}")
        return _JSON.validate_json(kept) if kept else None

    @translated
    def lock(self, team: str, lock: Lock) -> None:
        self._redis.set(f"locked:{team}", _JSON.dump_json(lock))

    @translated
    def unlock(self, team: str) -> None:
        self._redis.delete(f"locked:{team}")
