"""A button is pressed, an option picked: in a message or in a view."""

from __future__ import annotations

from dataclasses import replace

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
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.filled import elements_of, find_element, initial_values, reported
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


async def act_on_message(stage: Stage, scene: Scene, ts: str, asked: Payload) -> Payload:
    """Press a button or pick an option of a message. `asked`: action_id, block_id?, value?"""
    channel = needs_channel(scene)
    message = stage.ledger.message(channel.id, ts)
    if message is None:
        raise Unwell(f"no message {ts} in {channel.name}")
    if message.ephemeral_to not in ("", scene.person.id):
        raise Unwell(f"{scene.person.name} does not see that message")
    action = _action(stage, list(message.blocks), asked)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, channel.id)
    address = stage.lent.address(scene.team.id, scene.person.id, channel.id, ts)
    shown = message_as_slack(message, scene.team.id, stage.ledger.app.id)
    payload = interaction(stage, scene, "block_actions", trigger) | {
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.ephemeral_to),
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        },
        "channel": {"id": channel.id, "name": told_name(channel)},
        "message": shown,
        "state": {"values": _state_of_message(message, action)},
        "response_url": response_link(stage, "actions", scene.team, address),
        "actions": [action],
    }
    return await interact(stage, payload, address.key, trigger.id)


async def act_on_view(stage: Stage, scene: Scene, view: View, asked: Payload) -> Payload:
    action = _action(stage, view.content["blocks"], asked)
    view = _remember(stage, view, action)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, view.from_channel, view.id)
    payload = interaction(stage, scene, "block_actions", trigger) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_as_slack(view, stage.ledger.app.id, scene.team.bot_id),
        "actions": [action],
    }
    return await interact(stage, payload, "", trigger.id)


def _action(stage: Stage, blocks: list[Payload], asked: Payload) -> Payload:
    block_id, value = str(asked.get("block_id") or ""), asked.get("value")
    found = find_element(blocks, str(asked.get("action_id")), block_id, value)
    if found is None:
        known = ", ".join(str(element.get("action_id")) for _, element in elements_of(blocks))
        raise Unwell(f"no element {asked.get('action_id')}; there are: {known or 'none'}")
    block, element = found
    same = {"action_id": element["action_id"], "block_id": block["block_id"]}
    stamp = {"action_ts": stage.ledger.fresh_ts()}
    if element["type"] == "button":
        kept: Payload = {k: element[k] for k in ("text", "value", "style", "url") if k in element}
        return {"type": "button", **same, **kept, **stamp}
    return {**reported(element, value), **same, **stamp}


def _state_of_message(message: Message, action: Payload) -> Payload:
    values = initial_values(message.blocks)
    return _with_action(values, action)


def _with_action(values: Payload, action: Payload) -> Payload:
    if action["type"] in ("button", "overflow"):
        return values
    dropped = ("action_id", "block_id", "action_ts")
    told = {key: part for key, part in action.items() if key not in dropped}
    block = {**values.get(action["block_id"], {}), action["action_id"]: told}
    return {**values, action["block_id"]: block}


def _remember(stage: Stage, view: View, action: Payload) -> View:
    before = view.values or initial_values(view.content["blocks"], view.from_channel)
    view = replace(view, values=_with_action(before, action))
    if view.id in stage.views:
        stage.views[view.id] = view
    return view
