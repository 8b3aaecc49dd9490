"""The modal of a bare /quotes, and the type-ahead of every menu over the register."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.alerts.picking import CALLBACK, OFFICIAL, THEN, options, picker
from bot.alerts.subscription import Channel
from bot.commands.command import Command, Follow, Lookup, ToneOf
from bot.desk.conversation import Conversation
from handlers.asker import Asker
from handlers.whence import team_of

log = logging.getLogger(__name__)

Converse = Callable[[Command, Asker, Conversation, WebClient], None]


def register(app: App, desk: Conversation, converse: Converse) -> None:
    @app.options(OFFICIAL)
    def offer(ack: Ack, payload: dict[str, Any], body: dict[str, Any]) -> None:
        found = desk.lookups.offer(str(payload.get("value") or ""))
        # Nobody is quoted under the name of a side.
        people = (body.get("view") or {}).get("callback_id") == "wrong-speaker"
        shown = [voice for voice in found if not (people and voice.is_side)]
        ack(options=list(map(dict, options((voice.told, voice.key) for voice in shown))))

    @app.view(CALLBACK)
    def picked(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        asker = _asker(body)
        if asker is not None:
            converse(_asked(body["view"]["state"]["values"]), asker, desk, client)


def open_picker(client: WebClient, asker: Asker, then: str) -> bool:
    """False when it came too late, or Slack was out of reach."""
    kept = {
        "team": asker.channel.team,
        "channel": asker.channel.id,
        "url": asker.respond.response_url,
    }
    try:
        client.views_open(trigger_id=asker.trigger, view=dict(picker(then, json.dumps(kept))))
    except (SlackApiError, SlackClientError, OSError) as error:
        log.warning("the picker could not be opened: %s", error)
        return False
    return True


def _asker(body: dict[str, Any]) -> Asker | None:
    """Who had asked, and where: the answer goes there."""
    kept = json.loads(body["view"]["private_metadata"] or "{}")
    if not kept.get("url"):
        return None
    channel = Channel(team_of(body), kept["channel"])
    return Asker(channel, body["user"]["id"], Respond(response_url=kept["url"]))


def _asked(values: dict[str, Any]) -> Command:
    name = values["who"][OFFICIAL]["selected_option"]["value"]
    then = values["what"][THEN]["selected_option"]["value"]
    asked: dict[str, Command] = {"follow": Follow(name), "tone": ToneOf(name)}
    return asked.get(then, Lookup(name))
