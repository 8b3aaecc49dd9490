"""The gold table: every way in which news prose reports speech, each case by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.articles.article import Article
from bot.settings import Settings
from bot.statements.grammar import Grammar
from bot.statements.hear import hear
from bot.statements.register import Register
from bot.statements.statement import Statement
from bot.statements.tagger import Tagger
from tests.statements.case import FRIDAY, Case
from tests.statements.gold import GOLD, SILENT

ALERTED = Settings().confidence
LEFT_OUT = {
    "threatened to",
    "was adamant that",
    "told somebody to",
    "a person relays a person",
    "a named envoy tells what a president said",
    "a quotation inside a quotation: the inner one",
}
"""What the network talks the rules out of: hearsay of a named speaker, deeds told with a verb."""


def listen(
    text: str,
    grammar: Grammar,
    register: Register,
    day: date = FRIDAY,
    tagger: Tagger | None = None,
) -> list[Statement]:
    noon = datetime.combine(day, time(12), UTC)
    return hear(Article("", "", text, noon), grammar, register, tagger=tagger)


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_with_its_network_it_hears_the_same_person_say_it(
    case: Case, grammar: Grammar, register: Register, tagger: Tagger
) -> None:
    heard = listen(case.text, grammar, register, case.day, tagger)
    words = [s.text for s in heard if s.speaker == case.speaker or s.confidence < ALERTED]
    said = any(case.words in text or text in case.words for text in words)
    assert said is not (case.about in LEFT_OUT)


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_with_its_network_it_alerts_of_nobody_else(
    case: Case, grammar: Grammar, register: Register, tagger: Tagger
) -> None:
    right = {other.speaker for other in GOLD if other.text == case.text} | set(case.beside)
    heard = listen(case.text, grammar, register, case.day, tagger)
    sure = {s.speaker for s in heard if s.speaker and s.confidence >= ALERTED}
    assert sure <= right


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_with_its_network_it_alerts_of_nobody_in(
    text: str, grammar: Grammar, register: Register, tagger: Tagger
) -> None:
    heard = listen(text, grammar, register, tagger=tagger)
    assert [s for s in heard if s.speaker and s.confidence >= ALERTED] == []


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_it_hears_who_said_what(case: Case, grammar: Grammar, register: Register) -> None:
    heard = listen(case.text, grammar, register, case.day)
    assert (case.speaker, case.words, case.kind, case.via) in [
        (s.speaker, s.text, s.kind, s.via) for s in heard
    ]


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_it_puts_these_words_into_no_other_mouth(
    case: Case, grammar: Grammar, register: Register
) -> None:
    right = {other.speaker for other in GOLD if other.text == case.text} | set(case.beside)
    heard = listen(case.text, grammar, register, case.day)
    assert {s.speaker for s in heard if s.speaker is not None} <= right


DATED = [case for case in GOLD if case.when is not None]


@pytest.mark.parametrize("case", DATED, ids=[case.about for case in DATED])
def test_it_hears_when_it_was_said(case: Case, grammar: Grammar, register: Register) -> None:
    heard = listen(case.text, grammar, register, case.day)
    (found,) = [s for s in heard if (s.speaker, s.text) == (case.speaker, case.words)]
    assert case.when is not None
    assert (found.said, found.old) == (case.when.said, case.when.old)


AIMED = [case for case in GOLD if case.targets is not None]


@pytest.mark.parametrize("case", AIMED, ids=[case.about for case in AIMED])
def test_it_hears_whom_it_is_about(case: Case, grammar: Grammar, register: Register) -> None:
    heard = listen(case.text, grammar, register, case.day)
    (found,) = [s for s in heard if (s.speaker, s.text) == (case.speaker, case.words)]
    assert found.targets == case.targets


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_it_hears_nobody_in(text: str, grammar: Grammar, register: Register) -> None:
    assert [s for s in listen(text, grammar, register) if s.speaker is not None] == []


def test_every_case_has_a_name_of_its_own() -> None:
    told = [(case.about, case.text) for case in GOLD]
    assert len(told) == len(set(told))
