"""Text is cut into the pieces that the network knows, and each keeps its place."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.encoder.pieces import Vocabulary, read_vocabulary


@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(files("bot.data").joinpath("vocabulary.txt").read_text("utf-8"))


def cut(text: str) -> list[str]:
    pieces = vocabulary().cut(text, [(0, len(text))])
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The harbour stays shut.", ["The", "harbour", "stays", "shut", "."]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
        ("Orlo's", ["Or", "lo", "'", "s"]),
        ("café naïve", ["café", "naïve"]),
        ("Hallvik", ["Hall", "vik"]),
        ("a_b", ["a", "_", "b"]),
        ("北京说", ["北", "京", "说"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_are_cut_into_known_pieces(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_a_word_that_changes_its_length_when_folded_keeps_its_whole_place() -> None:
    assert set(cut("한국 대통령")) == {"한국", "대통령"}


def test_a_word_of_unknown_letters_is_one_unknown_piece() -> None:
    pieces = vocabulary().cut("\U00010437\U00010438", [(0, 2)])
    assert list(pieces.ids) == [vocabulary().numbers["[UNK]"]]


def test_only_the_spans_asked_for_are_cut() -> None:
    text = "one two three"
    pieces = vocabulary().cut(text, [(0, 3), (8, 13)])
    assert [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)] == ["one", "three"]


@given(st.text(max_size=200))
def test_places_go_forward_and_lie_in_the_text(text: str) -> None:
    pieces = vocabulary().cut(text, [(0, len(text))])
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=101, max_size=2_000))
def test_a_very_long_word_costs_one_piece(word: str) -> None:
    assert len(vocabulary().cut(word, [(0, len(word))]).ids) <= len(word)
