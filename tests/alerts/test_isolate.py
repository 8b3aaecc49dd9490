"""Isolating: quoted words stay as they are, and nothing beside them is turned round."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.isolate import isolated, label

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\u061c"
hostile = st.text(st.sampled_from(f"ab \nא{TURNING}\u200b\u2029\x85"), max_size=60)
PARAGRAPH = re.compile("[\n\r\x1c-\x1e\x85\u2029]")


@pytest.mark.parametrize("text", ["", "We are grateful.", "“Öl”, sagte er", "Сергей Лавров"])
def test_what_turns_nothing_is_left_alone(text: str) -> None:
    assert isolated(text) == text


@given(hostile)
def test_the_words_themselves_are_not_altered(text: str) -> None:
    rest = isolated(text)
    for paragraph in PARAGRAPH.split(text):
        assert paragraph in rest
        rest = rest[rest.index(paragraph) + len(paragraph) :]


@given(hostile)
def test_what_stands_beside_it_in_a_paragraph_is_out_of_its_reach(text: str) -> None:
    for paragraph in PARAGRAPH.split(f"by {isolated(text)} end"):
        depth, turned = 0, []
        for mark in paragraph:
            if mark in "\u2066\u2067\u2068":
                depth += 1
            elif mark == "\u2069":
                depth = max(0, depth - 1)
            elif depth == 0 and mark in TURNING + "א":
                turned.append(mark)
        assert (depth, turned) == (0, [])


@given(hostile)
def test_a_label_is_one_line_without_marks_that_nobody_sees(text: str) -> None:
    shown = label(text)
    inside = re.sub("^\u2068|\u2069$", "", shown)
    assert not set(inside) & set(TURNING + "\n\u200b\u2029\x85")


@pytest.mark.parametrize("name", ["معین حداد", "می\u200cخواهم", "बिन\u200dदु"])
def test_the_spelling_of_a_name_is_kept(name: str) -> None:
    assert name in label(name)


def test_a_label_is_short() -> None:
    assert len(label("x" * 100_000)) == 80
