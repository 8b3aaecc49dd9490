"""how probable a turn is by the model -> how many of a hundred such alerts were right.

Counted on planted streams in which a speaker turns once in eighty statements
(`python -m tests.timeline.refit`). The model is more careful than it has to be: it hears no more
than a table of labels can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_Steps = Sequence[tuple[float, float]]
_WORDS: _Steps = ((0.0, 0.0), (0.2, 0.5), (0.3, 0.58), (0.45, 0.73), (0.55, 0.83), (0.65, 0.9))
_DEEDS: _Steps = ((0.0, 0.0), (0.3, 0.45), (0.45, 0.64), (0.55, 0.75), (0.65, 0.87), (0.75, 0.95))
_CERTAIN = (1.0, 1.0)


def chance(probable: float, *, spoken: bool) -> float:
    """From 0 to 1; the more probable the higher."""
    steps = (*(_WORDS if spoken else _DEEDS), _CERTAIN)
    for (low, least), (high, most) in pairwise(steps):
        if probable <= high:
            return least + (most - least) * (probable - low) / (high - low)
    return 1.0
