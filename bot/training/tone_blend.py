"""figures and labels -> weights of the blend, by logistic regression."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = 60
_MODESTY = 2e-3
"""What a large weight costs, so that a few hundred examples do not make wild ones."""


def fit(
    figures: NDArray[np.float64], labels: NDArray[np.int64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A row for each figure and one for the constant; a column for each of three labels.

    Newton's steps: the loss is convex, so they end in the one best place.
    """
    rows = np.column_stack([figures, np.ones(len(figures))])
    wanted = np.eye(3)[labels + 1]
    share = counts / counts.sum()
    size = rows.shape[1]
    modest = np.diag(np.tile(np.append(np.full(size - 1, _MODESTY), 1e-6), 3))
    weights = np.zeros(3 * size)
    for _ in range(_STEPS):
        odds = odds_of(rows, weights.reshape(3, size).T)
        slope = ((odds - wanted) * share[:, None]).T @ rows
        bend = np.block([[_bend(rows, odds, share, a, b) for b in range(3)] for a in range(3)])
        step = np.linalg.solve(bend + modest, slope.ravel() + modest @ weights)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(weights.reshape(3, size).T)


def odds_of(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    raw = rows @ weights
    shares = np.exp(raw - raw.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _bend(
    rows: NDArray[np.float64],
    odds: NDArray[np.float64],
    share: NDArray[np.float64],
    one: int,
    other: int,
) -> NDArray[np.float64]:
    both = share * odds[:, one] * ((one == other) - odds[:, other])
    return np.asarray((rows * both[:, None]).T @ rows)
