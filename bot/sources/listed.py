"""What a source listed when it was asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sources.entry import Entry


@dataclass(frozen=True, slots=True)
class Listed:
    entries: tuple[Entry, ...] = ()
    """In its own order, those without a usable link left out."""
    wish: float = 0.0
    """Seconds that it asks us to wait before we ask again."""
    parts: tuple[str, ...] = ()
    """Addresses of lists that this one is made of, the most promising first."""
