"""bytes of RSS, Atom or JSON Feed -> what it lists."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any

import feedparser

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.entry import Entry
from bot.sources.link import canonical, web_link
from bot.sources.listed import Listed

_MOST = 2000
"""Entries that are read of one feed: no honest one has a tenth of it."""
_DEEPEST = 2000
_TAG = re.compile(r"<(/)?[A-Za-z][^<>]{0,5000}?(/)?>")
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}\?>")
_FIRST_TAG = re.compile(r"<\w")
_AS_WE_SEND_IT = {"content-type": "application/xml; charset=utf-8"}
_UNREADABLE = (
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError),
)
"""What the parser raises, in dates most of all."""
_PERIODS = {
    "hourly": 3600.0,
    "daily": 86400.0,
    "weekly": 604800.0,
    "monthly": 2592000.0,
    "yearly": 31536000.0,
}


def read_feed(body: bytes, source: str, url: str, content_type: str = "") -> Listed:
    """The entries in the feed's order, those without a usable link left out.

    A feed without entries is a feed; what is no feed at all raises BadInput.
    Broken XML is read as far as it goes.
    """
    text = decode(body, content_type)
    try:
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            return _json_listed(_json_feed(text), source, url)
        return _xml_listed(text, source, url)
    except UnicodeError as error:
        raise BadInput(f"{url} holds characters that do not exist; not read") from error
    except _UNREADABLE as error:
        raise BadInput(f"{url} cannot be read as a feed: {type(error).__name__}") from error


def _xml_listed(text: str, source: str, url: str) -> Listed:
    # An entity bomb grows inside the parser, where the cap on the body no longer helps.
    if "<!ENTITY" in text:
        raise BadInput(f"{url} declares XML entities, which a feed has no need of; not read")
    if _is_too_deep(text):
        raise BadInput(f"{url} puts more than {_DEEPEST} tags into one another; not read")
    # What the document says of its characters was true of bytes that it no longer consists of.
    body = _quick_to_begin(_DECLARATION.sub("", text, count=1)).encode()
    feed = feedparser.parse(body, response_headers={"content-location": url, **_AS_WE_SEND_IT})
    if not feed.get("version") and not feed.entries:
        raise BadInput(f"{url} is not a feed: neither RSS, Atom nor JSON Feed was found there")
    items = feed.entries[:_MOST]
    sane = _told_apart([str(item.get("id") or "") for item in items])
    return Listed(
        entries=tuple(_xml_entries(items, sane, source, url)), wish=_wish(feed.get("feed", {}))
    )


def _quick_to_begin(text: str) -> str:
    """The same with short white space before the first tag.

    The parser looks there for entities in time that grows with the square of empty lines, and
    for an encoding, in what begins with "<?", with the cube of its length.
    """
    first = _FIRST_TAG.search(text)
    end = first.start() if first else len(text)
    head = " ".join(text[:end].split())
    return ("\n" if head.startswith("<?") else "") + head + text[end:]


def _is_too_deep(text: str) -> bool:
    """The parser's time grows with the square of it."""
    depth = 0
    for tag in _TAG.finditer(text):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > _DEEPEST:
            return True
    return False


def _xml_entries(
    items: Sequence[Mapping[str, Any]], sane: frozenset[str], source: str, url: str
) -> Iterator[Entry]:
    for item in items:
        link, guid = web_link(url, str(item.get("link") or "")), str(item.get("id") or "")
        if link:
            yield Entry(
                source=source,
                id=canonical(link),
                url=link,
                title=_plain(str(item.get("title") or "")),
                published=_date(item.get("published_parsed") or item.get("updated_parsed")),
                content=_longest(item.get("content", [])),
                guid=guid if guid in sane else "",
                outlet=_plain(str(item.get("source", {}).get("title") or "")),
            )


def _told_apart(guids: Sequence[str]) -> frozenset[str]:
    """Those that name one entry each: some feeds give all of theirs the same."""
    return frozenset(guid for guid, times in Counter(guids).items() if guid and times == 1)


def _wish(channel: Mapping[str, Any]) -> float:
    """Seconds, as `ttl` or the syndication module put them."""
    minutes = _number(channel.get("ttl"))
    period = _PERIODS.get(str(channel.get("sy_updateperiod") or "").strip().lower(), 0.0)
    times = _number(channel.get("sy_updatefrequency")) or 1.0
    return max(minutes * 60, period / times)


def _number(written: object) -> float:
    text = str(written or "").strip()
    return float(text) if re.fullmatch("[0-9]{1,6}", text) else 0.0


def _longest(contents: list[Mapping[str, str]]) -> str:
    return max((content.get("value", "") for content in contents), key=len, default="")


def _date(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _json_feed(text: str) -> Mapping[str, Any]:
    try:
        # Half a surrogate pair, written as an escape, is no character: it becomes a "?".
        whole = json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace")
        feed = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not a feed: looks like JSON, but is not: {error}") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        raise BadInput("not a feed: JSON, but its 'version' does not name JSON Feed")
    return feed


def _json_listed(feed: Mapping[str, Any], source: str, url: str) -> Listed:
    listed = feed.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    sane = _told_apart([str(item.get("id") or "") for item in items[:_MOST]])
    return Listed(tuple(_json_entries(items[:_MOST], sane, source, url)))


def _json_entries(
    items: Sequence[Mapping[str, Any]], sane: frozenset[str], source: str, url: str
) -> Iterator[Entry]:
    for item in items:
        link = web_link(url, str(item.get("url") or item.get("external_url") or ""))
        guid = str(item.get("id") or "")
        if link:
            yield Entry(
                source=source,
                id=canonical(link),
                url=link,
                title=_plain(str(item.get("title") or "")),
                published=iso_date(str(item.get("date_published") or "")),
                content=str(item.get("content_html") or ""),
                guid=guid if guid in sane else "",
            )


def iso_date(written: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(written.strip())
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _plain(title: str) -> str:
    """A title as people read it; some feeds escape once, some twice, some send tags."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", unescape(title))).split())
