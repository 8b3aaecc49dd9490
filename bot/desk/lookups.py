"""What anybody may ask about what is on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from bot.alerts.subscription import Channel
from bot.commands.command import Compare, Export, Lookup, ToneOf
from bot.desk.voice import Voice


@dataclass(frozen=True, slots=True)
class Lookups:
    """Each is told where it was asked: a workspace sees its own corrections."""

    today: Callable[[], date]
    look_up: Callable[[Lookup, Channel], Message]
    compare: Callable[[Compare, Channel], Message]
    tone: Callable[[ToneOf, Channel], Message]
    export: Callable[[Export, Channel], Sheet | Message]
    export_corrections: Callable[[Channel], Sheet | Message]
    status: Callable[[Channel], Message]
    offer: Callable[[str], tuple[Voice, ...]]
    """Whom the letters typed so far may mean, for a menu; sides among them."""
