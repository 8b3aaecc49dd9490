"""Copies: the same words elsewhere are found again, and variants are never taken for them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from bot.timeline.repeats import kinship, may_be_same, may_be_variant, print_of
from tests.timeline.copies import FRESH, HELD_OUT, PAIRS, TUNED, Pair, pairs

SETS = {
    "tuned": tuple(pairs(TUNED)),
    "held out": tuple(pairs(HELD_OUT)),
    "fresh": tuple(pairs(TUNED | HELD_OUT, FRESH)),
    "by hand": PAIRS,
}
ALL = [pair for found in SETS.values() for pair in found]


def f1(found: Iterable[Pair]) -> float:
    """Of "the same"."""
    verdicts = [(pair.akin == "same", kinship(pair.one, pair.other) == "same") for pair in found]
    hits = verdicts.count((True, True))
    return 2 * hits / (2 * hits + verdicts.count((True, False)) + verdicts.count((False, True)))


def test_there_are_enough_of_them() -> None:
    assert len(SETS["tuned"]) >= 150
    assert len(SETS["held out"]) + len(SETS["fresh"]) >= 300


@pytest.mark.parametrize("name", SETS)
def test_the_same_words_are_told_from_others(name: str) -> None:
    assert f1(SETS[name]) >= 0.98


def test_nothing_that_differs_in_what_it_says_is_merged() -> None:
    merged = [p for p in ALL if p.akin != "same" and kinship(p.one, p.other) == "same"]
    assert merged == []


def test_what_differs_in_a_number_a_name_or_a_negation_is_linked() -> None:
    variants = [pair for pair in ALL if pair.akin == "variant"]
    linked = [pair for pair in variants if kinship(pair.one, pair.other) == "variant"]
    assert len(linked) >= 0.98 * len(variants)
    for pair in ALL:
        if pair.akin == "different":
            assert kinship(pair.one, pair.other) is None, pair


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: f"{pair.made}: {pair.one[:30]}")
def test_prints_bring_together_what_is_akin(pair: Pair) -> None:
    one, other = print_of(pair.one), print_of(pair.other)[np.newaxis]
    akin = kinship(pair.one, pair.other)
    assert kinship(pair.other, pair.one) == akin
    assert akin != "same" or may_be_same(other, one)[0]
    assert akin != "variant" or may_be_variant(other, one)[0]
