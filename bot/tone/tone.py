"""A tone: where a statement stands between confrontational (-1) and conciliatory (+1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["confrontational", "neutral", "conciliatory"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that led to a tone; offsets count characters of the text that was weighed."""

    words: str
    start: int
    end: int
    weight: float
    """Negative: confrontational; positive: conciliatory."""


@dataclass(frozen=True, slots=True)
class Tone:
    tone: float
    """From -1 to 1."""
    label: Label
    confidence: float
    """From 0 to 1."""
    because: tuple[Reason, ...] = ()
    """The heaviest first."""
