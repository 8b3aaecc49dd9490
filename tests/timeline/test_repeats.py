"""The same words again: what counts as a repeat, and what never does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.repeats import may_be_same, print_of, record_id, same_words
from bot.timeline.wording import words_of

SAID = "We will send 40 trucks to Norland on Monday, and the border will stay open."


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        "“we will send 40 trucks to Norland on Monday — and the border will stay open”",
        "We'll send 40 trucks to Norland on Monday and the border will stay open",
        "We will send 40 trucks to Norland on Monday",
        "will send 40 trucks to Norland on Monday, and the border will stay open",
        "We will send 40 trucks to Norland on Monday, and that border will stay open.",
        f"{SAID} Nobody will be turned back there.",
        f"I have not slept. {SAID}",
    ],
)
def test_these_are_the_same_words(other: str) -> None:
    assert same_words(SAID, other)
    assert may_be(SAID, other)


@pytest.mark.parametrize(
    "other",
    [
        "",
        "We will send 50 trucks to Norland on Monday, and the border will stay open.",
        "We will send 40 trucks to Sudmark on Monday, and the border will stay open.",
        "We will not send 40 trucks to Norland on Monday, and the border will stay open.",
        "We won't send 40 trucks to Norland on Monday, and the border will stay open.",
        "We will never send 40 trucks to Norland on Monday",
        "We will send 40 trucks to Norland on Monday, and the border will stay shut.",
        "They will send 40 trucks to Norland on Monday, and the border will stay open.",
        "Nor is it true that we will send 40 trucks to Norland on Monday.",
        "The border",
        "The harvest was good this year, and the roads are dry.",
    ],
)
def test_these_are_not(other: str) -> None:
    assert not same_words(SAID, other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t!", ("do", "not")),
        ("We can't, cannot, won't.", ("we", "can", "not", "can", "not", "will", "not")),
        ("1,000 men; 1.5%", ("1000", "men", "1.5", "%")),
        ("far-reaching – ‘great’", ("far", "reaching", "great")),
        ("Norland's", ("norlands",)),
        ("", ()),
        ("…", ()),
    ],
)
def test_words_are_read_without_their_marks(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def may_be(one: str, other: str) -> bool:
    return bool(may_be_same(print_of(other)[np.newaxis], print_of(one))[0])


def test_the_id_of_a_record_is_the_same_everywhere() -> None:
    assert record_id("Ada Norn", "We will not.") == record_id("ada  norn", "“we won’t”")
    assert record_id("Ada Norn", "We will not.") == "dd812e65fc55910258c5"
    assert record_id("Ada Norn", SAID) != record_id("Bo Sund", SAID)
    assert record_id("Ada", "Norn we go") != record_id("Ada Norn", "we go")


words = st.sampled_from(["we", "will", "the", "a", "not", "Norland", "5", "talk", "to", "never"])
sentences = st.lists(words, min_size=1, max_size=14)
marks = st.sampled_from([" ", "  ", ", ", ". ", " — ", "\n", "… ", " “"])


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_does_not_matter_which_comes_first(a: str, b: str) -> None:
    assert same_words(a, b) == same_words(b, a)


@given(sentences, sentences)
def test_nor_for_texts_of_the_same_words(a: list[str], b: list[str]) -> None:
    assert same_words(" ".join(a), " ".join(b)) == same_words(" ".join(b), " ".join(a))


@given(sentences, st.lists(marks, min_size=14, max_size=14))
def test_marks_and_spaces_change_nothing(said: list[str], between: list[str]) -> None:
    plain = " ".join(said)
    marked = "".join(word + mark for word, mark in zip(said, between, strict=False))
    assert words_of(plain) == words_of(marked)
    assert same_words(plain, marked)
    assert record_id("x", plain) == record_id("x", marked)


cuts = st.builds(
    lambda said, start, end, added: (said, [*said[start : len(said) - end], *added]),
    sentences,
    st.integers(0, 4),
    st.integers(0, 4),
    st.lists(words, max_size=3),
)


@given(cuts)
def test_prints_never_part_the_same_words(both: tuple[list[str], list[str]]) -> None:
    one, other = map(" ".join, both)
    assert may_be(one, other) or not same_words(one, other)


def test_prints_part_what_has_nothing_in_common() -> None:
    others = ["The harvest was good.", "We won’t.", "", "They will send 40 carts to the north."]
    assert not any(may_be(SAID, other) for other in others)
    assert not may_be("We will not.", "We will.")


@given(sentences, st.lists(marks, min_size=14, max_size=14), st.data())
def test_an_added_not_is_never_the_same(
    said: list[str], between: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(said)))
    denied = [*said[:at], "not", *said[at:]]
    marked = "".join(word + mark for word, mark in zip(said, between, strict=False))
    assert not same_words(marked, " ".join(denied))


@given(sentences, st.data())
def test_a_changed_number_is_never_the_same(said: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(said)))
    three, four = ([*said[:at], number, *said[at:]] for number in ("3", "4"))
    assert not same_words(" ".join(three), " ".join(four))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert same_words(text, text)
    assert (print_of(text) == print_of(f"  {text}. ")).all()
