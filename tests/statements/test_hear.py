"""The ear: what it tells of an article besides who said what."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.statements.grammar import Grammar, open_grammar
from bot.statements.hear import hear
from bot.statements.register import Register, read_register
from bot.statements.statement import Statement
from bot.wiring import parts
from tests.statements.conftest import INVENTED

FRIDAY = datetime(2021, 12, 31, 12, tzinfo=UTC)


def listen(text: str, grammar: Grammar, register: Register) -> list[Statement]:
    return hear(Article("", "", text, FRIDAY), grammar, register)


MARKS = "“”\"'‘’«»`—–-:.,;!?()[] \n"
WORDS = ("Jana Orlo", "said", "he", "she", "according to", "that", "Dresk", "added", "on Friday")
LENT = open_grammar()
TAGGER = parts.tagging()
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
    article = Article("", "", text, FRIDAY)
    by_rules = hear(article, LENT, INVENTED_REGISTER)
    for statement in [*by_rules, *hear(article, LENT, INVENTED_REGISTER, tagger=TAGGER)]:
        assert statement.text == text[statement.start : statement.end]
        assert statement.text.strip()
        assert 0 <= statement.confidence <= 1
        if statement.speaker_start is not None and statement.speaker_end is not None:
            assert text[statement.speaker_start : statement.speaker_end].strip()


def one(text: str, grammar: Grammar, register: Register) -> Statement:
    """The only statement of a text."""
    (statement,) = listen(text, grammar, register)
    return statement


def test_an_official_is_known_by_id_and_side(grammar: Grammar, register: Register) -> None:
    heard = one("“We will not move,” Ms. Orlo said.", grammar, register)
    assert (heard.official, heard.group, heard.cue) == ("jana-orlo", "Norland", "said")


def test_a_stranger_is_kept_by_name(grammar: Grammar, register: Register) -> None:
    heard = one("“We will not move,” said Lena Marsk.", grammar, register)
    assert (heard.speaker, heard.official, heard.group) == ("Lena Marsk", None, None)


def test_the_name_is_shown_where_it_stands(grammar: Grammar, register: Register) -> None:
    text = "“We will not move,” Ms. Orlo said."
    heard = one(text, grammar, register)
    assert text[heard.speaker_start : heard.speaker_end] == "Ms. Orlo"


def test_an_office_holder_is_the_one_of_the_day(grammar: Grammar, register: Register) -> None:
    text = "“We will not move,” Norland’s president said."
    before = datetime(2016, 5, 1, tzinfo=UTC)
    assert hear(Article("", "", text, before), grammar, register)[0].speaker == "Pavel Dresk"
    assert hear(Article("", "", text, FRIDAY), grammar, register)[0].speaker == "Tomas Veld"


def test_today_tells_who_holds_an_office_where_the_date_is_missing(
    grammar: Grammar, register: Register
) -> None:
    text = "“We will not move,” Norland’s president said on Monday."
    (heard,) = hear(Article("", "", text), grammar, register, today=FRIDAY.date())
    assert (heard.speaker, heard.said, heard.old) == ("Tomas Veld", None, False)


@pytest.mark.parametrize(
    ("text", "said", "old"),
    [
        ("Jana Orlo said on Friday that the harbour is shut.", date(2021, 12, 31), False),
        ("On Thursday, Jana Orlo said the harbour was shut.", date(2021, 12, 30), False),
        ("Earlier in December, Jana Orlo said the harbour was shut.", None, True),
        ("Two years ago, Jana Orlo said the harbour was shut.", None, True),
        ("In 2014, Ms. Orlo had called the harbour “a museum.”", None, True),
        ("Jana Orlo, who took office in 2015, said the harbour was shut.", None, False),
        ("Jana Orlo said the harbour had been shut in 2014.", None, False),
        ("Jana Orlo said the harbour was shut.", None, False),
    ],
)
def test_when_it_was_said(
    text: str, said: date | None, old: bool, grammar: Grammar, register: Register
) -> None:
    heard = one(text, grammar, register)
    assert (heard.said, heard.old) == (said, old)


def test_whom_it_is_about(grammar: Grammar, register: Register) -> None:
    heard = one("Jana Orlo said the Sudmarkian fleet and Norland must talk.", grammar, register)
    assert heard.targets == ("Sudmark",)


def test_whom_an_accusation_is_about(grammar: Grammar, register: Register) -> None:
    heard = one("Tomas Veld accused Sudmark on Friday of feeding the quarrel.", grammar, register)
    assert (heard.text, heard.targets) == ("feeding the quarrel", ("Sudmark",))


def test_words_that_go_on_are_about_the_same(grammar: Grammar, register: Register) -> None:
    text = "“We thank the Sudmarkians,” Jana Orlo said. “It was a fine gesture.”"
    assert [heard.targets for heard in listen(text, grammar, register)] == [("Sudmark",)] * 2


def test_a_subject_before_an_aside_is_spoken_of(grammar: Grammar, register: Register) -> None:
    heard = one("Sudmark, Tomas Veld said, had mistaken silence for consent.", grammar, register)
    assert (heard.text, heard.targets) == ("had mistaken silence for consent", ("Sudmark",))


def test_a_word_or_two_are_trusted_less(grammar: Grammar, register: Register) -> None:
    text = "“Some,” Ms. Orlo said. “We will not move,” Ms. Orlo said."
    short, sentence = listen(text, grammar, register)
    assert short.confidence < sentence.confidence


def test_a_pronoun_is_trusted_less_than_a_name(grammar: Grammar, register: Register) -> None:
    text = "Jana Orlo came home. “We will not move,” Ms. Orlo said. “We wait,” she said."
    by_name, by_pronoun = listen(text, grammar, register)
    assert by_name.confidence > by_pronoun.confidence


def test_furniture_is_not_heard_but_counts_in_offsets(grammar: Grammar, register: Register) -> None:
    text = "Read more: all stories\n\n“We will not move,” Jana Orlo said.\n\nLeave a Reply"
    heard = one(text, grammar, register)
    assert text[heard.start : heard.end] == "We will not move"


def test_marks_without_words_cost_nothing(grammar: Grammar, register: Register) -> None:
    assert listen("“" * 1_000_000, grammar, register) == []
    assert listen('" ' * 500_000, grammar, register) == []
