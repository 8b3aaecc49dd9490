"""The ear: every way in which news prose reports speech, one sentence a case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.statements.grammar import Grammar, open_grammar
from bot.statements.hear import hear
from bot.statements.register import Register, read_register
from bot.statements.statement import Statement
from tests.statements.conftest import INVENTED
from tests.statements.gold import GOLD, SILENT, Case

FRIDAY = datetime(2021, 12, 31, 12, tzinfo=UTC)


def listen(text: str, grammar: Grammar, register: Register) -> list[Statement]:
    return hear(Article("", "", text, FRIDAY), grammar, register)


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_it_hears_who_said_what(case: Case, grammar: Grammar, register: Register) -> None:
    heard = [(s.speaker, s.text, s.kind, s.via) for s in listen(case.text, grammar, register)]
    assert (case.speaker, case.words, case.kind, case.via) in heard


@pytest.mark.parametrize("case", GOLD, ids=[case.about for case in GOLD])
def test_it_puts_these_words_into_no_other_mouth(
    case: Case, grammar: Grammar, register: Register
) -> None:
    right = {other.speaker for other in GOLD if other.text == case.text}
    named = {s.speaker for s in listen(case.text, grammar, register) if s.speaker is not None}
    assert named <= right


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_it_hears_nobody_in(text: str, grammar: Grammar, register: Register) -> None:
    assert [s for s in listen(text, grammar, register) if s.speaker is not None] == []


MARKS = "“”\"'‘’«»`—–-:.,;!?()[] \n"
WORDS = ("Jana Orlo", "said", "he", "she", "according to", "that", "Dresk", "added", "on Friday")
LENT = open_grammar()
INVENTED_REGISTER = read_register([("invented.toml", INVENTED)])


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60).map(" ".join),
        st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60).map("".join),
    )
)
@settings(max_examples=60, deadline=None)
def test_offsets_slice_back_whatever_the_text(text: str) -> None:
    for statement in listen(text, LENT, INVENTED_REGISTER):
        assert statement.text == text[statement.start : statement.end]
        assert statement.text.strip()
        assert 0 <= statement.confidence <= 1
        if statement.speaker_start is not None and statement.speaker_end is not None:
            assert text[statement.speaker_start : statement.speaker_end].strip()
