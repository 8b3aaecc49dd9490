"""Tags: what the network takes for words said, and where it looks for who said them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from bot.statements.passage import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word starts, and the network's probability that it is the one."""

    at: int
    sure: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """One stretch of content with its likeliest sources and cues, the likeliest first."""

    words: Span
    said: float
    """The mean probability of its pieces that somebody said them."""
    sources: tuple[Place, ...]
    """Heads of the words that name who said it."""
    cues: tuple[Place, ...]
    nobody: float
    """The probability that no source is near."""


@dataclass(frozen=True, slots=True)
class Tags:
    contents: tuple[Tagged, ...]
    """What is said, in the order of the text; they never overlap."""
    starts: tuple[int, ...]
    said: tuple[float, ...]
    """By piece: where it starts, and how likely it is said by somebody."""

    def said_in(self, words: Span) -> float:
        """The mean over the pieces that start there; 0 where there are none."""
        first, last = (bisect_left(self.starts, edge) for edge in words)
        return sum(self.said[first:last]) / (last - first) if first < last else 0.0
