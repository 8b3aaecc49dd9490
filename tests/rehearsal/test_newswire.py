"""The newswire: every story is sound, out on time, and served as a real outlet would serve it."""

from __future__ import annotations

import asyncio
import json
import re
import tomllib
from calendar import timegm
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
import trafilatura
from starlette.applications import Starlette

from bot.datafile import read_records
from bot.rehearsal.newswire.edition import Edition
from bot.rehearsal.newswire.newswire import routes, sources_toml
from bot.rehearsal.newswire.page import paragraphs
from bot.rehearsal.newswire.shelf import bring_out_all, read_outlets, read_text
from bot.sources.source import Source
from bot.statements.official import Official
from bot.statements.side import Side

START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
EDITIONS = bring_out_all(START)
OUTLETS = read_outlets()
RETOLD = [edition for edition in EDITIONS if edition.story.published]
EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)
MUST, NEVER, SHIFTS = EXPECTED["must"], EXPECTED["never"], EXPECTED["shift"]
REGISTER = read_records(
    read_text("officials.toml"), {"official": Official, "side": Side}, "officials.toml"
)


class Reader:
    """Reads the newswire as it stands so many seconds after the start."""

    def __init__(self, seconds: float = 3600, pace: float = 1.0) -> None:
        moment = START + timedelta(seconds=seconds)
        self._app = Starlette(routes=routes(START, lambda: moment, pace))

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._get(address, headers or {}))

    async def _get(self, address: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://wire.test") as web:
            return await web.get(address, headers=headers)


LATE = Reader()
"""Everything is out."""


def titles(reader: Reader, outlet: str, feed: str) -> list[str]:
    answer = reader.get(f"/newswire/{outlet}/{feed}")
    if feed.endswith(".json"):
        return [item["title"] for item in answer.json()["items"]]
    return [entry.title for entry in feedparser.parse(answer.content).entries]


def all_titles(seconds: float, pace: float = 1.0) -> list[str]:
    reader = Reader(seconds, pace)
    return [title for outlet in OUTLETS for title in titles(reader, outlet.id, outlet.feed)]


def by_slug(slug: str) -> Edition:
    return next(edition for edition in EDITIONS if edition.slug == slug)


def story_text(slug: str) -> str:
    return "\n".join([by_slug(slug).title, *paragraphs(by_slug(slug).blocks)])


each_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.slug)
each_outlet = pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)


@each_edition
def test_every_story_has_a_page_with_its_title_and_date(edition: Edition) -> None:
    page = LATE.get(edition.path)
    assert page.status_code == 200
    assert f"<h1>{escape(edition.title)}</h1>" in page.text
    assert edition.published.isoformat() in page.text


@each_edition
def test_a_reader_keeps_every_paragraph_of_a_page(edition: Edition) -> None:
    page = LATE.get(edition.path)
    text = flat(trafilatura.extract(page.content, favor_precision=True, include_comments=False))
    assert [told for told in paragraphs(edition.blocks) if flat(told) not in text] == []


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


@each_edition
def test_a_story_is_of_the_length_of_agency_copy(edition: Edition) -> None:
    assert 100 <= len(" ".join(edition.blocks).split()) <= 400


@each_edition
def test_no_placeholder_is_left_in_a_story(edition: Edition) -> None:
    assert not re.search(r"[{}]", " ".join((edition.title, edition.summary, *edition.blocks)))


@pytest.mark.parametrize("edition", RETOLD, ids=lambda edition: edition.slug)
def test_the_retold_day_has_no_quotation_marks(edition: Edition) -> None:
    whole = "\n".join((edition.title, edition.summary, *edition.blocks))
    assert not re.search(r"[\"“”„«»‘‚`>]|(?<!\w)['’]|['’](?!\w)", whole)


def test_the_retold_day_goes_from_early_to_late() -> None:
    assert [edition.published.isoformat() for edition in RETOLD][:2] == [
        "2021-12-31T07:10:00+00:00",
        "2021-12-31T16:40:00+00:00",
    ]


def test_invented_stories_are_at_most_two_weeks_old() -> None:
    invented = [edition for edition in EDITIONS if edition not in RETOLD]
    assert all(timedelta(0) <= edition.released - edition.published for edition in invented)
    assert all(START - edition.published <= timedelta(days=14) for edition in invented)


@each_outlet
def test_every_entry_of_a_feed_leads_to_a_page(outlet: Any) -> None:
    reader = LATE
    answer = reader.get(f"/newswire/{outlet.id}/{outlet.feed}")
    links = (
        [item["url"] for item in answer.json()["items"]]
        if outlet.feed == "feed.json"
        else [entry.link for entry in feedparser.parse(answer.content).entries]
    )
    assert links
    assert {reader.get(link).status_code for link in links} == {200}


@each_outlet
def test_a_feed_is_sound_and_dates_its_entries(outlet: Any) -> None:
    answer = LATE.get(f"/newswire/{outlet.id}/{outlet.feed}")
    if outlet.feed == "feed.json":
        assert json.loads(answer.content)["version"].endswith("/1.1")
        dates = [datetime.fromisoformat(item["date_published"]) for item in answer.json()["items"]]
    else:
        parsed = feedparser.parse(answer.content)
        assert not parsed.bozo
        dates = [
            datetime.fromtimestamp(timegm(entry.published_parsed), UTC) for entry in parsed.entries
        ]
    ours = [edition.published for edition in EDITIONS if edition.outlet == outlet]
    assert dates == sorted(ours, reverse=True)


