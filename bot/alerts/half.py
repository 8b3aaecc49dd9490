"""A half: one of two voices that are held side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.timeline.record import Record


@dataclass(frozen=True, slots=True)
class Half:
    name: str
    total: int
    """Statements on record that were asked for."""
    records: Sequence[Record]
    """The newest of them."""
    words: Sequence[Record]
    """The few that are shown, newest first."""
