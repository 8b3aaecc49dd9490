"""Columns as this process last read them: only what was added since is asked for."""

from __future__ import annotations

from threading import Lock
from typing import Any

from redis import Redis

from bot.adapters.archive.column import ROW

_MOST = 64 * 2**20
"""Bytes at hand: a million and a half rows."""
_ROW = ROW.itemsize


class Columns:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis
        self._known: dict[str, bytes] = {}
        self._size = 0
        self._lock = Lock()

    def read(self, key: str) -> bytes:
        """All of its rows as they stand now."""
        known = self._take(key)
        rows = self._grown(key, known) if known else self._redis.get(key) or b""
        self._put(key, rows)
        return rows

    def _grown(self, key: str, known: bytes) -> bytes:
        """No two rows are alike: where our last one stands in its place, all before it do."""
        last = len(known) - _ROW
        added: bytes = self._redis.getrange(key, last, -1)
        if added[:_ROW] != known[last:]:
            return self._redis.get(key) or b""
        return known + added[_ROW:] if len(added) > _ROW else known

    def _take(self, key: str) -> bytes:
        with self._lock:
            known = self._known.pop(key, b"")
            self._size -= len(known)
            return known

    def _put(self, key: str, rows: bytes) -> None:
        """The least lately read make room."""
        with self._lock:
            self._size += len(rows) - len(self._known.pop(key, b""))
            self._known[key] = rows
            while self._size > _MOST:
                self._size -= len(self._known.pop(next(iter(self._known))))
