"""What grows at its end, as this process last read it: only what was added since is asked for."""

from __future__ import annotations

from threading import Lock
from typing import Any

from redis import Redis

_MOST = 64 * 2**20
"""Bytes at hand: a million and a half rows, or eleven million entries."""


class Growing:
    """Strings of pieces of one size, no two of them alike."""

    def __init__(self, redis: Redis, piece: int) -> None:
        self._redis: Any = redis
        self._piece = piece
        self._known: dict[str, bytes] = {}
        self._size = 0
        self._lock = Lock()

    def read(self, key: str) -> bytes:
        """All of it as it stands now."""
        known = self._take(key)
        whole = self._grown(key, known) if known else self._redis.get(key) or b""
        self._put(key, whole)
        return whole

    def _grown(self, key: str, known: bytes) -> bytes:
        """Where our last piece stands in its place, all before it do: none is ever put between."""
        last = len(known) - self._piece
        added: bytes = self._redis.getrange(key, last, -1)
        if added[: self._piece] != known[last:]:
            return self._redis.get(key) or b""
        return known + added[self._piece :] if len(added) > self._piece else known

    def _take(self, key: str) -> bytes:
        with self._lock:
            known = self._known.pop(key, b"")
            self._size -= len(known)
            return known

    def _put(self, key: str, whole: bytes) -> None:
        """The least lately read make room."""
        with self._lock:
            self._size += len(whole) - len(self._known.pop(key, b""))
            self._known[key] = whole
            while self._size > _MOST:
                self._size -= len(self._known.pop(next(iter(self._known))))
