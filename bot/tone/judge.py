"""statement text -> leaning: a small network reads it whole, in its own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import tanh

import numpy as np
from numpy.typing import NDArray

from bot.encoder.network import CLOSES, OPENS, Floats
from bot.encoder.pieces import Vocabulary
from bot.encoder.windows import windows
from bot.tone.leaning import Leaning
from bot.tone.plain import plain

_MOST_WINDOWS = 4
"""A thousand pieces: no statement is longer, and a hostile one would cost its length."""


@dataclass(frozen=True, slots=True)
class Judge:
    vocabulary: Vocabulary
    network: Callable[..., Sequence[Floats]]
    head: NDArray[np.float64]
    """A row for each number of the network's state and one for the constant; a column for each
    field of Leaning."""

    def __call__(self, text: str) -> Leaning:
        ids = self.vocabulary.cut(plain(text), [(0, len(text))]).ids
        confrontational, neutral, conciliatory, strength = (
            np.append(self._state(ids), 1) @ self.head
        )
        return Leaning(
            float(confrontational), float(neutral), float(conciliatory), tanh(float(strength))
        )

    def _state(self, ids: Sequence[int]) -> NDArray[np.float64]:
        """The mean of all that the network makes of each piece."""
        states = [
            self.network(ids=np.array([[OPENS, *ids[w.first : w.last], CLOSES]]))[0][0]
            for w in islice(windows(len(ids)), _MOST_WINDOWS)
        ]
        if not states:
            return np.zeros(len(self.head) - 1)
        return np.asarray(np.concatenate(states).mean(axis=0), np.float64)
