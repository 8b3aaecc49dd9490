"""pieces -> windows: stretches that the network reads at once, overlapping for context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LENGTH = 254
"""Pieces read at once; with the two marks at its ends a window is 256 long."""
STRIDE = 200
"""Pieces between the beginnings of two windows: the rest is context."""


@dataclass(frozen=True, slots=True)
class Window:
    """Reads `first` to `last`, and answers for `begin` to `end`: those far from its edges."""

    first: int
    last: int
    begin: int
    end: int


def windows(pieces: int) -> Iterator[Window]:
    """Each piece is answered for by exactly one."""
    context = (LENGTH - STRIDE) // 2
    first = 0
    while first < pieces:
        last = min(pieces, first + LENGTH)
        begin = first + context if first else 0
        end = pieces if last == pieces else first + LENGTH - context
        yield Window(first, last, begin, end)
        if last == pieces:
            return
        first += STRIDE
