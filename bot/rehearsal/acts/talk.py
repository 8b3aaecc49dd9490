"""A message is written, App Home is opened, a shortcut is used."""

from __future__ import annotations

from bot.rehearsal.acts.scene import (
    Scene,
    Unwell,
    interaction,
    needs_channel,
    response_link,
    told_name,
)
from bot.rehearsal.acts.waiting import interact
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.message import as_slack as message_as_slack
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.events import emit
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def open_home(stage: Stage, scene: Scene) -> None:
    direct = next(
        channel
        for channel in stage.ledger.channels_of(scene.team.id)
        if channel.kind == "im" and channel.has(scene.person.id)
    )
    event: Payload = {
        "type": "app_home_opened",
        "user": scene.person.id,
        "channel": direct.id,
        "tab": "home",
    }
    if home := stage.ledger.homes.get(scene.person.id):
        event["view"] = view_as_slack(home, stage.ledger.app.id, scene.team.bot_id)
    emit(stage, scene.team, event)


async def use_shortcut(stage: Stage, scene: Scene, callback_id: str, ts: str) -> Payload:
    """A message shortcut when `ts` is given, else a global one."""
    channel = scene.channel.id if scene.channel else ""
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, channel)
    kind = "message_action" if ts else "shortcut"
    payload = interaction(stage, scene, kind, trigger) | {"callback_id": callback_id}
    payload["action_ts"] = stage.ledger.fresh_ts()
    if not ts:
        return await interact(stage, payload, "", trigger.id)
    message = stage.ledger.message(channel, ts)
    if message is None or scene.channel is None:
        raise Unwell(f"no message {ts}")
    address = stage.lent.address(scene.team.id, scene.person.id, channel, ts)
    payload |= {
        "message": message_as_slack(message, scene.team.id, stage.ledger.app.id),
        "message_ts": ts,
        "channel": {"id": channel, "name": told_name(scene.channel)},
        "response_url": response_link(stage, "app", scene.team, address),
    }
    return await interact(stage, payload, address.key, trigger.id)


def say(stage: Stage, scene: Scene, text: str, thread_ts: str = "") -> Message:
    """Somebody writes a message; the app hears of it when it is mentioned or written to."""
    channel = needs_channel(scene)
    ts = stage.ledger.fresh_ts()
    message = Message(channel.id, ts, scene.person.id, text, thread_ts=thread_ts)
    stage.ledger.keep_message(message)
    told = message_as_slack(message, scene.team.id, stage.ledger.app.id) | {"channel": channel.id}
    if channel.kind == "im":
        emit(stage, scene.team, told | {"channel_type": "im"})
    elif f"<@{scene.team.bot_user}>" in text and channel.has(scene.team.bot_user):
        emit(stage, scene.team, told | {"type": "app_mention"})
    return message
