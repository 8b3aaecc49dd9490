"""tone -> how likely one who stands harsh, mixed or warm is to speak so.

What decides here is what a tone is worth, not the tone: the tables are counted from labelled
sentences (`python -m tests.timeline.refit`), so a new scorer needs new tables and nothing else.
"""

from __future__ import annotations

from functools import lru_cache

Odds = tuple[float, float, float]
"""For the three labels, or the three stances, from harsh to warm."""

UNKNOWN: Odds = (1 / 3, 1 / 3, 1 / 3)

# Nobody is harsh in every sentence; a little less pure than the speakers of planted streams.
STANCES: tuple[Odds, Odds, Odds] = (
    (0.75, 0.15, 0.10),
    (0.20, 0.60, 0.20),
    (0.10, 0.15, 0.75),
)
"""How often one who stands so speaks harshly, neutrally and warmly."""

Table = tuple[Odds, ...]
"""What statements of a tone are labelled, at even steps from -1 to 1, were labels even."""

SPOKEN: Table = (
    (0.812, 0.142, 0.046),
    (0.735, 0.197, 0.068),
    (0.453, 0.427, 0.120),
    (0.183, 0.509, 0.308),
    (0.080, 0.297, 0.623),
    (0.073, 0.124, 0.803),
    (0.073, 0.124, 0.803),
)
"""Of what somebody said, counted on quotations; the last two steps, which are few, as one."""

TOLD: Table = (
    (0.974, 0.007, 0.019),
    (0.933, 0.034, 0.034),
    (0.582, 0.267, 0.151),
    (0.124, 0.793, 0.083),
    (0.033, 0.902, 0.065),
    (0.098, 0.519, 0.383),
    (0.050, 0.180, 0.770),
    (0.005, 0.029, 0.967),
    (0.018, 0.021, 0.962),
)
"""Of what somebody did, counted on sentences of news, which say more plainly where it stands."""

_SURE = 0.3
"""Less confidence than this makes a statement say less; more of it adds nothing that its tone
does not say already."""


@lru_cache(maxsize=4096)
def likelihood(tone: float, confidence: float, spoken: bool) -> Odds:
    """Of hearing such a statement from each of the three stances."""
    labels = _labels(tone, SPOKEN if spoken else TOLD)
    trust = min(1.0, confidence / _SURE)
    harsh, mixed, warm = (trust * label + (1 - trust) / 3 for label in labels)
    said = [harsh * often[0] + mixed * often[1] + warm * often[2] for often in STANCES]
    return (said[0], said[1], said[2])


def _labels(tone: float, table: Table) -> Odds:
    """Between two steps of the table, in proportion."""
    step = (tone + 1) / 2 * (len(table) - 1)
    at = min(int(step), len(table) - 2)
    part = step - at
    low, high = table[at], table[at + 1]
    mixed = [one * (1 - part) + other * part for one, other in zip(low, high, strict=True)]
    return (mixed[0], mixed[1], mixed[2])
