"""The bot on the newswire: what a careful editor takes from it is what the bot takes from it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.articles.article import Article
from bot.articles.page import read_page
from bot.desk.listen import put_on_record
from bot.rehearsal.newswire.edition import Edition
from bot.rehearsal.newswire.page import render_page
from bot.rehearsal.newswire.shelf import bring_out_all, read_text
from bot.settings import Settings
from bot.statements.register import Register, read_register
from bot.statements.statement import Statement
from bot.timeline.record import Record
from bot.timeline.shift import find_shifts
from bot.timeline.timeline import timeline_of
from bot.wiring import parts

STARTED = datetime(2026, 3, 2, 12, tzinfo=UTC)
EXPECTED: Mapping[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)
ENOUGH = 0.9
"""The share of an editor's statements that has to be found, under the right name."""


@cache
def register() -> Register:
    names = ("sides.toml", "officials.toml")
    built_in = [
        (name, (Path(parts.__file__).parents[1] / "data" / name).read_text()) for name in names
    ]
    return read_register([*built_in, ("stories", read_text("officials.toml"))])


def article_of(edition: Edition) -> Article:
    html = render_page(read_text(f"{edition.outlet.id}/page.html"), edition, [])
    page = read_page(html, f"https://{edition.outlet.id}.example/{edition.slug}")
    return Article(
        page.url, edition.title, page.text, edition.published, outlet=edition.outlet.name
    )


@cache
def heard() -> dict[str, tuple[Article, list[Statement]]]:
    """What the bot takes from every story, by slug."""
    ear = parts.hearing(Settings(), register())
    articles = {edition.slug: article_of(edition) for edition in bring_out_all(STARTED)}
    return {slug: (article, ear(article)) for slug, article in articles.items()}


def said_in(case: Mapping[str, Any]) -> list[Statement]:
    _, statements = heard()[case["story"]]
    return [s for s in statements if all(words in s.text for words in case["words"])]


def records() -> list[Record]:
    weigh = parts.weighing()
    return [
        put_on_record(statement, weigh(statement.text), article, STARTED)
        for article, statements in heard().values()
        for statement in statements
    ]


def test_nobody_is_given_words_that_are_not_theirs() -> None:
    wrong = [
        (case["story"], case["words"], statement.speaker)
        for case in EXPECTED["must"]
        for statement in said_in(case)
        if statement.speaker not in (None, *speakers_of(case))
    ]
    assert wrong == []


def speakers_of(case: Mapping[str, Any]) -> set[str]:
    """More than one where several people said it together."""
    same = (
        c for c in EXPECTED["must"] if (c["story"], c["words"]) == (case["story"], case["words"])
    )
    return {found["speaker"] for found in same}


@pytest.mark.parametrize("case", EXPECTED["never"], ids=lambda case: case["words"][0][:40])
def test_what_nobody_tracked_said_is_nobodys(case: Mapping[str, Any]) -> None:
    spared = case.get("unless_words", [])
    named = [s.speaker for s in said_in(case) if s.speaker and not any(w in s.text for w in spared)]
    assert named == []


def test_nine_in_ten_statements_are_found_under_the_right_name() -> None:
    missed = [
        (case["story"], case["speaker"], case["words"][0])
        for case in EXPECTED["must"]
        if case["speaker"] not in [statement.speaker for statement in said_in(case)]
    ]
    assert len(missed) <= (1 - ENOUGH) * len(EXPECTED["must"]), missed


@pytest.mark.parametrize("case", EXPECTED["shift"], ids=lambda case: case["from_speaker"])
def test_each_planted_shift_is_called(case: Mapping[str, Any]) -> None:
    names = {official.id: official.name for official in register().officials}
    kept = {record.id: record for record in records()}
    direction = "harder" if case["to"] == "hostile" else "softer"
    called = [
        (kept[shift.before[-1]].statement.speaker, kept[shift.after[-1]].statement.speaker)
        for shift in find_shifts(timeline_of(kept.values()))
        if shift.direction == direction and case["group"] in (shift.subject, _group(shift.subject))
    ]
    assert (case["from_speaker"], case["to_speaker"]) in called, (called, names)


def _group(official: str) -> str:
    found = register().by_id(official)
    return found.group if found else ""
