"""A correction: somebody in a newsroom says that a card is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.alerts.subscription import Channel

What = Literal["speaker", "tone"]


@dataclass(frozen=True, slots=True)
class Correction:
    record: str
    """The id of the record that it is about."""
    what: What
    was: str
    """The name, or the label, that the card showed."""
    right: str
    """An official's id or a full name; a label; empty: nobody knows who said it."""
    by: str
    """The user."""
    channel: Channel
    """Where it was said; no other workspace hears of it."""
    at: datetime
