"""What Slack may ask of the desk: one question each, answered with a message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.cards import Cards
from bot.desk.follows import Follows
from bot.desk.home import Rooms
from bot.desk.lifecycle import Lifecycle
from bot.desk.lookups import Lookups


@dataclass(frozen=True, slots=True)
class Conversation:
    """The duties with their ports already in their hands, lent by the wiring."""

    lookups: Lookups
    follows: Follows
    rooms: Rooms
    lifecycle: Lifecycle
    cards: Cards
