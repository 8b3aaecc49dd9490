"""A modal is submitted or closed."""

from __future__ import annotations

from dataclasses import replace

from bot.rehearsal.acts.scene import Scene, interaction, response_link, who
from bot.rehearsal.acts.waiting import QUIET, expect, report, settle
from bot.rehearsal.api.call import Call
from bot.rehearsal.api.views import fresh_hash, place
from bot.rehearsal.blocks.check import complaints_of_view, with_ids
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.delivery import deliver
from bot.rehearsal.filled import elements_of, initial_values, is_empty, reported
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage
from bot.rehearsal.triggers import Trigger


async def submit_view(stage: Stage, scene: Scene, view: View, given: Payload) -> Payload:
    """Fill in and submit. Values may be keyed by block_id, by action_id, or by both."""
    values = _filled_in(view, given)
    view = replace(view, values=values)
    stage.views[view.id] = view
    if missing := _missing(view):
        return {"ok": True, "acknowledged": False, "errors": missing, "sent": False}
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, view.from_channel)
    shown = view_as_slack(view, stage.ledger.app.id, scene.team.bot_id)
    payload = interaction(stage, scene, "view_submission", trigger)
    payload |= {"view": shown, "response_urls": _response_urls(stage, scene, view)}
    with expect(stage, "", trigger.id) as waiting:
        outcome = await deliver(stage, "interactive", payload)
        if not outcome.acknowledged:
            errors = {"": "We had some trouble connecting. Try again?"}
            return report(stage, waiting, outcome) | {"errors": errors}
        after = _after_submission(stage, scene, view, outcome.answer or {}, trigger)
        await settle(waiting, QUIET, stage.pace.answer_within)
        return report(stage, waiting, outcome) | after


async def close_view(stage: Stage, scene: Scene, view: View) -> Payload:
    stage.drop_view(view)
    if not view.content.get("notify_on_close"):
        return {"ok": True, "acknowledged": False}
    payload = {
        "type": "view_closed",
        **who(stage, scene),
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
                    "response_url": response_link(stage, "app", scene.team, address),
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
