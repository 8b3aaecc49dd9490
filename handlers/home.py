"""The Home tab: drawn when it is opened, and again after each change that is made there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.alerts.home import follow_view, read_place
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Follow
from bot.desk.home import Rooms
from bot.errors import BotError
from handlers.settings import open_form
from handlers.whence import channel_of

log = logging.getLogger(__name__)


def register(app: App, desk: Rooms) -> None:
    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        if event.get("tab") == "home":
            _draw(desk, event["user"], Channel(body["team_id"], event["channel"]), client)

    @app.action("home-menu")
    def chosen(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        ack()
        place, subject = read_place(action["block_id"])
        channel = channel_of(str(place), body)
        what, user = action["selected_option"]["value"], body["user"]["id"]
        _change(lambda: desk.act(what, channel, subject, user), user, client)
        _draw(desk, user, channel_of(body["view"]["private_metadata"], body), client)

    @app.action("home-settings")
    def settings(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        ack()
        open_form(desk, channel_of(action["value"], body), body, client)

    @app.action("home-add")
    def add(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        ack()
        view = dict(follow_view(channel_of(action["value"], body)))
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("follow")
    def added(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        ack()
        own, user = channel_of(view["private_metadata"], body), body["user"]["id"]
        asked, channel = read_follow(view["state"]["values"], own)
        _change(lambda: desk.add(asked, channel, user), user, client)
        _draw(desk, user, own, client)


def read_follow(values: dict[str, Any], own: Channel) -> tuple[Follow, Channel]:
    """What was filled in, and where it is wanted."""
    told = {name: field for fields in values.values() for name, field in fields.items()}
    where = told["channel"].get("selected_conversation")
    asked = Follow(
        told["official"]["selected_option"]["value"],
        alerts=told["alerts"]["selected_option"]["value"],
        sensitivity=told["sensitivity"]["selected_option"]["value"],
    )
    return asked, Channel(own.team, where) if where else own


def _change(change: Callable[[], Message], user: str, client: WebClient) -> None:
    """The channel was told of what was done; of what was not, the one who asked is."""
    try:
        answer = change()
    except BotError:
        log.exception("a change in Home was not made")
        client.chat_postMessage(channel=user, text="I could not change that just now. Try again?")
        return
    if not answer.visible:
        blocks = [dict(block) for block in answer.blocks]
        client.chat_postMessage(channel=user, text=answer.text, blocks=blocks)


def _draw(desk: Rooms, user: str, own: Channel, client: WebClient) -> None:
    try:
        view = desk.home(user, own)
    except BotError:
        log.exception("a Home tab could not be drawn")
        return
    client.views_publish(user_id=user, view=dict(view))
