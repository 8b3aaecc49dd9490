"""A change that was made -> its line in the journal, and the same line for the channel."""

from __future__ import annotations

from bot.alerts import changes
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.desk.books import Books


def noted(channel: Channel, user: str, line: str, books: Books, advice: str = "") -> Message:
    """`advice`: what goes with it for those who read it now, and into no journal."""
    books.journal.note(channel, user, line, books.now())
    return changes.told(user, line, advice)
