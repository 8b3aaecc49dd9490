"""The catalogue: what it reads, what it refuses, and that the shipped one is sound."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.sources.catalogue import read_catalogue

HERALD = """
[[source]]
id = "herald"
name = "The Herald"
url = "https://herald.example/feed"
every = 300
"""
COURIER = """
[[source]]
id = "courier"
name = "The Courier"
url = "http://courier.example:8080/feed?all=1"
"""


def test_sources_come_in_the_order_of_the_files() -> None:
    assert [source.id for source in read_catalogue([("a", HERALD), ("b", COURIER)])] == [
        "herald",
        "courier",
    ]


def test_the_same_id_in_a_later_file_replaces_the_source() -> None:
    slower = HERALD.replace("every = 300", "every = 3600")
    catalogue = read_catalogue([("a", HERALD), ("b", slower)])
    assert [(source.id, source.every) for source in catalogue] == [("herald", 3600)]


def test_no_files_and_empty_files_give_no_sources() -> None:
    assert read_catalogue([]) == ()
    assert read_catalogue([("a", "")]) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HERALD + HERALD, "s.toml:9: id: 'herald' stands twice in this file"),
        (HERALD.replace('"herald"', '" "'), "s.toml:3: id: must not be empty"),
        (HERALD.replace("300", "4"), "s.toml:6: every: 4 is below 5 seconds"),
        (HERALD.replace("300", "-1"), "s.toml:6: every: -1 is below 5 seconds"),
        (HERALD.replace("every", "evry"), "s.toml:6: evry: unknown key"),
        (HERALD.replace("[[source]]", "[[feed]]"), "s.toml:2: unknown table or key 'feed'"),
    ],
)
def test_a_complaint_names_file_line_and_key(text: str, complaint: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_catalogue([("s.toml", text)])
    assert str(caught.value).startswith(complaint)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "herald.example/feed",
        "//herald.example/feed",
        "ftp://herald.example/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///feed",
        "https://herald.example/a feed",
        "https://herald.example/\\u0007feed",
        "https://[::1/feed",
        "https://herald.example:port/feed",
        "https://herald.example:99999/feed",
    ],
)
def test_only_web_addresses_are_polled(url: str) -> None:
    text = HERALD.replace("https://herald.example/feed", url)
    with pytest.raises(BadInput, match=r"^s\.toml:5: url: .* is not an http or https address$"):
        read_catalogue([("s.toml", text)])


@given(st.text(max_size=40).filter(lambda url: '"' not in url and "\\" not in url))
def test_any_address_is_taken_as_it_is_or_refused(url: str) -> None:
    with suppress(BadInput):
        text = HERALD.replace("https://herald.example/feed", url)
        assert [source.url for source in read_catalogue([("s.toml", text)])] == [url]


def shipped() -> str:
    return files("bot.data").joinpath("sources.toml").read_text(encoding="utf-8")


def test_the_shipped_catalogue_serves_a_foreign_desk() -> None:
    catalogue = read_catalogue([("sources.toml", shipped())])
    assert len(catalogue) >= 100
    assert len({source.url for source in catalogue}) == len(catalogue)
    assert {source.section for source in catalogue} == {
        "agencies",
        "broadcasters",
        "papers",
        "governments",
        "international bodies",
        "searches",
    }
    assert sum(source.language == "en" for source in catalogue) >= 90


def test_first_party_sources_are_those_of_governments_and_bodies() -> None:
    for source in read_catalogue([("sources.toml", shipped())]):
        official = source.section in {"governments", "international bodies"}
        assert source.first_party == official, source.id


def test_the_shipped_catalogue_says_that_nobody_verified_it() -> None:
    assert "not verified online" in shipped()
    assert "`python -m bot sources check`" in shipped()
