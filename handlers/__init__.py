"""One file a conversation: acknowledge, ask the desk one question, answer."""

from __future__ import annotations

from slack_bolt import App

from bot.desk.conversation import Conversation
from handlers import cards, home, lifecycle, picker, quotes, said_before, settings


def register(app: App, desk: Conversation) -> None:
    """Makes the app listen to everything that Slack may ask us."""
    quotes.register(app, desk)
    picker.register(app, desk, quotes.converse)
    cards.register(app, desk, quotes.converse)
    said_before.register(app, desk.cards)
    settings.register(app, desk.rooms)
    home.register(app, desk.rooms)
    lifecycle.register(app, desk.lifecycle)
