"""views.*: modals in front of a person, and App Home."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.blocks.check import complaints_of_view, with_ids
from bot.rehearsal.cast.view import View, as_slack
from bot.rehearsal.payload import Payload
from bot.rehearsal.triggers import Trigger

DEEPEST = 3
"""Modals on top of each other."""


def open_(call: Call) -> Payload:
    content = _content(call, ("modal",))
    trigger = _trigger(call)
    return _shown(call, place(call, content, trigger))


def push(call: Call) -> Payload:
    content = _content(call, ("modal",))
    trigger = _trigger(call)
    below = call.stage.views.get(trigger.view)
    if below is None:
        raise Refused("not_found")
    if _depth(call, below) >= DEEPEST:
        raise Refused("push_limit_reached")
    return _shown(call, place(call, content, trigger, below))


def update(call: Call) -> Payload:
    content = _content(call, ("modal", "home"))
    before = _wanted(call)
    if before is None:
        raise Refused("not_found")
    if call.text("hash") and call.text("hash") != before.hash:
        raise Refused("hash_conflict")
    after = replace(before, content=content, hash=fresh_hash(call.stage.ledger.now()))
    if content["type"] == "home":
        call.stage.ledger.keep_home(after)
    else:
        call.stage.keep_view(after)
    return _shown(call, after)


def publish(call: Call) -> Payload:
    user = call.text("user_id")
    person = call.stage.ledger.people.get(user)
    if person is None or person.team != call.team.id:
        raise Refused("invalid_arguments", messages=["invalid `user_id`"])
    content = _content(call, ("home",))
    before = call.stage.ledger.homes.get(user)
    if before and call.text("hash") and call.text("hash") != before.hash:
        raise Refused("hash_conflict")
    id_ = before.id if before else fresh_view_id()
    view = View(id_, call.team.id, user, content, fresh_hash(call.stage.ledger.now()), id_)
    call.stage.ledger.keep_home(view)
    return _shown(call, view)


def place(call: Call, content: Payload, trigger: Trigger, below: View | None = None) -> View:
    """Put a modal in front of the person who acted."""
    id_ = fresh_view_id()
    root, previous = (below.root, below.id) if below else (id_, "")
    stamp = fresh_hash(call.stage.ledger.now())
    channel = trigger.channel
    view = View(id_, call.team.id, trigger.user, content, stamp, root, previous, {}, channel)
    call.stage.keep_view(view)
    call.stage.opened(trigger.id, id_)
    return view


def fresh_view_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def fresh_hash(now: float) -> str:
    return f"{int(now)}.{secrets.token_hex(4)}"


def _content(call: Call, kinds: tuple[str, ...]) -> Payload:
    # `views.update` answers invalid views with a word its documentation does list.
    word = "invalid_form_data" if call.method == "views.update" else "invalid_arguments"
    view = call.structure("view", word)
    if not isinstance(view, dict):
        raise Refused(word, messages=["[ERROR] missing required field: view"])
    if len(json.dumps(view)) > 250_000:
        raise Refused("view_too_large")
    if complaints := complaints_of_view(view, kinds):
        raise Refused(word, messages=complaints)
    _unique_external_id(call, view)
    return view | {"blocks": list(with_ids(view["blocks"]))}


def _unique_external_id(call: Call, view: Payload) -> None:
    given = view.get("external_id")
    replaced = _wanted(call) if call.method == "views.update" else None
    for other in call.stage.views.values():
        taken = given and other.content.get("external_id") == given
        if taken and other.team == call.team.id and other != replaced:
            raise Refused("duplicate_external_id")


def _trigger(call: Call) -> Trigger:
    found = call.stage.lent.exchange(call.text("trigger_id"))
    if isinstance(found, str):
        raise Refused(found)
    if found.team != call.team.id:
        raise Refused("invalid_trigger_id")
    return found


def _wanted(call: Call) -> View | None:
    by_id, by_external = call.text("view_id"), call.text("external_id")
    everything = [*call.stage.views.values(), *call.stage.ledger.homes.values()]
    for view in everything:
        named = by_external and view.content.get("external_id") == by_external
        if view.team == call.team.id and (view.id == by_id or named):
            return view
    return None


def _depth(call: Call, view: View) -> int:
    below = call.stage.views.get(view.previous)
    return 1 + (_depth(call, below) if below else 0)


def _shown(call: Call, view: View) -> Payload:
    return {"view": as_slack(view, call.stage.ledger.app.id, call.team.bot_id)}
