"""Quotation marks: which belong together, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statements.passage import Span
from bot.statements.quotes import find_quotations


def lines_of(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    return spans


def inside(text: str) -> list[str]:
    return [text[q.first : q.last] for q in find_quotations(text, lines_of(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Stay,” she said. “Or go.”", ["Stay,", "Or go."]),
        ('"Stay," she said. "Or go."', ["Stay,", "Or go."]),
        ("''Stay,'' she said. ``Or go.''", ["Stay,", "Or go."]),
        ("«Stay», she said.", ["Stay"]),
        ("„Stay”, she said.", ["Stay"]),
        ("‘Stay,’ she said.", ["Stay,"]),
        ("'Stay,' she said.", ["Stay,"]),
        ("‘The dockers’ pay stays,’ she said.", ["The dockers’ pay stays,"]),
        ("“They said ‘stay’ to us,” she said.", ["They said ‘stay’ to us,"]),
        ("It’s the dockers’ pay that doesn’t rise.", []),
        ("In the '90s it wasn't so.", []),
        ("The board is 6' by 3' 4\" wide.", []),
        ("“Stay, she said.", ["Stay, she said."]),
        ("Stay,” she said.", ["Stay,"]),
        ("“”", [""]),
        ("", []),
        ('("Stay," she said)', ["Stay,"]),
        ('She said:"Stay."', ["Stay."]),
    ],
)
def test_what_stands_between_marks(text: str, words: list[str]) -> None:
    assert inside(text) == words


def test_an_open_quotation_goes_on_where_the_next_paragraph_opens_one() -> None:
    text = "She said: “Stay.\n“Or go.”\n“And write.”"
    found = find_quotations(text, lines_of(text))
    assert [(q.closed, q.continues) for q in found] == [(False, False), (True, True), (True, False)]


@given(st.text(alphabet="“”\"'‘’`«» ab.,\n", max_size=80))
def test_quotations_stand_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for quotation in find_quotations(text, lines_of(text)):
        assert end <= quotation.start <= quotation.first <= quotation.last <= quotation.end
        assert quotation.end <= len(text)
        end = quotation.end
