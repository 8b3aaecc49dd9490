"""Articles between reading and listening.

article:{id}   string   the article as JSON, for a week; both texts of an edit for 90 days
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.articles.article import Article

_JSON = TypeAdapter(Article)
_WEEK = 7 * 24 * 3600


class Articles:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def keep(self, article: Article) -> str:
        id = blake2b(f"{article.url}\n{article.text}".encode(), digest_size=12).hexdigest()
        # An edit may have asked for longer.
        seconds = max(int(self._redis.ttl(f"article:{id}")), _WEEK)
        self._redis.set(f"article:{id}", _JSON.dump_json(article), ex=seconds)
        return id

    @translated
    def get(self, article: str) -> Article | None:
        kept = self._redis.get(f"article:{article}")
        return _JSON.validate_json(kept) if kept else None
