"""The figures that a tone is measured by, and the regression that blends."""

from __future__ import annotations

import numpy as np
import pytest

from bot.training.tone_blend import fit, odds_of
from bot.training.tone_figures import auc, flips, macro_f1, rho


@pytest.mark.parametrize(
    ("tones", "labels", "figure"),
    [
        ([-1, 0, 1], [-1, 0, 1], 1.0),
        ([1, 0, -1], [-1, 0, 1], 0.0),
        ([0, 0], [-1, 1], 0.5),
        ([0.1, 0.2, 0.3, 0.15], [-1, 1, 1, -1], 1.0),
        ([0.1, 0.2, 0.3, 0.25], [-1, 1, 1, -1], 0.75),
    ],
)
def test_auc(tones: list[float], labels: list[int], figure: float) -> None:
    assert auc(tones, labels) == pytest.approx(figure)


def test_flips_count_only_opposite_poles() -> None:
    assert flips([1, 0, -1, 1], [-1, 1, -1, 0]) == pytest.approx(1 / 3)


def test_f1_is_the_mean_of_three() -> None:
    assert macro_f1([-1, 0, 1], [-1, 0, 1]) == pytest.approx(1)
    assert macro_f1([0, 0, 0], [-1, 0, 1]) == pytest.approx(0.5 / 3)


def test_rho_looks_at_ranks_of_what_is_rated() -> None:
    assert rho([0.1, 0.2, 0.9, 0.5], [-1.0, 0.3, 0.4, None]) == pytest.approx(1)


def test_the_blend_finds_what_tells_the_labels_apart() -> None:
    rng = np.random.default_rng(7)
    figures = rng.normal(size=(300, 2))
    labels = np.digitize(figures[:, 0], [-0.5, 0.5]) - 1
    weights = fit(figures, labels, np.ones(300))
    odds = odds_of(np.column_stack([figures, np.ones(300)]), weights)
    assert (odds.argmax(axis=1) - 1 == labels).mean() > 0.95
    assert odds.sum(axis=1) == pytest.approx(1)
