"""bytes of RSS, Atom or JSON Feed -> entries."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from bot.errors import BadInput
from bot.sources.entry import Entry


def read_feed(body: bytes, source: str, url: str, content_type: str = "") -> list[Entry]:
    """The entries in the feed's order, those without a usable link left out.

    A feed without entries is a feed; what is no feed at all raises BadInput.
    Broken XML is read as far as it goes.
    """
    try:
        return list(_entries(body, source, url, content_type))
    except UnicodeError as error:
        raise BadInput(f"{url} holds characters that do not exist; not read") from error


def _entries(body: bytes, source: str, url: str, content_type: str) -> Iterator[Entry]:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _json_entries(_json_feed(body), source, url)
    else:
        yield from _xml_entries(body, source, url, content_type)


def _xml_entries(body: bytes, source: str, url: str, content_type: str) -> Iterator[Entry]:
    # An entity bomb grows inside the parser, where the cap on the body no longer helps.
    if b"<!ENTITY" in body:
        raise BadInput(f"{url} declares XML entities, which a feed has no need of; not read")
    feed = feedparser.parse(body, response_headers=_headers(url, content_type))
    if not feed.get("version") and not feed.entries:
        raise BadInput(f"{url} is not a feed: neither RSS, Atom nor JSON Feed was found there")
    for item in feed.entries:
        link = _web_link(url, item.get("link", ""))
        if link:
            yield Entry(
                source=source,
                id=link,
                url=link,
                title=_plain(item.get("title", "")),
                published=_date(item.get("published_parsed") or item.get("updated_parsed")),
                content=_longest(item.get("content", [])),
            )


def _headers(url: str, content_type: str) -> dict[str, str]:
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    return headers


def _longest(contents: list[Mapping[str, str]]) -> str:
    return max((content.get("value", "") for content in contents), key=len, default="")


def _date(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _json_feed(body: bytes) -> Mapping[str, Any]:
    try:
        # Half a surrogate pair, written as an escape, is no character: it becomes a "?".
        whole = json.dumps(json.loads(body), ensure_ascii=False).encode("utf-8", "replace")
        feed = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not a feed: looks like JSON, but is not: {error}") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        raise BadInput("not a feed: JSON, but its 'version' does not name JSON Feed")
    return feed


def _json_entries(feed: Mapping[str, Any], source: str, url: str) -> Iterator[Entry]:
    items = feed.get("items")
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        link = _web_link(url, str(item.get("url") or item.get("external_url") or ""))
        if link:
            yield Entry(
                source=source,
                id=link,
                url=link,
                title=_plain(str(item.get("title") or "")),
                published=_iso_date(str(item.get("date_published") or "")),
                content=str(item.get("content_html") or ""),
            )


def _iso_date(written: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(written)
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _web_link(base: str, link: str) -> str:
    """Absolute, http(s) and elsewhere, or empty: only such links are fetched or shown."""
    try:
        whole = urljoin(base, link.strip()) if link.strip() else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.hostname and whole != base
    return whole if good else ""


def _plain(title: str) -> str:
    """A title as people read it; some feeds escape once, some twice, some send tags."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", unescape(title))).split())
