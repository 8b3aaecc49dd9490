"""Odds from reasons and a leaning; the labels that follow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tone.blend import Blend, balance, figures
from bot.tone.leaning import Leaning
from bot.tone.odds import Odds
from bot.tone.tone import Label, Reason
from bot.tone.weigh import label_of

WEIGHTS = st.floats(-1.5, 1.5)


def reasons(*weights: float) -> list[Reason]:
    return [Reason("word", 0, 4, weight) for weight in weights]


@pytest.mark.parametrize(
    ("odds", "weights", "label"),
    [
        (Odds(0.7, 0.2, 0.1), (-0.6,), "confrontational"),
        (Odds(0.7, 0.2, 0.1), (), "confrontational"),
        (Odds(0.1, 0.2, 0.7), (), "conciliatory"),
        (Odds(0.3, 0.4, 0.3), (-0.6,), "neutral"),
        # nothing that a journalist could be shown
        (Odds(0.55, 0.4, 0.05), (), "neutral"),
        (Odds(0.55, 0.4, 0.05), (-0.1,), "confrontational"),
        # one says friend, the other foe: neither, unless the odds are overwhelming
        (Odds(0.7, 0.2, 0.1), (0.6,), "neutral"),
        (Odds(0.9, 0.05, 0.05), (0.6,), "confrontational"),
        (Odds(0.1, 0.2, 0.7), (-0.6,), "neutral"),
        (Odds(0.1, 0.2, 0.7), (-0.1,), "conciliatory"),
        # plain words, and a network that hesitates
        (Odds(0.35, 0.55, 0.1), (-0.8, -0.6), "confrontational"),
        (Odds(0.35, 0.55, 0.1), (-0.8, -0.6, 0.1), "neutral"),
        (Odds(0.35, 0.55, 0.1), (-0.3,), "neutral"),
        (Odds(0.2, 0.5, 0.3), (0.9, 0.7), "neutral"),
        (Odds(0.3, 0.65, 0.05), (-0.8, -0.6), "neutral"),
    ],
)
def test_the_label_is_the_likeliest_unless_the_lexicon_contradicts(
    odds: Odds, weights: tuple[float, ...], label: Label
) -> None:
    assert label_of(odds, reasons(*weights)) == label


@given(st.lists(WEIGHTS, max_size=6), st.tuples(WEIGHTS, WEIGHTS, WEIGHTS, st.floats(-1, 1)))
def test_odds_are_shares_of_one(weights: list[float], leans: tuple[float, ...]) -> None:
    rows = np.linspace(-3, 3, 30).reshape(10, 3)
    odds = Blend(rows)(reasons(*weights), Leaning(*leans))
    assert odds.confrontational + odds.neutral + odds.conciliatory == pytest.approx(1)
    assert -1 <= odds.tone <= 1


@given(st.lists(WEIGHTS, max_size=6))
def test_the_order_of_reasons_changes_nothing(weights: list[float]) -> None:
    still = Leaning(0, 0, 0, 0)
    back = figures(reasons(*reversed(weights)), still)
    assert figures(reasons(*weights), still) == pytest.approx(back)
    assert -1 < balance(reasons(*weights)) < 1
