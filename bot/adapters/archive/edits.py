"""What outlets changed after we had read it; both texts stay for as long.

edits:{record}    hash     version -> the edit as JSON; for 90 days
edited:{record}   string   the record in whose card's thread its edits are told; for 90 days
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.edit import Edit

_JSON = TypeAdapter(Edit)
_KEPT = 90 * 24 * 3600


class Edits:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def keep(self, edit: Edit) -> Edit:
        key = f"edits:{edit.record}"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hsetnx(key, edit.version, _JSON.dump_json(edit))
            pipe.hget(key, edit.version)
            pipe.expire(key, _KEPT)
            for article in (edit.old, edit.new):
                pipe.expire(f"article:{article}", _KEPT)
            return _JSON.validate_json(pipe.execute()[1])

    @translated
    def of(self, record: str) -> list[Edit]:
        kept = [_JSON.validate_json(text) for text in self._redis.hvals(f"edits:{record}")]
        return sorted(kept, key=lambda edit: (edit.at, edit.version))

    @translated
    def forget(self, records: Sequence[str]) -> None:
        """With both texts of each; what becomes of other records is told as it was."""
        texts = {
            id for record in records for edit in self.of(record) for id in (edit.old, edit.new)
        }
        keys = [f"{kind}:{record}" for record in records for kind in ("edits", "edited")]
        if records:
            self._redis.delete(*keys, *(f"article:{id}" for id in texts))

    @translated
    def root(self, record: str) -> str:
        return str(self._redis.get(f"edited:{record}") or record)

    @translated
    def follow(self, record: str, root: str) -> None:
        self._redis.set(f"edited:{record}", root, ex=_KEPT, nx=True)
