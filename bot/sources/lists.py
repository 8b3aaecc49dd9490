"""bytes of whatever a source answered -> what it lists."""

from __future__ import annotations

from bot.sources.feed import read_feed
from bot.sources.listed import Listed
from bot.sources.source import Source


def read_list(source: Source, body: bytes, url: str, content_type: str) -> Listed:
    return read_feed(body, source.id, url, content_type)
