"""/quotes: look up, follow, unfollow, list, help."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.alerts import answers
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Follow, Unfollow
from bot.desk.conversation import Conversation
from bot.errors import BotError
from handlers.grammar import Request, parse

log = logging.getLogger(__name__)


def register(app: App, desk: Conversation) -> None:
    @app.command("/quotes")
    def quotes(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        ack()
        channel = Channel(command["team_id"], command["channel_id"])
        request = parse(command.get("text") or "")
        answer = _calmly(lambda: reply(request, desk, channel, command["user_id"]))
        respond(
            text=answer.text,
            blocks=[dict(block) for block in answer.blocks],
            response_type="in_channel" if answer.visible else "ephemeral",
        )


def reply(request: Request, desk: Conversation, channel: Channel, user: str) -> Message:
    match request.verb:
        case "quotes":
            return desk.quotes(request.name, request.meant)
        case "follow":
            return desk.follows.follow(Follow(request.name), channel, user)
        case "unfollow":
            return desk.follows.unfollow(Unfollow(request.name), channel, user)
        case "list":
            return desk.follows.following(channel)
        case "help":
            return answers.help_page()


def _calmly(ask: Callable[[], Message]) -> Message:
    """Somebody waits for an answer: a short one is better than none."""
    try:
        return ask()
    except BotError:
        log.exception("a command could not be answered")
        return answers.busy()
