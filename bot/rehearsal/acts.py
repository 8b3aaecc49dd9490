"""What people do in Slack -> what the app is told, and what comes back to them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from bot.rehearsal import hooks
from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.api.views import fresh_hash, place
from bot.rehearsal.blocks.check import complaints_of_options, complaints_of_view, with_ids
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.message import as_slack as message_as_slack
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.delivery import Outcome, deliver
from bot.rehearsal.events import emit
from bot.rehearsal.filled import elements_of, find_element, initial_values, is_empty, reported
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Expectation, Stage
from bot.rehearsal.triggers import ResponseAddress, Trigger

QUIET = 0.4
"""Seconds without anything more, after which an answer counts as whole."""

BRIEF = 1.0
"""How long a button that only acknowledges is waited for."""


@dataclass(frozen=True)
class Scene:
    """Who acts, and where."""

    team: Team
    person: Person
    channel: Channel | None


@dataclass(frozen=True)
class Unwell(Exception):
    """The act itself cannot be done; the words say why."""

    reason: str


# -- commands ---------------------------------------------------------------------------------


async def type_command(stage: Stage, scene: Scene, command: str, text: str) -> Payload:
    """Type a slash command; returns what came back through ack and `response_url`."""
    channel = _needs_channel(scene)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, channel.id)
    address = stage.lent.address(scene.team.id, scene.person.id, channel.id)
    payload = {
        "token": stage.ledger.app.verification,
        "team_id": scene.team.id,
        "team_domain": scene.team.domain,
        "channel_id": channel.id,
        "channel_name": _name_in_command(channel),
        "user_id": scene.person.id,
        "user_name": scene.person.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": stage.ledger.app.id,
        "is_enterprise_install": "false",
        "response_url": _link(stage, "commands", scene.team, address),
        "trigger_id": trigger.id,
    }
    with _expect(stage, address.key, trigger.id) as waiting:
        outcome = await deliver(stage, "slash_commands", payload)
        if outcome.acknowledged:
            _show_ack(stage, address, outcome)
            await _settle(waiting, stage.pace.answer_within, stage.pace.answer_within)
        else:
            words = f"`{command}` failed with the error “{outcome.reason}”."
            hooks.tell_person(stage, scene.person.id, channel.id, words)
        return _report(stage, waiting, outcome)


def _name_in_command(channel: Channel) -> str:
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _show_ack(stage: Stage, address: ResponseAddress, outcome: Outcome) -> None:
    """What came with the acknowledgement is shown like a response, and does not count as one."""
    answer = outcome.answer or {}
    if not (answer.get("text") or answer.get("blocks") or answer.get("attachments")):
        return
    try:
        hooks.answer_with(stage, address, answer)
    except Refused as refusal:
        words = f"The app's answer cannot be shown: {refusal.error}"
        hooks.tell_person(stage, address.user, address.channel, words)


# -- buttons and menus ------------------------------------------------------------------------


async def act_on_message(stage: Stage, scene: Scene, ts: str, asked: Payload) -> Payload:
    """Press a button or pick an option of a message. `asked`: action_id, block_id?, value?"""
    channel = _needs_channel(scene)
    message = stage.ledger.message(channel.id, ts)
    if message is None:
        raise Unwell(f"no message {ts} in {channel.name}")
    action = _action(stage, list(message.blocks), asked)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, channel.id)
    address = stage.lent.address(scene.team.id, scene.person.id, channel.id, ts)
    shown = message_as_slack(message, scene.team.id, stage.ledger.app.id)
    payload = _interaction(stage, scene, "block_actions", trigger) | {
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.ephemeral_to),
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        },
        "channel": {"id": channel.id, "name": _name_in_command(channel)},
        "message": shown,
        "state": {"values": _state_of_message(message, action)},
        "response_url": _link(stage, "actions", scene.team, address),
        "actions": [action],
    }
    return await _interact(stage, payload, address.key, trigger.id)


async def act_on_view(stage: Stage, scene: Scene, view: View, asked: Payload) -> Payload:
    action = _action(stage, view.content["blocks"], asked)
    view = _remember(stage, view, action)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, view.from_channel, view.id)
    payload = _interaction(stage, scene, "block_actions", trigger) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_as_slack(view, stage.ledger.app.id, scene.team.bot_id),
        "actions": [action],
    }
    return await _interact(stage, payload, "", trigger.id)


def _action(stage: Stage, blocks: list[Payload], asked: Payload) -> Payload:
    found = find_element(blocks, str(asked.get("action_id")), str(asked.get("block_id") or ""))
    if found is None:
        known = ", ".join(str(element.get("action_id")) for _, element in elements_of(blocks))
        raise Unwell(f"no element {asked.get('action_id')}; there are: {known or 'none'}")
    block, element = found
    same = {"action_id": element["action_id"], "block_id": block["block_id"]}
    stamp = {"action_ts": stage.ledger.fresh_ts()}
    if element["type"] == "button":
        kept: Payload = {k: element[k] for k in ("text", "value", "style", "url") if k in element}
        return {"type": "button", **same, **kept, **stamp}
    return {**reported(element, asked.get("value")), **same, **stamp}


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


async def _interact(stage: Stage, payload: Payload, key: str, trigger: str) -> Payload:
    with _expect(stage, key, trigger) as waiting:
        outcome = await deliver(stage, "interactive", payload)
        if outcome.acknowledged:
            await _settle(waiting, BRIEF, stage.pace.answer_within)
        return _report(stage, waiting, outcome)


# -- modals -----------------------------------------------------------------------------------


async def submit_view(stage: Stage, scene: Scene, view: View, given: Payload) -> Payload:
    """Fill in and submit. Values may be keyed by block_id, by action_id, or by both."""
    values = _filled_in(view, given)
    view = replace(view, values=values)
    stage.views[view.id] = view
    if missing := _missing(view):
        return {"ok": True, "acknowledged": False, "errors": missing, "sent": False}
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, view.from_channel)
    shown = view_as_slack(view, stage.ledger.app.id, scene.team.bot_id)
    payload = _interaction(stage, scene, "view_submission", trigger)
    payload |= {"view": shown, "response_urls": _response_urls(stage, scene, view)}
    with _expect(stage, "", trigger.id) as waiting:
        outcome = await deliver(stage, "interactive", payload)
        if not outcome.acknowledged:
            errors = {"": "We had some trouble connecting. Try again?"}
            return _report(stage, waiting, outcome) | {"errors": errors}
        after = _after_submission(stage, scene, view, outcome.answer or {}, trigger)
        await _settle(waiting, QUIET, stage.pace.answer_within)
        return _report(stage, waiting, outcome) | after


async def close_view(stage: Stage, scene: Scene, view: View) -> Payload:
    stage.drop_view(view)
    if not view.content.get("notify_on_close"):
        return {"ok": True, "acknowledged": False}
    payload = {
        "type": "view_closed",
        **_who(stage, scene),
        "view": view_as_slack(view, stage.ledger.app.id, scene.team.bot_id),
        "is_cleared": False,
    }
    outcome = await deliver(stage, "interactive", payload)
    return {"ok": True, "acknowledged": outcome.acknowledged}


def _filled_in(view: View, given: Payload) -> Payload:
    values: Payload = {**initial_values(view.content["blocks"], view.from_channel), **view.values}
    for block, element in elements_of(view.content["blocks"]):
        block_id, action_id = block["block_id"], element["action_id"]
        nested = given.get(block_id)
        if isinstance(nested, dict) and action_id in nested:
            told = nested[action_id]
        elif action_id in given or block_id in given:
            told = given.get(action_id, nested)
        else:
            continue
        values[block_id] = {**values.get(block_id, {}), action_id: reported(element, told)}
    return values


def _missing(view: View) -> Payload:
    """What Slack itself asks for before the app hears of anything."""
    errors: Payload = {}
    for block in view.content["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            told = view.values.get(block["block_id"], {}).get(block["element"]["action_id"], {})
            if is_empty(told):
                errors[block["block_id"]] = "Please complete this required field."
    return errors


def _response_urls(stage: Stage, scene: Scene, view: View) -> list[Payload]:
    """An address for each picked conversation whose menu asks for one."""
    urls = []
    for block, element in elements_of(view.content["blocks"]):
        told = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        channel = told.get("selected_conversation") or told.get("selected_channel")
        if element.get("response_url_enabled") and channel:
            address = stage.lent.address(scene.team.id, scene.person.id, channel)
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": _link(stage, "app", scene.team, address),
                }
            )
    return urls


def _after_submission(
    stage: Stage, scene: Scene, view: View, answer: Payload, trigger: Trigger
) -> Payload:
    """Carry out the `response_action`; without one this modal closes."""
    action = answer.get("response_action")
    if action == "errors":
        return {"errors": answer.get("errors") or {}}
    if action in ("update", "push"):
        return _replaced(stage, scene, view, answer, trigger)
    if action == "clear":
        for other in [v for v in stage.views.values() if v.root == view.root]:
            stage.drop_view(other)
        return {}
    stage.drop_view(view)
    return {}


def _replaced(stage: Stage, scene: Scene, view: View, answer: Payload, trigger: Trigger) -> Payload:
    content = answer.get("view")
    if complaints := complaints_of_view(content, ("modal",)):
        return {"errors": {"": "; ".join(complaints)}}
    content = {**(content or {}), "blocks": list(with_ids((content or {})["blocks"]))}
    if answer["response_action"] == "update":
        stamp = fresh_hash(stage.ledger.now())
        stage.keep_view(replace(view, content=content, hash=stamp, values={}))
        return {"view_id": view.id}
    call = Call(stage, "views.push", {}, scene.team)
    return {"view_id": place(call, content, trigger, view).id}


# -- suggestions ------------------------------------------------------------------------------


async def suggest(stage: Stage, scene: Scene, where: View | Message, asked: Payload) -> Payload:
    """What an `external_select` offers for the letters typed so far."""
    blocks = where.content["blocks"] if isinstance(where, View) else list(where.blocks)
    found = find_element(blocks, str(asked.get("action_id")), str(asked.get("block_id") or ""))
    if found is None:
        raise Unwell(f"no element {asked.get('action_id')}")
    payload = {
        "type": "block_suggestion",
        **_who(stage, scene),
        **_where(stage, scene, where),
        "action_id": found[1]["action_id"],
        "block_id": found[0]["block_id"],
        "value": str(asked.get("value") or ""),
    }
    outcome = await deliver(stage, "interactive", payload)
    answer = outcome.answer or {}
    if complaints := complaints_of_options(answer):
        return {"ok": False, "error": "invalid_options", "messages": complaints}
    return {"ok": outcome.acknowledged, "options": [], **answer}


def _where(stage: Stage, scene: Scene, where: View | Message) -> Payload:
    if isinstance(where, View):
        shown = view_as_slack(where, stage.ledger.app.id, scene.team.bot_id)
        return {"container": {"type": "view", "view_id": where.id}, "view": shown}
    told = message_as_slack(where, scene.team.id, stage.ledger.app.id)
    container = {"type": "message", "message_ts": where.ts, "channel_id": where.channel}
    return {"container": container, "message": told, "channel": {"id": where.channel}}


# -- home, shortcuts, words -------------------------------------------------------------------


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
    payload = _interaction(stage, scene, kind, trigger) | {"callback_id": callback_id}
    payload["action_ts"] = stage.ledger.fresh_ts()
    if not ts:
        return await _interact(stage, payload, "", trigger.id)
    message = stage.ledger.message(channel, ts)
    if message is None or scene.channel is None:
        raise Unwell(f"no message {ts}")
    address = stage.lent.address(scene.team.id, scene.person.id, channel, ts)
    payload |= {
        "message": message_as_slack(message, scene.team.id, stage.ledger.app.id),
        "message_ts": ts,
        "channel": {"id": channel, "name": _name_in_command(scene.channel)},
        "response_url": _link(stage, "app", scene.team, address),
    }
    return await _interact(stage, payload, address.key, trigger.id)


def say(stage: Stage, scene: Scene, text: str, thread_ts: str = "") -> Message:
    """Somebody writes a message; the app hears of it when it is mentioned or written to."""
    channel = _needs_channel(scene)
    ts = stage.ledger.fresh_ts()
    message = Message(channel.id, ts, scene.person.id, text, thread_ts=thread_ts)
    stage.ledger.keep_message(message)
    told = message_as_slack(message, scene.team.id, stage.ledger.app.id) | {"channel": channel.id}
    if channel.kind == "im":
        emit(stage, scene.team, told | {"channel_type": "im"})
    elif f"<@{scene.team.bot_user}>" in text and channel.has(scene.team.bot_user):
        emit(stage, scene.team, told | {"type": "app_mention"})
    return message


# -- what all of them share -------------------------------------------------------------------


def _needs_channel(scene: Scene) -> Channel:
    if scene.channel is None:
        raise Unwell("no such channel")
    if not scene.team.installed:
        raise Unwell(f"the app is not installed in {scene.team.name}")
    if scene.channel.is_archived:
        raise Unwell(f"#{scene.channel.name} is archived")
    if scene.channel.kind != "public" and not scene.channel.has(scene.person.id):
        raise Unwell(f"{scene.person.name} is not in {scene.channel.name}")
    return scene.channel


def _who(stage: Stage, scene: Scene) -> Payload:
    person = scene.person
    return {
        "user": {
            "id": person.id, "username": person.name, "name": person.name, "team_id": person.team,
        },
        "team": {"id": scene.team.id, "domain": scene.team.domain},
        "api_app_id": stage.ledger.app.id,
        "token": stage.ledger.app.verification,
        "enterprise": None,
        "is_enterprise_install": False,
    }  # fmt: skip


def _interaction(stage: Stage, scene: Scene, kind: str, trigger: Trigger) -> Payload:
    return {"type": kind, **_who(stage, scene), "trigger_id": trigger.id}


def _link(stage: Stage, kind: str, team: Team, address: ResponseAddress) -> str:
    return f"{stage.base}/{kind}/{team.id}/{address.key}"


@contextmanager
def _expect(stage: Stage, key: str, trigger: str) -> Iterator[Expectation]:
    waiting = Expectation(key, trigger)
    stage.expecting.append(waiting)
    try:
        yield waiting
    finally:
        stage.expecting.remove(waiting)


async def _settle(waiting: Expectation, empty: float, most: float) -> None:
    """Wait until nothing more comes: `empty` seconds for the first thing, then a short quiet."""
    end = asyncio.get_running_loop().time() + most
    while (left := end - asyncio.get_running_loop().time()) > 0:
        pause = QUIET if waiting.responses or waiting.view else empty
        waiting.moved.clear()
        try:
            await asyncio.wait_for(waiting.moved.wait(), min(left, pause))
        except TimeoutError:
            return


def _report(stage: Stage, waiting: Expectation, outcome: Outcome) -> Payload:
    report: dict[str, Any] = {
        "ok": outcome.acknowledged,
        "acknowledged": outcome.acknowledged,
        "ack": outcome.answer,
        "responses": waiting.responses,
    }
    if not outcome.acknowledged:
        report["error"] = outcome.reason
    if waiting.view in stage.views:
        view = stage.views[waiting.view]
        bot = stage.ledger.teams[view.team].bot_id
        report["view"] = view_as_slack(view, stage.ledger.app.id, bot)
    return report
