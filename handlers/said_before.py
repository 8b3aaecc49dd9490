"""The message shortcut "Said before?"."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.alerts import answers
from bot.desk.cards import Cards
from bot.errors import BotError
from handlers.whence import team_of

log = logging.getLogger(__name__)


def register(app: App, cards: Cards) -> None:
    @app.message_shortcut("said-before")
    def said_before(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        ack()
        message = body["message"]
        team = team_of(body)
        try:
            answer = cards.said_before(team, message.get("text") or "", _record_of(message))
        except BotError:
            log.exception("a message could not be looked up")
            answer = answers.busy()
        respond(
            text=answer.text,
            blocks=[dict(block) for block in answer.blocks],
            response_type="ephemeral",
            replace_original=False,
        )


def _record_of(message: dict[str, Any]) -> str:
    """What the first card in it is about; empty when it is no card of ours.

    Others' messages may hold a button of the same name: then its value is no record of ours.
    """
    elements = (
        element for block in message.get("blocks") or () for element in block.get("elements") or ()
    )
    buttons = (e for e in elements if isinstance(e, dict) and e.get("action_id") == "context")
    return next((str(button.get("value") or "") for button in buttons), "")
