"""A quotation: what stands between quotation marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """`start` and `end` are outside the marks, `first` and `last` inside them.

    Where a mark is missing, there is nothing between the two.
    """

    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    """False when no mark ends it: it then ends where its paragraph does."""
    continues: bool = False
    """True when it goes on with one that the paragraph before left open."""
