"""A change: what somebody altered in a channel, as its journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.alerts.subscription import Channel


@dataclass(frozen=True, slots=True)
class Change:
    channel: Channel
    user: str
    line: str
    """In plain words: "this channel now follows Maresa Tolvik"."""
    at: datetime
