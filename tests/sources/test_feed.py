"""Feeds: RSS, Atom and JSON Feed read alike; what is none is said to be none."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.sources.entry import Entry
from bot.sources.feed import read_feed

URL = "https://herald.example/feed"
RSS = """<rss version="2.0"><channel><title>H</title><item>
<title>{title}</title><link>{link}</link><pubDate>Mon, 02 Mar 2026 13:00:00 +0100</pubDate>
</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry>
<title>Ferry sails</title><id>tag:1</id><link href="/ferry"/>
<updated>2026-03-02T12:00:00Z</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "https://herald.example/ferry",
                "title": "Ferry sails",
                "date_published": "2026-03-02T13:00:00+01:00",
            }
        ],
    }
)
FERRY = Entry(
    source="herald",
    id="herald.example/ferry",
    url="https://herald.example/ferry",
    title="Ferry sails",
    published=datetime(2026, 3, 2, 12, tzinfo=UTC),
)


def rss(title: str = "Ferry sails", link: str = "https://herald.example/ferry") -> str:
    return RSS.format(title=title, link=link)


def read(text: str | bytes) -> list[Entry]:
    body = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(body, "herald", URL).entries)


@pytest.mark.parametrize("text", [rss(), ATOM, JSON], ids=["rss", "atom", "json"])
def test_the_three_kinds_give_the_same_entry(text: str) -> None:
    assert [replace(entry, guid="") for entry in read(text)] == [FERRY]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Tolvik &amp;amp; Verrell", "Tolvik & Verrell"),
        ("&lt;b&gt;Ferry&lt;/b&gt;  sails", "Ferry sails"),
        ("“Not now”", "“Not now”"),
    ],
)
def test_titles_are_read_as_people_read_them(written: str, read_as: str) -> None:
    assert [entry.title for entry in read(rss(title=written))] == [read_as]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "http://[broken"]
)
def test_an_entry_without_a_web_link_is_left_out(link: str) -> None:
    assert read(rss(link=link)) == []


def test_half_a_character_costs_no_more_than_itself() -> None:
    assert [entry.title for entry in read(JSON.replace("Ferry", "\\ud800"))] == ["? sails"]


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    assert read(rss().split("</channel>")[0] + "<item><title>cut") == [FERRY]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read('<rss version="2.0"><channel><title>H</title></channel></rss>') == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is not a feed"),
        ("<html><body>Please verify that you are human</body></html>", "is not a feed"),
        ("{not json", "looks like JSON"),
        ('{"version": "2"}', "does not name JSON Feed"),
        ("[1]", "is not a feed"),
        (rss(title="&#xD800;"), "characters that do not exist"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"></rss>', "declares XML entities"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(text: str, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read(text)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_entries_or_a_clear_refusal(body: bytes) -> None:
    try:
        assert isinstance(read(body), list)
    except BadInput:
        return


@pytest.mark.parametrize(
    "before",
    ["\n" * 30_000, f"<!--{chr(10) * 30_000}-->", '<?xml version="1.0" ' + "encoding='a'" * 900],
)
def test_what_stands_before_a_feed_does_not_slow_its_reader_down(before: str) -> None:
    began = thread_time()
    with suppress(BadInput):
        read(before + rss())
    assert thread_time() - began < 2
