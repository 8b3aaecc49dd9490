"""What sources answer: told apart by how it looks, and read without a surprise."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.sources.catalogue import read_catalogue
from bot.sources.charset import decode
from bot.sources.listing import find_feeds
from bot.sources.lists import kind_of, read_list
from bot.sources.opml import read_opml, write_opml, write_toml
from bot.sources.search import ask_for
from bot.sources.sitemap import read_sitemap
from bot.sources.source import Source

HERALD = Source("herald", "The Herald", "https://herald.example/list")
PAGE = replace(HERALD, items="li.story", link="a.head", date="span")
NOW = datetime.now(UTC)
TODAY = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://herald.example/old</loc><lastmod>2020-01-01</lastmod></url>
<url><loc>https://herald.example/about</loc></url>
<url><loc>https://herald.example/ferry?utm_source=map</loc>
<image:image><image:loc>https://herald.example/ferry.jpg</image:loc></image:image>
<news:news><news:publication_date>{TODAY}</news:publication_date>
<news:title>Ferry sails</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>/pages.xml</loc><lastmod>2026-03-02</lastmod></sitemap>
<sitemap><loc>/2025.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
<sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"""
LIST = """<html><body><ul><li class="story"><a class="tag" href="/tag">World</a>
<a class="head" href="/ferry">Ferry <b>sails</b></a><span>2026-03-02</span></li>
<li class="story"><a class="head" href="javascript:alert(1)">Win</a></li></ul></body></html>"""
GDELT = json.dumps(
    {
        "articles": [
            {
                "url": "https://herald.example/ferry",
                "title": "Ferry  sails",
                "seendate": "20260302T120000Z",
                "domain": "herald.example",
            },
            {"url": 7},
            "gibberish",
        ]
    }
)
HOME = """<html><head><link rel="alternate" type="application/rss+xml" href="/world/rss.xml">
</head><body><a href="/feed/">RSS</a><a href="/about">About</a></body></html>"""


def listed(text: str, source: Source = HERALD) -> list[tuple[str, str]]:
    found = read_list(source, text.encode(), source.url)
    return [(entry.id, entry.title) for entry in found.entries]


FERRY = [("herald.example/ferry", "Ferry sails")]


def test_a_news_sitemap_lists_what_is_new() -> None:
    assert listed(SITEMAP) == FERRY
    later = NOW + timedelta(days=9)
    assert read_sitemap(SITEMAP.encode(), "herald", HERALD.url, later).entries == ()


def test_a_sitemap_of_sitemaps_names_the_most_promising_first() -> None:
    parts = read_list(HERALD, INDEX.encode(), HERALD.url).parts
    assert [part.rpartition("/")[2] for part in parts] == ["news.xml", "pages.xml", "2025.xml"]


def test_a_listing_is_read_by_its_selectors() -> None:
    assert listed(LIST, PAGE) == FERRY
    (entry,) = read_list(PAGE, LIST.encode(), PAGE.url).entries
    assert entry.published == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (replace(PAGE, items="article"), "nothing with a link was found"),
        (replace(PAGE, items="li["), "is no CSS selector"),
        (replace(HERALD, kind="listing"), "needs `items`"),
        (replace(HERALD, kind="sitemap"), "is not a sitemap"),
        (replace(HERALD, kind="search"), "is not a feed"),
    ],
)
def test_what_does_not_fit_says_so(source: Source, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_list(source, LIST.encode(), source.url)


def test_a_search_lists_the_stories_of_others() -> None:
    assert listed(GDELT) == FERRY
    (entry,) = read_list(HERALD, GDELT.encode(), HERALD.url).entries
    assert (entry.outlet, entry.published) == (
        "herald.example",
        datetime(2026, 3, 2, 12, tzinfo=UTC),
    )


def test_a_search_that_found_nothing_is_a_search() -> None:
    assert listed("{}", replace(HERALD, kind="search")) == []
    assert listed("", replace(HERALD, kind="search")) == []


def test_a_search_asks_for_one_official() -> None:
    search = Source("wide", "Wide search", "https://search.example/?q={name}&n=9")
    asked = ask_for(search, "maresa-tolvik", "Maresa Tolvik")
    assert asked.id == "wide:maresa-tolvik"
    assert asked.url == "https://search.example/?q=Maresa+Tolvik&n=9"


def test_a_home_page_says_which_feeds_it_names() -> None:
    feeds = ["https://herald.example/world/rss.xml", "https://herald.example/feed/"]
    assert find_feeds(HOME.encode(), HERALD.url) == feeds
    with pytest.raises(BadInput, match=f"it names {feeds[0]}, {feeds[1]}"):
        read_list(HERALD, HOME.encode(), HERALD.url)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(SITEMAP, "sitemap"), (INDEX, "sitemap"), (GDELT, "search"), ("<rss/>", "feed"), ("", "feed")],
)
def test_the_kind_is_told_by_the_answer(text: str, kind: str) -> None:
    assert kind_of(HERALD, text.encode()) == kind


