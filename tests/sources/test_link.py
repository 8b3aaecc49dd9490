"""Links: two to one story are the same, two to two stories never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.link import canonical, web_link

STORY = "https://herald.example/world/ferry-sails-123"


@pytest.mark.parametrize(
    "link",
    [
        "http://herald.example/world/ferry-sails-123",
        "https://www.herald.example/world/ferry-sails-123/",
        "https://m.herald.example/world/ferry-sails-123",
        "https://HERALD.example:443/world/ferry-sails-123#comments",
        "https://herald.example/world/ferry-sails-123?utm_source=rss&utm_medium=feed",
        "https://herald.example/world/ferry-sails-123?fbclid=abc&at_campaign=64",
        "https://herald.example/world/ferry-sails-123/amp",
        "https://herald.example/world/ferry-sails-123.amp",
        "https://herald.example/amp/world/ferry-sails-123",
        "https://amp.herald.example/world/ferry-sails-123?outputType=amp",
        "https://www.google.com/amp/s/herald.example/world/ferry-sails-123",
        "https://herald-example.cdn.ampproject.org/c/s/herald.example/world/ferry-sails-123",
        "https://herald.example/world/ferry%2Dsails-123",
    ],
)
def test_the_dresses_of_one_story_are_one(link: str) -> None:
    assert canonical(link) == canonical(STORY)


@pytest.mark.parametrize(
    "link",
    [
        "https://herald.example/world/ferry-sails-124",
        "https://herald.example/World/ferry-sails-123",
        "https://herald.example:8443/world/ferry-sails-123",
        "https://news.herald.example/world/ferry-sails-123",
        "https://herald.example/world/ferry-sails-123?page=2",
        "https://herald.example/camp/world/ferry-sails-123",
        "https://herald.example/#!/world/ferry-sails-123",
    ],
)
def test_another_story_stays_another(link: str) -> None:
    assert canonical(link) != canonical(STORY)


def test_the_order_of_parameters_does_not_matter() -> None:
    assert canonical("https://h.example/?b=2&a=1") == canonical("https://h.example/?a=1&b=2")


@given(st.text(max_size=80) | st.text(max_size=60).map("https://herald.example/".__add__))
def test_any_link_has_one_form(link: str) -> None:
    whole = web_link("https://herald.example/feed", link)
    once = canonical(whole or link)
    assert once == canonical(whole or link)
