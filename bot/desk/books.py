"""The books: all that the duties of following look into and write in, lent by the wiring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.ports import ChannelPreferences, Journal, Locks, Members, Records, Shifts, Subscriptions
from bot.statements.register import Register


@dataclass(frozen=True, slots=True)
class Books:
    register: Register
    outlets: Sequence[str]
    """The names of those that are read."""
    records: Records
    shifts: Shifts
    subscriptions: Subscriptions
    preferences: ChannelPreferences
    journal: Journal
    locks: Locks
    members: Members
    confidence: float
    """Below it a name is not alerted."""
    now: Callable[[], datetime]
    say: Callable[[Channel, Message], bool]
    """To everybody in a channel, where no command is answered; False when it cannot be said."""
