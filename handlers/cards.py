"""The buttons of a card, and the modals that they open."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts import answers
from bot.alerts.message import View
from bot.alerts.subscription import Channel
from bot.commands.command import Command, Follow, Mute
from bot.desk.conversation import Conversation
from bot.desk.correct import Told, Unclear
from bot.errors import BotError
from handlers.asker import asker_of_button
from handlers.picker import Converse
from handlers.whence import team_of

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Draw = Callable[[Payload, str], View]
"""What Slack sent, and the id of what the card is about -> the modal."""

CORRECTING = ("wrong-speaker", "wrong-tone")


def register(app: App, desk: Conversation, converse: Converse) -> None:
    _register_buttons(app, desk, converse)
    _register_answers(app, desk)


def _register_buttons(app: App, desk: Conversation, converse: Converse) -> None:
    cards = desk.cards
    draws: dict[str, Draw] = {
        "context": lambda body, about: cards.context(team_of(body), about),
        "why": lambda body, record: cards.why(team_of(body), record),
        "wrong-speaker": lambda body, record: cards.wrong_speaker(
            team_of(body), record, _kept(body, record)
        ),
        "wrong-tone": lambda body, record: cards.wrong_tone(
            team_of(body), record, _kept(body, record)
        ),
    }

    def draw(name: str, body: Payload, about: str, client: WebClient, respond: Respond) -> None:
        refused = cards.refusal(team_of(body), body["user"]["id"]) if name in CORRECTING else None
        if refused is None:
            _open(draws[name], body, about, client, respond)
        else:
            asker_of_button(body, respond).tell(refused)

    def press(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        ack()
        action = body["actions"][0]
        draw(action["action_id"], body, action["value"], client, respond)

    for name in ("context", *CORRECTING):
        app.action(name)(press)

    @app.action("card-menu")
    def menu(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        ack()
        picked, _, about = body["actions"][0]["selected_option"]["value"].partition(" ")
        if picked in draws:
            draw(picked, body, about, client, respond)
        else:
            converse(
                _command(picked, about, body, desk), asker_of_button(body, respond), desk, client
            )


def _command(picked: str, record: str, body: Payload, desk: Conversation) -> Command:
    """What could have been typed."""
    name = desk.cards.subject(team_of(body), record)
    return Mute(name, timedelta(days=1)) if picked == "mute" else Follow(name)


def _open(draw: Draw, body: Payload, about: str, client: WebClient, respond: Respond) -> None:
    """At once, with what is at hand: Slack takes a modal for three seconds after the press."""
    try:
        client.views_open(trigger_id=body["trigger_id"], view=dict(draw(body, about)))
    except (BotError, SlackApiError, OSError):
        log.exception("a modal could not be opened")
        respond(text=answers.busy().text, response_type="ephemeral", replace_original=False)


def _register_answers(app: App, desk: Conversation) -> None:
    @app.view("wrong-speaker")
    def speaker(ack: Ack, body: Payload, view: Payload) -> None:
        told = Told(
            official=_value(view, "official", "selected_option", "value"),
            name=_value(view, "name", "value"),
            nobody=bool(_field(view, "nobody").get("selected_options")),
        )
        record, channel, user = _whence(body, view)
        _finish(ack, "official", lambda: desk.cards.correct_speaker(record, told, channel, user))

    @app.view("wrong-tone")
    def tone(ack: Ack, body: Payload, view: Payload) -> None:
        label = _value(view, "tone", "selected_option", "value")
        record, channel, user = _whence(body, view)
        _finish(ack, "tone", lambda: desk.cards.correct_tone(record, label, channel, user))


def _finish(ack: Ack, field: str, correct: Callable[[], Unclear | None]) -> None:
    """The modal stays open with a line in it where nothing could be done."""
    try:
        unclear = correct()
    except BotError:
        log.exception("a correction could not be kept")
        unclear = Unclear(field, answers.busy().text)
    if unclear is None:
        ack()
    else:
        ack(response_action="errors", errors={unclear.field: unclear.reason})


def _kept(body: Payload, record: str) -> str:
    """What comes back with the answer: a modal knows nothing of the card it came from."""
    return json.dumps({"record": record, "channel": _channel(body)})


def _channel(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or "")


def _whence(body: Payload, view: Payload) -> tuple[str, Channel, str]:
    kept = json.loads(view["private_metadata"])
    return kept["record"], Channel(team_of(body), kept["channel"]), body["user"]["id"]


def _field(view: Payload, name: str) -> Payload:
    field: Payload = view["state"]["values"].get(name, {}).get(name) or {}
    return field


def _value(view: Payload, name: str, *path: str) -> str:
    found: Any = _field(view, name)
    for key in path:
        found = (found or {}).get(key)
    return found or ""
