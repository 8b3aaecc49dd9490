"""Names: what is folded away, and the ways to take a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statements.names import fold, readings


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Åsa Holm", "asa holm"),
        ("ÅSA HOLM’s", "asa holm"),
        ("Holms'", "holms"),
        ("O'Dell", "odell"),
        ("Łukasz Ørn-Đorđić", "lukasz orn dordic"),
        ("Востриков", "востриков"),
        (" J. K. Holm, Jr. ", "j k holm jr"),
        ("文太宇", "文太宇"),
        ("𝕬sa", "asa"),
        ("…", ""),
    ],
)
def test_spellings_of_a_name_fold_to_one_key(written: str, key: str) -> None:
    assert " ".join(fold(written)) == key


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("Per Holm", ["per holm"]),
        ("Mr. Holm", ["mr holm", "holm"]),
        ("P. Holm", ["p holm", "holm"]),
        ("Per Olof Holm", ["per olof holm", "per holm"]),
        ("Per O. Holm", ["per o holm", "per holm"]),
        ("word " * 13, []),
    ],
)
def test_the_fullest_reading_comes_first(written: str, taken: list[str]) -> None:
    assert [" ".join(reading.key) for reading in readings(fold(written))] == taken


def test_an_initial_is_remembered_when_it_is_left_out() -> None:
    assert [reading.initial for reading in readings(fold("P. Holm"))] == ["", "p"]


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    once = fold(name)
    assert fold(" ".join(once)) == once
