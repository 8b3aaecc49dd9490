"""Which entries were queued.

entries:{source}   zset   print of a link, or of a GUID and title -> when it was last listed
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated
from bot.sources.entry import Entry

_KEPT_FOR = timedelta(days=60)
"""An entry that has not been listed for so long is not expected back."""
_MOST = 20_000
"""Prints a source: five times as many as one answer can list."""
_FRESH = timedelta(hours=6)
"""A print that was touched so lately need not be touched again."""


class Seen:
    def __init__(self, redis: Redis, now: Callable[[], datetime]) -> None:
        self._redis: Any = redis
        self._now = now

    @translated
    def unseen(self, entries: Sequence[Entry]) -> list[Entry]:
        prints = [(entry, one) for entry in entries for one in _prints(entry)]
        with self._redis.pipeline(transaction=False) as pipe:
            for entry, one in prints:
                pipe.zscore(f"entries:{entry.source}", one)
            known = dict(zip(prints, pipe.execute(), strict=True))
        stale = (self._now() - _FRESH).timestamp()
        self._touch([key for key, at in known.items() if at is not None and at < stale])
        seen = {entry.id for (entry, _), at in known.items() if at is not None}
        return [entry for entry in entries if entry.id not in seen]

    def _touch(self, prints: Sequence[tuple[Entry, str]]) -> None:
        now = self._now()
        if not prints:
            return
        with self._redis.pipeline(transaction=False) as pipe:
            for entry, one in prints:
                pipe.zadd(f"entries:{entry.source}", {one: now.timestamp()}, xx=True)
            for source in {entry.source for entry, _ in prints}:
                pipe.zremrangebyscore(f"entries:{source}", "-inf", (now - _KEPT_FOR).timestamp())
            pipe.execute()

    @translated
    def mark(self, entry: Entry) -> None:
        key, at = f"entries:{entry.source}", self._now().timestamp()
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zadd(key, dict.fromkeys(_prints(entry), at))
            pipe.zremrangebyrank(key, 0, -_MOST - 1)
            # For a source that is taken out of the catalogue.
            pipe.expire(key, _KEPT_FOR)
            pipe.execute()


def _prints(entry: Entry) -> list[str]:
    """By link; and by GUID and title together, for a story whose link was changed.

    A GUID alone may be that of a place on the front page, where tomorrow another story stands.
    """
    names = [entry.id, f"{entry.guid}\n{entry.title}" if entry.guid and entry.title else ""]
    return [blake2b(name.encode(), digest_size=12).hexdigest() for name in names if name]
