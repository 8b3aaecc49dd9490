"""A leaning: what the network makes of a statement, before the lexicon has had its say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaning:
    """Logarithms of odds, whose differences count; softmax makes shares of them."""

    confrontational: float
    neutral: float
    conciliatory: float
    strength: float
    """From -1 to 1: how strongly it stands there; a threat is stronger than a complaint."""
