"""Messages, channels, people and views as `/_rehearsal` shows them."""

from __future__ import annotations

from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def as_shown(message: Message) -> Payload:
    """The message as interface.md promises it: what is empty is left out."""
    shown: Payload = {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
    }
    optional = ("thread_ts", "ephemeral_to", "metadata", "attachments", "files", "reactions")
    for key in (*optional, "broadcast"):
        if part := getattr(message, key):
            shown[key] = part
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    return shown


def channel_shown(team: Team, channel: Channel) -> Payload:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.kind != "public",
        "is_archived": channel.is_archived,
        "is_member": channel.has(team.bot_user),
        "is_im": channel.kind == "im",
        "topic": channel.topic,
        "members": list(channel.members),
    }


def person_shown(person: Person) -> Payload:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "tz": person.tz,
        "is_admin": person.is_admin,
        "title": person.title,
    }


def view_shown(stage: Stage, view: View) -> Payload:
    shown = view_as_slack(view, stage.ledger.app.id, stage.ledger.teams[view.team].bot_id)
    return shown | {"user": view.user, "from_channel": view.from_channel}
