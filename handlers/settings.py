"""The settings of a channel: the button that opens them as a form, and the form sent back."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.alerts.form import Form, read_form
from bot.alerts.subscription import Channel
from bot.desk.home import Rooms
from bot.errors import BotError
from handlers.whence import channel_of

log = logging.getLogger(__name__)


def register(app: App, desk: Rooms) -> None:
    @app.action("settings")
    def opened(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        ack()
        open_form(desk, channel_of(action["value"], body), body, client)

    @app.view("settings")
    def saved(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        sent = read_form(view["private_metadata"], view["state"]["values"])
        if not isinstance(sent, Form):
            ack(response_action="errors", errors=sent)
            return
        ack()
        channel = channel_of(str(sent.channel), body)
        save(desk, replace(sent, channel=channel), body["user"]["id"], client)


def open_form(desk: Rooms, channel: Channel, body: dict[str, Any], client: WebClient) -> None:
    """What cannot be looked up now can be pressed again."""
    try:
        form = desk.form(channel, body["user"]["id"])
    except BotError:
        log.exception("the settings could not be looked up")
        return
    client.views_open(trigger_id=body["trigger_id"], view=dict(form))


def save(desk: Rooms, sent: Form, user: str, client: WebClient) -> None:
    """What the channel was not told, the one who asked is told."""
    try:
        answer = desk.save(sent, user)
    except BotError:
        log.exception("the settings could not be kept")
        client.chat_postMessage(channel=user, text="I could not keep that just now. Try again?")
        return
    if not answer.visible:
        client.chat_postMessage(channel=user, text=answer.text)
