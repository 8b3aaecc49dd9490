"""bytes of a sitemap -> what it lists: pages of the last days, or further sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from lxml import etree

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.entry import Entry
from bot.sources.feed import iso_date
from bot.sources.link import canonical, web_link
from bot.sources.listed import Listed

_MOST = 2000
_NEWS_OF = timedelta(days=3)
"""A sitemap may name every page since the site was built; older ones are no news."""
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}\?>")
_PROMISING = re.compile("news|latest|today", re.IGNORECASE)


def read_sitemap(body: bytes, source: str, url: str, now: datetime | None = None) -> Listed:
    """Raises BadInput for what is none. Broken XML is read as far as it goes."""
    try:
        return _listed(_root(body, url), source, url, now or datetime.now(UTC))
    except UnicodeError as error:
        raise BadInput(f"{url} holds characters that do not exist; not read") from error


def _listed(root: etree._Element, source: str, url: str, now: datetime) -> Listed:
    kind = _name(root)
    if kind == "sitemapindex":
        return Listed(parts=tuple(_parts(root, url)))
    if kind != "urlset":
        raise BadInput(f"{url} is not a sitemap: it begins with <{kind}>")
    since = now - _NEWS_OF
    listed = sorted(_entries(root, source, url), key=_age)
    return Listed(tuple(e for e in listed if e.published and e.published >= since)[:_MOST])


def _root(body: bytes, url: str) -> etree._Element:
    text = decode(body)
    if "<!ENTITY" in text:
        raise BadInput(f"{url} declares XML entities, which a sitemap has no need of; not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(f"{url} cannot be read as a sitemap: {error}") from error
    if root is None:
        raise BadInput(f"{url} is not a sitemap: no XML was found there")
    return root


def _parts(root: etree._Element, url: str) -> list[str]:
    """The most promising first: those that speak of news, then the latest."""
    found = [(_texts(part), web_link(url, _texts(part).get("loc", ""))) for part in root]
    listed = [(link, iso_date(texts.get("lastmod", ""))) for texts, link in found if link]
    return [link for link, _ in sorted(listed, key=_promise)]


def _promise(part: tuple[str, datetime | None]) -> tuple[bool, float]:
    link, changed = part
    return _PROMISING.search(link) is None, -changed.timestamp() if changed else 0.0


def _entries(root: etree._Element, source: str, url: str) -> Iterator[Entry]:
    for page in root:
        texts = _texts(page)
        link = web_link(url, texts.get("loc", ""))
        if link:
            written = texts.get("publication_date") or texts.get("lastmod", "")
            yield Entry(
                source=source,
                id=canonical(link),
                url=link,
                title=" ".join(texts.get("title", "").split()),
                published=iso_date(written),
            )


def _age(entry: Entry) -> float:
    return -entry.published.timestamp() if entry.published else 0.0


def _texts(page: etree._Element) -> dict[str, str]:
    """What stands in it, by the name of the tag, the first of each; images have their own `loc`."""
    texts: dict[str, str] = {}
    for child in page.iter():
        if isinstance(child.tag, str) and "image" not in child.tag and "video" not in child.tag:
            texts.setdefault(_name(child), (child.text or "").strip())
    return texts


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
