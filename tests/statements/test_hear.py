"""The ear: every way in which news prose reports speech, one sentence a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.statements.grammar import Grammar
from bot.statements.hear import hear
from bot.statements.register import Register
from bot.statements.statement import Statement

FRIDAY = date(2021, 12, 31)


@dataclass(frozen=True)
class Said:
    """What one case expects: `words` as the statement's text exactly."""

    speaker: str | None
    words: str
    kind: str = "direct"


def listen(text: str, grammar: Grammar, register: Register) -> list[Statement]:
    published = datetime(2021, 12, 31, 12, tzinfo=UTC)
    return hear(Article("", "", text, published), grammar, register)


CASES: dict[str, tuple[str, Said]] = {
    "quotation, then name and verb": (
        "“The harbour stays shut,” Jana Orlo said.",
        Said("Jana Orlo", "The harbour stays shut"),
    ),
    "name and verb, then quotation": (
        "Jana Orlo said, “The harbour stays shut.”",
        Said("Jana Orlo", "The harbour stays shut."),
    ),
}


@pytest.mark.parametrize(("text", "said"), CASES.values(), ids=CASES.keys())
def test_it_hears(text: str, said: Said, grammar: Grammar, register: Register) -> None:
    heard = [Said(s.speaker, s.text, s.kind) for s in listen(text, grammar, register)]
    assert said in heard


MARKS = "“”\"'‘’«»`—–-:.,;!?()[] \n"
WORDS = ("Jana Orlo", "said", "he", "she", "according to", "that", "Dresk", "added", "on Friday")


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60).map(" ".join),
        st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60).map("".join),
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_offsets_slice_back_whatever_the_text(
    grammar: Grammar, register: Register, text: str
) -> None:
    for statement in listen(text, grammar, register):
        assert statement.text == text[statement.start : statement.end]
        assert statement.text.strip()
        assert 0 <= statement.confidence <= 1
        if statement.speaker_start is not None and statement.speaker_end is not None:
            assert text[statement.speaker_start : statement.speaker_end].strip()
