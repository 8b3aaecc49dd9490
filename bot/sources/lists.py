"""bytes of whatever a source answered -> what it lists."""

from __future__ import annotations

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.feed import read_feed
from bot.sources.listed import Listed
from bot.sources.listing import find_feeds, read_listing
from bot.sources.search import read_search
from bot.sources.sitemap import read_sitemap
from bot.sources.source import Kind, Source

_NAMED = 5
"""Feeds of a page that a person is told of."""
_HEAD = 4096
"""Characters by which a kind is told."""


def read_list(source: Source, body: bytes, url: str, content_type: str = "") -> Listed:
    """Raises BadInput for what is not of the source's kind; a page says which feeds it names."""
    kind = kind_of(source, body, content_type)
    if kind == "sitemap":
        return read_sitemap(body, source.id, url)
    if kind == "listing":
        return read_listing(body, source, url, content_type)
    if kind == "search":
        return read_search(body, source.id, url)
    try:
        return read_feed(body, source.id, url, content_type)
    except BadInput as error:
        feeds = find_feeds(body, url, content_type)
        named = ", ".join(feeds[:_NAMED])
        raise BadInput(f"{error}; it names {named}" if feeds else str(error)) from error


def kind_of(source: Source, body: bytes, content_type: str = "") -> Kind:
    """As the catalogue says, else as the answer looks. A search may well answer with a feed."""
    head = decode(body[:_HEAD], content_type).lstrip("\ufeff \t\r\n")
    if source.kind == "search" or (source.kind is None and _is_answer(head)):
        return "feed" if head.startswith("<") else "search"
    if source.kind is not None:
        return source.kind
    if "<urlset" in head or "<sitemapindex" in head:
        return "sitemap"
    return "listing" if source.items else "feed"


def _is_answer(head: str) -> bool:
    return head.startswith("{") and '"articles"' in head and "jsonfeed" not in head
