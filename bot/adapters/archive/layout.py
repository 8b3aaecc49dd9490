"""The layout: which way of keeping things stands in Redis, so that none is read as another.

layout   string   its number
"""

from __future__ import annotations

from typing import Any

from redis import Redis

from bot.adapters.archive.door import translated
from bot.errors import BadInput

LAYOUT = "2"


@translated
def settle(redis: Redis) -> None:
    """Takes a place where nothing of ours stands yet; BadInput where another version was."""
    server: Any = redis
    found = server.get("layout") or _unnamed(server)
    if found not in ("", LAYOUT):
        raise BadInput(
            f"what Redis keeps has layout {found}, and this version reads {LAYOUT}:"
            " remove the data folder, or empty the database that REDIS_URL names"
        )
    server.set("layout", LAYOUT)


def _unnamed(server: Any) -> str:
    """The first layout had no number."""
    first = next(server.scan_iter("record:*", count=10_000), None)
    return "1" if first else ""
