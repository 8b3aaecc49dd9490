"""bytes of a page that lists stories -> what it lists; and the feeds that a page names."""

from __future__ import annotations

from collections.abc import Iterator

from cssselect import SelectorError
from lxml import etree, html

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.entry import Entry
from bot.sources.feed import iso_date
from bot.sources.link import canonical, web_link
from bot.sources.listed import Listed
from bot.sources.source import Source

_MOST = 500
_FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
)
_NAMED = ("/feed", "/rss", ".rss", "/atom", "rss.xml", "feed.xml", "atom.xml", "index.rdf")


def read_listing(body: bytes, source: Source, url: str, content_type: str = "") -> Listed:
    """Raises BadInput where nothing is found: a page that was rebuilt says so in `status`."""
    if not source.items:
        raise BadInput(f"{url} is a page: its source needs `items`, the CSS of one story in it")
    root = _page(body, url, content_type)
    found = _select(root, source.items, source)[:_MOST]
    entries = {e.id: e for item in found for e in _entry(item, source, url)}
    if not entries:
        raise BadInput(f"{url}: nothing with a link was found there by items = {source.items!r}")
    return Listed(tuple(entries.values()))


def find_feeds(body: bytes, url: str, content_type: str = "") -> list[str]:
    """Addresses of feeds that a page names, those that it declares first."""
    try:
        root = _page(body, url, content_type)
    except BadInput:
        return []
    declared = [
        link.get("href", "")
        for link in root.iter("link")
        if link.get("type", "").lower() in _FEEDS and "alternate" in link.get("rel", "").lower()
    ]
    named = [a.get("href", "") for a in root.iter("a") if _is_named(a.get("href", ""))]
    links = [web_link(url, href) for href in (*declared, *named)]
    return list(dict.fromkeys(link for link in links if link))[:20]


def _is_named(href: str) -> bool:
    return href.lower().rstrip("/").endswith(_NAMED)


def _page(body: bytes, url: str, content_type: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(decode(body, content_type).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BadInput(f"{url} cannot be read as a page: {error}") from error
    return root


def _entry(item: html.HtmlElement, source: Source, url: str) -> Iterator[Entry]:
    links = [item] if item.tag == "a" else _select(item, source.link or "a[href]", source)
    for anchor in links[:1]:
        link = web_link(url, anchor.get("href", ""))
        if link:
            yield Entry(
                source=source.id,
                id=canonical(link),
                url=link,
                title=_text(item, source.title, source) or _words(anchor),
                published=iso_date(_date(item, source)),
            )


def _text(item: html.HtmlElement, selector: str, source: Source) -> str:
    found = _select(item, selector, source) if selector else []
    return _words(found[0]) if found else ""


def _date(item: html.HtmlElement, source: Source) -> str:
    found = _select(item, source.date or "time", source)
    return (found[0].get("datetime") or _words(found[0])) if found else ""


def _words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _select(element: html.HtmlElement, selector: str, source: Source) -> list[html.HtmlElement]:
    try:
        return list(element.cssselect(selector))
    except SelectorError as error:
        raise BadInput(f"source '{source.id}': {selector!r} is no CSS selector: {error}") from error
