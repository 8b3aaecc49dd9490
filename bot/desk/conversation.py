"""What Slack may ask of the desk: one question each, answered with a message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.message import Message
from bot.desk.follows import Follows
from bot.desk.home import Rooms
from bot.desk.lifecycle import Lifecycle


@dataclass(frozen=True, slots=True)
class Conversation:
    """The duties with their ports already in their hands, lent by the wiring."""

    quotes: Callable[[str, str], Message]
    """The name as typed, and the command it may have been meant as -> what that person said."""
    follows: Follows
    rooms: Rooms
    lifecycle: Lifecycle
