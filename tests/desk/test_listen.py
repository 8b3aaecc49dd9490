"""Listening: who said what goes on record, each set of words once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.articles.article import Article
from bot.desk.listen import listen
from bot.statements.statement import Statement
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.tone.tone import Tone
from bot.wiring.parts import Archive
from tests.world import NOON, FakeEar, FakeLater, Killed, a_statement, an_article

TOLVIK = "maresa-tolvik"
LOSSES = "We have lost 40 ships in this strait since the spring, and we are tired of it."


def aimed_alike(_statement: Statement) -> dict[str, Tone]:
    return {}


def listen_to(
    archive: Archive, article: Article, *statements: Statement, later: FakeLater | None = None
) -> FakeLater:
    ear, left = FakeEar(list(statements)), later or FakeLater()
    id = archive.articles.keep(article)
    listen(id, archive.articles, ear.hear, ear.weigh, aimed_alike, archive.records, left, NOON)
    return left


def on_record(archive: Archive, speaker: str = TOLVIK) -> list[Record]:
    return archive.records.find(Query(speaker), 0, 10).records


def in_the_article(record: Record) -> bool:
    return record.statement.text != LOSSES


def said(archive: Archive, speaker: str = TOLVIK) -> list[str]:
    return [record.statement.text for record in on_record(archive, speaker)]


def test_what_was_heard_is_on_record_and_left_to_be_told(archive: Archive) -> None:
    later = listen_to(archive, an_article(), a_statement())
    (record,) = on_record(archive)
    assert later.left == [("notify", [record.id])]
    assert (record.outlet, record.title, record.at) == ("The Herald", "Ferry sails", NOON)


def test_the_same_article_twice_is_once_on_record(archive: Archive) -> None:
    first = listen_to(archive, an_article(), a_statement())
    second = listen_to(archive, an_article(), a_statement())
    assert first.left == second.left, "told again under the same id, so that a kill loses nothing"
    assert len(on_record(archive)) == 1


def test_the_same_words_in_a_second_outlet_are_also_in_that_one(archive: Archive) -> None:
    listen_to(archive, an_article(LOSSES), a_statement(LOSSES))
    shorter = LOSSES.removesuffix(", and we are tired of it.")
    later = listen_to(archive, an_article(LOSSES, "Channel Twelve"), a_statement(shorter))
    (record,) = on_record(archive)
    assert sorted(archive.records.outlets(record.id).values()) == ["Channel Twelve", "The Herald"]
    assert later.left == [("notify", [record.id])]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (LOSSES, LOSSES.replace("40", "41")),
        ("We will sign the treaty in the spring.", "We will not sign the treaty in the spring."),
    ],
)
def test_a_changed_number_or_denial_is_another_record(
    archive: Archive, words: str, other: str
) -> None:
    listen_to(archive, an_article(), a_statement(words))
    listen_to(archive, an_article(outlet="Channel Twelve"), a_statement(other))
    assert sorted(said(archive)) == sorted([words, other])


def test_the_same_words_by_somebody_else_are_another_record(archive: Archive) -> None:
    listen_to(archive, an_article(), a_statement(), a_statement(speaker="Joren Aalst"))
    assert len(said(archive)) == len(said(archive, "joren-aalst")) == 1


def test_words_of_nobody_named_are_not_kept(archive: Archive) -> None:
    later = listen_to(archive, an_article(), a_statement(speaker=None))
    assert later.left == []
    assert list(archive.redis.scan_iter("record:*")) == []


def test_somebody_outside_the_register_is_kept_by_name(archive: Archive) -> None:
    listen_to(archive, an_article(), a_statement(speaker="Ilva Sorn"))
    assert said(archive, "Ilva Sorn") == ["We are grateful."]


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (None, NOON),
        (date(2026, 3, 2), NOON),
        (date(2026, 2, 27), datetime(2026, 2, 27, 12, tzinfo=UTC)),
        # A slip of the reader of dates must not put words into the future.
        (date(2026, 3, 9), NOON),
    ],
)
def test_a_statement_stands_where_it_was_said(
    archive: Archive, day: date | None, at: datetime
) -> None:
    listen_to(archive, an_article(), a_statement(said=day))
    (record,) = on_record(archive)
    assert record.at == at


def test_an_article_without_a_date_was_said_now(archive: Archive) -> None:
    undated = Article(url="https://herald.example/1", title="", text="We are grateful.")
    listen_to(archive, undated, a_statement(said=None))
    assert on_record(archive)[0].at == NOON


AROUND = "At the quay she said: We are grateful. Then it rained."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (AROUND, AROUND),
        (f"Title\n\nOSTREL\n\n{AROUND}\n\nThe end.\n\nMore", f"OSTREL\n\n{AROUND}\n\nThe end."),
        (f"{'far ' * 300}near\n{AROUND}", f"… {'far ' * 98}near\n\n{AROUND}"),
        (f"{AROUND}\nnear {'far ' * 300}", f"{AROUND}\n\nnear {'far ' * 98}…"),
    ],
)
def test_the_paragraphs_around_it_are_kept_for_those_who_doubt(
    archive: Archive, text: str, kept: str
) -> None:
    words, article = "We are grateful.", an_article(text)
    start = article.text.index(words)
    statement = a_statement(words, start=start, end=start + len(words))
    listen_to(archive, article, statement)
    assert on_record(archive)[0].context == kept


def test_of_a_paragraph_without_end_what_is_near_is_kept(archive: Archive) -> None:
    article = an_article(f"{'word ' * 20_000}We are grateful.{' word' * 20_000}")
    start = article.text.index("We")
    listen_to(archive, article, a_statement(start=start, end=start + len("We are grateful.")))
    context = on_record(archive)[0].context
    assert "word We are grateful. word" in context
    assert len(context) < 2000


def test_a_kill_in_the_middle_loses_nothing_and_doubles_nothing(archive: Archive) -> None:
    both = [a_statement(LOSSES), a_statement("The harbour stays open.")]
    with pytest.raises(Killed):
        listen_to(archive, an_article(), *both, later=FakeLater(fail_at=0))
    later = listen_to(archive, an_article(), *both)
    ((job, records),) = later.left
    assert job == "notify"
    assert records == [record.id for record in sorted(on_record(archive), key=in_the_article)]
    assert sorted(said(archive)) == sorted(s.text for s in both)


def test_an_article_no_longer_kept_holds_nothing(archive: Archive) -> None:
    ear, later = FakeEar([a_statement()]), FakeLater()
    assert (
        listen(
            "gone", archive.articles, ear.hear, ear.weigh, aimed_alike, archive.records, later, NOON
        )
        == 0
    )
    assert later.left == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"confidence": 0.6}, {"confidence": 0.95}),
        ({"old": True, "confidence": 0.95}, {"old": False, "confidence": 0.9}),
    ],
    ids=["surer", "now said to be new"],
)
def test_a_better_hearing_takes_the_place_of_a_worse_one(
    archive: Archive, first: dict[str, Any], second: dict[str, Any]
) -> None:
    listen_to(archive, an_article(), a_statement(**first))
    listen_to(archive, an_article(outlet="Channel Twelve"), a_statement(**second))
    (record,) = on_record(archive)
    assert {name: getattr(record.statement, name) for name in second} == second
    assert len(archive.records.outlets(record.id)) == 2


def test_a_worse_hearing_changes_nothing(archive: Archive) -> None:
    listen_to(archive, an_article(), a_statement())
    (before,) = on_record(archive)
    listen_to(archive, an_article(outlet="Channel Twelve"), a_statement(confidence=0.5))
    assert on_record(archive) == [before]


def test_the_tone_towards_each_is_kept_where_they_differ(archive: Archive) -> None:
    praise = Tone(0.8, "conciliatory", 0.9)
    ear = FakeEar([a_statement()])
    id = archive.articles.keep(an_article())
    ears = ear.hear, ear.weigh, lambda _statement: {"Sudmark": praise}
    listen(id, archive.articles, *ears, archive.records, FakeLater(), NOON)
    [kept] = on_record(archive)
    assert kept.tone_towards("Sudmark") == praise
    assert kept.tone_towards("Norland") == kept.tone
