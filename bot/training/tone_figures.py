"""tones and labels -> figures: what this project measures a tone by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def auc(tones: ArrayLike, labels: ArrayLike) -> float:
    """The chance that a conciliatory statement has a higher tone than a confrontational one."""
    given, poles = np.asarray(tones, float), np.asarray(labels)
    ranks = ranked(given[poles != 0])
    friendly = poles[poles != 0] > 0
    many, few = int(friendly.sum()), int((~friendly).sum())
    return float((ranks[friendly].sum() - many * (many + 1) / 2) / (many * few))


def macro_f1(said: ArrayLike, labels: ArrayLike) -> float:
    """The mean over the three labels."""
    one, other = np.asarray(said), np.asarray(labels)
    shared = [int(((one == pole) & (other == pole)).sum()) for pole in (-1, 0, 1)]
    all_ = [int((one == pole).sum() + (other == pole).sum()) for pole in (-1, 0, 1)]
    return float(
        np.mean([2 * both / max(1, total) for both, total in zip(shared, all_, strict=True)])
    )


def flips(said: ArrayLike, labels: ArrayLike) -> float:
    """The share of statements with a pole that are given the opposite one."""
    one, other = np.asarray(said), np.asarray(labels)
    return float((one * other < 0).sum() / (other != 0).sum())


def rho(tones: ArrayLike, strengths: Sequence[float | None]) -> float:
    """Spearman's, over the statements whose strength is rated."""
    rated = [n for n, strength in enumerate(strengths) if strength is not None]
    one = ranked(np.asarray(tones, float)[rated])
    other = ranked(np.array([strengths[n] for n in rated], float))
    return float(np.corrcoef(one, other)[0, 1])


def ranked(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 1; equal values share the mean of their places."""
    _, where, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[where], np.float64)
