"""Editions -> a feed as their outlet keeps it: RSS, Atom or JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from bot.rehearsal.newswire.edition import Edition
from bot.rehearsal.newswire.outlet import FeedName, Outlet
from bot.rehearsal.newswire.page import render_body

TYPES: dict[FeedName, str] = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


def render_feed(outlet: Outlet, editions: Sequence[Edition], changed: datetime, base: str) -> str:
    """`base` is the address of the server, without a slash at the end."""
    return _WRITERS[outlet.feed](outlet, editions, changed, base)


def _rss(outlet: Outlet, editions: Sequence[Edition], changed: datetime, base: str) -> str:
    items = "\n".join(_rss_item(edition, base) for edition in editions)
    home = f"{base}/newswire/{outlet.id}/"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(outlet.name)}</title>
<link>{escape(home)}</link>
<atom:link href="{escape(home)}feed.xml" rel="self" type="application/rss+xml"/>
<description>{escape(outlet.motto)}</description>
<language>{outlet.language}</language>
<lastBuildDate>{format_datetime(changed)}</lastBuildDate>
<ttl>1</ttl>
{items}
</channel>
</rss>
"""


def _rss_item(edition: Edition, base: str) -> str:
    link = escape(base + edition.path)
    return f"""<item>
<title>{escape(edition.story.feed_title or edition.title)}</title>
<link>{link}</link>
<guid isPermaLink="true">{link}</guid>
<pubDate>{format_datetime(edition.published)}</pubDate>
<dc:creator>{escape(edition.story.author or edition.outlet.name)}</dc:creator>
<description>{escape(edition.summary)}</description>
</item>"""


def _atom(outlet: Outlet, editions: Sequence[Edition], changed: datetime, base: str) -> str:
    entries = "\n".join(_atom_entry(edition, base) for edition in editions)
    home = escape(f"{base}/newswire/{outlet.id}/")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<title>{escape(outlet.name)}</title>
<subtitle>{escape(outlet.motto)}</subtitle>
<id>{home}</id>
<link href="{home}"/>
<link rel="self" href="{home}atom.xml"/>
<updated>{changed.isoformat()}</updated>
{entries}
</feed>
"""


def _atom_entry(edition: Edition, base: str) -> str:
    link = escape(base + edition.path)
    whole = f'<content type="html">{escape(render_body(edition.blocks))}</content>'
    return f"""<entry>
<title>{escape(edition.title)}</title>
<id>{link}</id>
<link href="{link}"/>
<published>{edition.published.isoformat()}</published>
<updated>{edition.published.isoformat()}</updated>
<author><name>{escape(edition.story.author or edition.outlet.name)}</name></author>
<summary>{escape(edition.summary)}</summary>
{whole if edition.outlet.whole else ""}
</entry>"""


def _json(outlet: Outlet, editions: Sequence[Edition], _: datetime, base: str) -> str:
    home = f"{base}/newswire/{outlet.id}/"
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.motto,
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": outlet.language,
        "items": [_json_item(edition, base) for edition in editions],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _json_item(edition: Edition, base: str) -> dict[str, object]:
    link = base + edition.path
    content = render_body(edition.blocks) if edition.outlet.whole else ""
    return {
        "id": link,
        "url": link,
        "title": edition.title,
        "summary": edition.summary,
        "date_published": edition.published.isoformat(),
        "authors": [{"name": edition.story.author or edition.outlet.name}],
        **({"content_html": content} if content else {"content_text": edition.summary}),
    }


_WRITERS: dict[FeedName, Callable[[Outlet, Sequence[Edition], datetime, str], str]] = {
    "feed.xml": _rss,
    "atom.xml": _atom,
    "feed.json": _json,
}
