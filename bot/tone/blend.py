"""reasons and a leaning -> odds: what the lexicon found and what the network felt, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.tone.leaning import Leaning
from bot.tone.odds import Odds
from bot.tone.tone import Reason

_SPREAD = 0.8
_FAINT = 0.2


@dataclass(frozen=True, slots=True)
class Blend:
    """A logistic regression; bot/data/TONE.md tells on what it was fitted."""

    weights: NDArray[np.float64]
    """A row for each figure of `figures` and one for the constant; a column for each label."""

    def __call__(self, reasons: Sequence[Reason], leaning: Leaning) -> Odds:
        raw = np.append(figures(reasons, leaning), 1) @ self.weights
        shares = np.exp(raw - raw.max())
        return Odds(*map(float, shares / shares.sum()))


def figures(reasons: Sequence[Reason], leaning: Leaning) -> list[float]:
    weights = [reason.weight for reason in reasons]
    kind = sum(weight for weight in weights if weight > 0)
    harsh = -sum(weight for weight in weights if weight < 0)
    return [
        balance(reasons),
        kind / (1 + kind),
        harsh / (1 + harsh),
        max(weights, default=0),
        min(weights, default=0),
        0.0 if weights else 1.0,
        leaning.confrontational - leaning.neutral,
        leaning.conciliatory - leaning.neutral,
        leaning.strength,
    ]


def tone_of(odds: Odds, leaning: Leaning) -> float:
    """The difference of the odds; what is faint, or strong to the other side, a fifth less."""
    strength = leaning.strength if odds.tone > 0 else -leaning.strength
    return odds.tone * (1 - _FAINT + _FAINT * max(0.0, strength))


def balance(reasons: Sequence[Reason]) -> float:
    """The tone by the lexicon alone, from -1 to 1."""
    total = sum(reason.weight for reason in reasons)
    return total / sqrt(total * total + _SPREAD)
