"""Slack's own commands `/invite @verbatim` and `/remove @verbatim`: the app comes and goes."""

from __future__ import annotations

from bot.rehearsal import hooks
from bot.rehearsal.acts.scene import Scene, Unwell, needs_channel
from bot.rehearsal.cast.message import Message
from bot.rehearsal.happenings import happen
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage

EVENTS = {
    "/invite": "member_joined_channel",
    "/remove": "member_left_channel",
    "/kick": "member_left_channel",
}
DONE: Payload = {"ok": True, "acknowledged": True, "ack": None, "responses": []}


def come_or_go(stage: Stage, scene: Scene, command: str, text: str) -> Payload:
    """The app of this rehearsal is the only one that can be meant."""
    channel = needs_channel(scene)
    bot = stage.ledger.people[scene.team.bot_user]
    if text.strip().lstrip("@").lower() not in (bot.name, bot.id.lower(), f"<@{bot.id.lower()}>"):
        raise Unwell(f"only the app can be meant here: {command} @{bot.name}")
    if channel.kind == "im":
        raise Unwell("not in a direct message")
    joins = command == "/invite"
    if channel.has(bot.id) is joins:
        words = f"{bot.real_name} {'is already' if joins else 'is not'} in #{channel.name}."
        hooks.tell_person(stage, scene.person.id, channel.id, words)
        return DONE
    happen(stage, scene.team, {"type": EVENTS[command], "channel": channel.id, "user": bot.id})
    verb = "joined" if joins else "was removed from"
    ts, inviter = stage.ledger.fresh_ts(), scene.person.id
    told = f"{verb} #{channel.name}, by <@{inviter}>."
    subtype = "channel_join" if joins else "channel_leave"
    stage.ledger.keep_message(Message(channel.id, ts, bot.id, told, subtype=subtype))
    return DONE