@pytest.mark.parametrize("text", [SITEMAP, INDEX])
def test_a_sitemap_that_breaks_off_is_read_as_far_as_it_goes(text: str) -> None:
    found = read_list(HERALD, text[:-20].encode(), HERALD.url)
    assert found.entries or found.parts


def test_a_sitemap_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE u [<!ENTITY a "b">]>' + INDEX
    with pytest.raises(BadInput, match="declares XML entities"):
        read_list(HERALD, bomb.encode(), HERALD.url)


def test_feeds_go_out_and_come_back_as_opml() -> None:
    sources = [
        Source("the-herald", 'The "Herald" & <Co>', HERALD.url, section="papers"),
        Source("the-courier", "The Courier", "https://courier.example/?a=1&b=2", section="papers"),
    ]
    back = read_opml(write_opml(sources).encode(), "feeds.opml")
    assert [(s.name, s.url, s.section) for s in back] == [
        (s.name, s.url, s.section) for s in sources
    ]
    toml = "\n".join(map(write_toml, back))
    assert read_catalogue([("feeds.toml", toml)]) == tuple(back)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("naïve “café”".encode(), "text/xml; charset=iso-8859-1"),
        ("naïve “café”".encode("cp1252"), "text/xml; charset=iso-8859-1"),
        ("naïve “café”".encode("cp1252"), ""),
        ('<?xml version="1.0" encoding="windows-1252"?>naïve “café”'.encode("cp1252"), "a/b"),
        ("naïve “café”".encode("utf-16"), ""),
        ("naïve “café”".encode("utf-8-sig"), "text/html; charset=nonsense"),
    ],
)
def test_characters_are_right_whatever_the_headers_say(body: bytes, kind: str) -> None:
    assert decode(body, kind).endswith("naïve “café”")


SEEDS = st.sampled_from([SITEMAP, INDEX, LIST, GDELT, HOME, write_opml([HERALD])])
SOURCES = st.sampled_from(
    [HERALD, PAGE, *(replace(PAGE, kind=kind) for kind in ("feed", "sitemap", "search"))]
)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A sound answer with a piece cut out and another one put in."""
    body = draw(SEEDS).encode()
    start = draw(st.integers(0, len(body)))
    end = draw(st.integers(start, len(body)))
    return body[:start] + draw(st.binary(max_size=20)) + body[end:]


@given(SOURCES, mutilated() | st.binary(max_size=300), st.text(max_size=40))
@settings(deadline=None)
def test_any_bytes_are_a_list_or_refused(source: Source, body: bytes, content_type: str) -> None:
    with suppress(BadInput):
        for entry in read_list(source, body, source.url, content_type).entries:
            assert entry.url.startswith(("http://", "https://"))
            entry.title.encode()


@given(mutilated() | st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_opml_or_refused(body: bytes) -> None:
    with suppress(BadInput):
        for source in read_opml(body, "feeds.opml"):
            assert read_catalogue([("feeds.toml", write_toml(source))]) == (source,)
    find_feeds(body, HERALD.url)
