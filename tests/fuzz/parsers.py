"""Every parser of what others wrote, with good input to begin from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request

from bot.adapters.archive.door import connect
from bot.adapters.letter import Reader, TurnedAway
from bot.adapters.web.headers import conditional, fresh_for, retry_after, validators_of
from bot.adapters.web.robots import Robots
from bot.adapters.web.turns import Unlimited
from bot.alerts.alert import Alert
from bot.alerts.subscription import Subscription
from bot.articles.page import read_page
from bot.articles.structured import read_structured
from bot.commands.read import read
from bot.errors import BotError
from bot.ports import NEVER, Fetched
from bot.settings import Settings
from bot.sources.catalogue import read_catalogue
from bot.sources.listing import find_feeds
from bot.sources.lists import read_list
from bot.sources.opml import read_opml
from bot.sources.source import Source
from bot.statements.register import read_register
from bot.wiring import backup
from bot.wiring.parts import Archive, archive_at
from tests.faults.table import CAPTCHA, TWO
from tests.sources.test_feed import ATOM, JSON, rss
from tests.world import DESK, NOON, REGISTER, a_record

URL = "https://herald.example/news"


@dataclass(frozen=True)
class Parser:
    seeds: Sequence[bytes]
    read: Callable[[bytes], object]


def parsers(redis_url: str) -> Mapping[str, Parser]:
    """By name. What is at `redis_url` is lost: imports are read into it."""
    return {
        "feed": _lists(None, rss().encode(), ATOM.encode(), TWO),
        "json-feed": _lists(None, JSON.encode()),
        "sitemap": _lists("sitemap", SITEMAP, INDEX),
        "listing": _lists("listing", PAGE, CAPTCHA, items="article"),
        "search": _lists("search", SEARCH),
        "page": Parser((PAGE, CAPTCHA, ODD_DAY), lambda body: read_page(body, URL)),
        "found-feeds": Parser((PAGE, CAPTCHA), lambda body: find_feeds(body, URL)),
        "structured": Parser((PAGE,), lambda body: read_structured(_text(body))),
        "robots": Parser((ROBOTS,), _read_robots),
        "headers": Parser(HEADERS, _read_headers),
        "opml": Parser((OPML,), lambda body: read_opml(body, "feeds.opml")),
        "sources": Parser(
            (SOURCES, _data("sources.toml")[:4000]),
            lambda body: read_catalogue([("sources.toml", _text(body))]),
        ),
        "officials": Parser(
            (REGISTER.encode(), _data("sides.toml")[:4000]),
            lambda body: read_register([("officials.toml", _text(body))]),
        ),
        "letter": Parser(LETTERS, _open_letter),
        "command": Parser(COMMANDS, lambda body: read(_text(body), NOON.date())),
        "import": _imports(redis_url),
    }


def is_ours(error: BaseException) -> bool:
    return isinstance(error, BotError | TurnedAway)


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")


def _data(name: str) -> bytes:
    return files("bot.data").joinpath(name).read_bytes()


def _lists(kind: Any, *seeds: bytes, items: str = "") -> Parser:
    source = Source("herald", "The Herald", URL, kind=kind, items=items)
    return Parser(seeds, lambda body: read_list(source, body, URL, ""))


def _read_robots(body: bytes) -> None:
    def fetch(url: str) -> Fetched:
        return Fetched(url, body, "text/plain", NEVER)

    Robots("Verbatim/1 (news reader)", Unlimited(), fetch).refuse(URL)


def _read_headers(body: bytes) -> object:
    lines = (line.partition(": ") for line in body.decode("latin-1").splitlines())
    headers = {name.lower(): value for name, _, value in lines}
    asked = conditional(validators_of(headers))
    for value in asked.values():
        value.encode("ascii")
    return fresh_for(headers, NOON), retry_after(headers, NOON)


def _open_letter(written: bytes) -> object:
    """The head up to an empty line, and the body behind it."""
    head, _, body = written.partition(b"\n\n")
    fields = (line.partition(b": ") for line in head.split(b"\n"))
    headers = [(name.lower(), value) for name, _, value in fields]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    reader = Reader(SignatureVerifier("secret"), lambda _name, _seconds: True)
    return asyncio.run(reader.open(request))


def _imports(redis_url: str) -> Parser:
    chosen = Settings(redis_url=redis_url)
    with closing(archive_at(redis_url)) as archive:
        _furnish(archive)
        written = "".join(backup.export(chosen)).encode()

    def restore(body: bytes) -> int:
        with connect(redis_url) as redis:
            redis.flushall()
        return backup.restore(chosen, _text(body).splitlines())

    return Parser((written,), restore)


def _furnish(archive: Archive) -> None:
    """Something of each kind that an export holds."""
    archive.redis.flushall()
    record = a_record()
    archive.records.keep(record)
    archive.records.also_in(record.id, "The Courier", "https://courier.example/1")
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    archive.journal.note(DESK, "U1", "follows Maresa Tolvik", NOON)
    archive.outbox.put(Alert(DESK, "statement", record.id))
    archive.outbox.park(Alert(DESK, "statement", "r4"), "Slack refused the message")
    archive.later.listen("a1")


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://herald.example/1</loc>
<lastmod>2126-03-02T12:00:00+01:00</lastmod><news:news><news:title>Ferry sails</news:title>
<news:publication_date>2126-03-02</news:publication_date></news:news></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://herald.example/news.xml</loc>
<lastmod>2126-03-02</lastmod></sitemap></sitemapindex>"""
SEARCH = b"""{"articles": [{"url": "https://herald.example/1", "title": "Ferry sails",
"seendate": "20260302T120000Z", "domain": "herald.example"}]}"""
PAGE = """<!doctype html><html><head><title>Ferry sails</title><meta charset="utf-8">
<meta property="article:published_time" content="2026-03-02T12:00:00Z">
<link rel="alternate" type="application/rss+xml" href="/feed">
<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "dateModified":
"2026-03-02T13:00:00+01:00", "isAccessibleForFree": "False", "articleBody":
"<p>“The ferry will sail,” said foreign minister Maresa Tolvik.</p>"}]}</script></head><body>
<article><h1><a href="/1">Ferry sails</a></h1><time datetime="2026-03-02">today</time>
<p>“The ferry will sail on Monday,” said foreign minister Maresa Tolvik in Port Sabelle, and nobody
on the quay wanted to say more about it, as the harbour office stayed closed until the evening.</p>
<figure><figcaption>The ferry</figcaption></figure><blockquote>It sails.</blockquote></article>
<a href="/rss">News</a></body></html>""".encode()
# For such a date a library loads what it knows of all languages: once, and not in a short time.
ODD_DAY = PAGE.replace(b"2026-03-02T12:00:00Z", b"2026-%0003-02T12:00:00Z")
ROBOTS = b"""User-agent: *
Disallow: /private/*.html$
Allow: /news
Crawl-delay: 2
Sitemap: https://herald.example/sitemap.xml

User-agent: Verbatim
Disallow: /closed
"""
HEADERS = (
    b'ETag: W/"1"\nLast-Modified: Mon, 02 Mar 2026 12:00:00 GMT\nCache-Control: max-age=60',
    b"Expires: Mon, 02 Mar 2026 13:00:00 GMT\nDate: Mon, 02 Mar 2026 12:00:00 +0100",
    b"Retry-After: Mon, 02 Mar 2026 13:00:00 GMT\nAge: 3\nCache-Control: s-maxage=9, no-cache",
)
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Papers">
<outline type="rss" text="The Herald" title="„Herald“" xmlUrl="https://herald.example/feed"/>
</outline></body></opml>""".encode()
SOURCES = b"""[[source]]
id = "herald"
name = "The Herald"
url = "https://herald.example/feed"
kind = "listing"
every = 900
first_party = true
items = "article"
"""
LETTERS = (
    b"content-length: 9\ncontent-type: application/json; charset=utf-8\nx-slack-signature: v0=abc\n"
    b'x-slack-request-timestamp: 1772452800\n\n{"a": 1}\n',
    b"content-length: 9\ncontent-type: application/x-www-form-urlencoded\nx-slack-signature: v0=\n"
    b"x-slack-request-timestamp: 99999999999\n\ntext=Aalst",
)
COMMANDS = tuple(
    f"/quotes {typed}".encode()
    for typed in (
        'Lavrov about:"grain deal" since:3m until:2026-03-01 tone:hostile kind:direct to:Ukraine',
        "follow NATO alerts:shifts sensitivity:fewer",
        "mute Lavrov for 2 weeks",
        "digest mon 09:00 Europe/London",
        "quiet 22:00-07:00 Europe/London",
        "compare Lavrov and Kuleba since:2021-12-01",
        "tone Lavrov to:Ukraine last week",
        "export corrections",
        "help follow",
        "find",
    )
)