def test_the_seed_day_is_out_within_25_seconds() -> None:
    assert {edition.title for edition in RETOLD} <= set(all_titles(25))


def test_everything_is_out_within_6_minutes() -> None:
    assert len(all_titles(0)) < len(all_titles(60)) < len(all_titles(360)) == len(EDITIONS)


def test_a_faster_pace_brings_everything_sooner() -> None:
    assert sorted(all_titles(36, pace=10)) == sorted(all_titles(360))


def test_a_page_is_not_there_before_its_time() -> None:
    last = EDITIONS[-1]
    assert Reader(0).get(last.path).status_code == 404


def read_by_editor(speaker: str) -> list[Edition]:
    """The editions in which the careful editor finds new words of a person, as they come out."""
    slugs = {case["story"] for case in MUST if case["speaker"] == speaker and "said" not in case}
    return [edition for edition in EDITIONS if edition.slug in slugs]


@pytest.mark.parametrize("speaker", ["Maresa Tolvik", "Nadim Orshakai"])
def test_a_slow_turn_comes_out_in_the_order_of_its_datelines(speaker: str) -> None:
    datelines = [edition.published for edition in read_by_editor(speaker)]
    assert datelines == sorted(datelines)
    assert datelines[-1] - datelines[0] > timedelta(days=11)


@pytest.mark.parametrize("shift", SHIFTS, ids=lambda shift: shift["story"])
def test_both_ends_of_a_shift_are_among_what_the_editor_takes(shift: dict[str, Any]) -> None:
    tones = {(case["speaker"], case["tone"]) for case in MUST}
    there = {(case["speaker"], case["tone"]) for case in MUST if case["story"] == shift["story"]}
    assert (shift["from_speaker"], shift["from"]) in tones
    assert (shift["to_speaker"], shift["to"]) in there


@each_outlet
def test_an_unchanged_feed_is_not_sent_twice(outlet: Any) -> None:
    reader, address = LATE, f"/newswire/{outlet.id}/{outlet.feed}"
    first = reader.get(address)
    for header, value in (
        ("If-None-Match", first.headers["ETag"]),
        ("If-None-Match", f'"other", W/{first.headers["ETag"]}'),
        ("If-Modified-Since", first.headers["Last-Modified"]),
    ):
        again: httpx.Response = reader.get(address, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_changed_feed_is_sent() -> None:
    address = "/newswire/halyard/feed.xml"
    early = Reader(0).get(address)
    for header, value in (
        ("If-None-Match", early.headers["ETag"]),
        ("If-Modified-Since", early.headers["Last-Modified"]),
    ):
        assert Reader(360).get(address, headers={header: value}).status_code == 200


@pytest.mark.parametrize("value", ["", "yesterday", "Wed, 04 Mar 2026 13:00:00 -0000", "\x00"])
def test_a_date_that_cannot_be_read_is_as_good_as_none(value: str) -> None:
    answer = LATE.get("/newswire/halyard/feed.xml", headers={"If-Modified-Since": value})
    assert answer.status_code == 200


def test_the_sources_file_names_every_feed() -> None:
    sources = read_records(sources_toml("http://127.0.0.1:3000/"), {"source": Source}, "s.toml")
    reader = LATE
    assert {source.id for source in sources["source"]} == {outlet.id for outlet in OUTLETS}
    for source in sources["source"]:
        assert reader.get(source.url.removeprefix("http://127.0.0.1:3000")).status_code == 200
        assert source.every == 5


def test_one_outlet_is_first_party() -> None:
    assert [outlet.id for outlet in OUTLETS if outlet.first_party] == ["torvania-mfa"]


def test_the_register_is_sound() -> None:
    sides = {side.name for side in REGISTER["side"]}
    names = [
        alias for official in REGISTER["official"] for alias in (*official.aliases, official.name)
    ]
    assert len(REGISTER["official"]) >= 14
    assert len(names) == len(set(names))
    for official in REGISTER["official"]:
        assert official.group in sides
        assert official.id == official.name.lower().replace(" ", "-")
        assert official.offices_on(START.date()) or official.id == "ruben-falskar"


def test_a_careful_editor_finds_enough_to_test_an_ear_by() -> None:
    assert len(MUST) >= 60
    assert len(NEVER) >= 20
    assert {shift["kind"] for shift in SHIFTS} == {"turn", "contrast"}


@pytest.mark.parametrize("case", [*MUST, *NEVER], ids=lambda case: case["words"][0][:40])
def test_the_words_of_an_expectation_stand_in_its_story(case: dict[str, Any]) -> None:
    text = (
        story_text(case["story"])
        if "speaker" in case
        else LATE.get(by_slug(case["story"]).path).text
    )
    assert [words for words in case["words"] if words not in text] == []


def test_expectations_use_the_labels_of_the_seed() -> None:
    known = {official.name: official.group for official in REGISTER["official"]}
    for case in MUST:
        assert case["kind"] in {"direct", "mixed", "indirect"}
        assert case["tone"] in {"hostile", "neutral", "conciliatory", "any"}
        assert case.get("group") == known.get(case["speaker"], case.get("group"))


def test_every_story_is_read_by_the_careful_editor() -> None:
    assert {case["story"] for case in (*MUST, *NEVER)} == {edition.slug for edition in EDITIONS}


def test_an_editor_opens_with_lines_for_known_channels() -> None:
    lines = tomllib.loads(read_text("opening.toml"))["line"]
    assert all(line["text"].startswith("follow ") for line in lines)
    assert {line["channel"] for line in lines} == {"foreign-desk", "politics"}
