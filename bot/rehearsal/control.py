"""`/_rehearsal/...`: what tests and the page ask of the stand-in. JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.rehearsal import happenings, install
from bot.rehearsal.acts import buttons, commands, membership, modals, suggestions, talk
from bot.rehearsal.acts.scene import Unwell
from bot.rehearsal.api.call import Refused
from bot.rehearsal.cast.company import ENTERPRISES
from bot.rehearsal.finding import (
    find_channel,
    find_person,
    find_team,
    find_view,
    placed,
    read_fault,
    scene,
    scene_of_view,
)
from bot.rehearsal.payload import Payload
from bot.rehearsal.shown import as_shown, channel_shown, person_shown, view_shown
from bot.rehearsal.signing import Endpoints
from bot.rehearsal.stage import Stage

Question = Callable[[Stage, Payload], Awaitable[Any]]


def routes(stage: Stage) -> list[Route]:
    def route(path: str, question: Question, verb: str) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _answered(stage, question, request)

        return Route(f"/_rehearsal/{path}", endpoint, methods=[verb])

    asked = [route(path, question, "GET") for path, question in ASKED.items()]
    done = [route(path, question, "POST") for path, question in DONE.items()]
    return asked + done


async def _answered(stage: Stage, question: Question, request: Request) -> Response:
    if _from_elsewhere(request):
        return JSONResponse({"ok": False, "error": "only this page may ask"}, 403)
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        return JSONResponse({"ok": False, "error": "the body is not JSON"}, 400)
    if not isinstance(body, dict):
        return JSONResponse({"ok": False, "error": "the body is not a JSON object"}, 400)
    try:
        return JSONResponse(await question(stage, dict(request.query_params) | body))
    except Unwell as problem:
        return JSONResponse({"ok": False, "error": problem.reason}, 400)


def _from_elsewhere(request: Request) -> bool:
    """A page of another site, in the same browser, may not drive the rehearsal."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


# -- questions --------------------------------------------------------------------------------


async def workspace(stage: Stage, asked: Payload) -> Payload:
    team, app = find_team(stage, asked), stage.ledger.app
    return {
        "url": stage.base,
        "team_id": team.id,
        "team": team.name,
        "bot_token": team.bot_token,
        "app_token": app.app_token,
        "signing_secret": app.signing_secret,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "app_id": app.id,
        "bot_user": team.bot_user,
        "bot_id": team.bot_id,
        "scopes": list(team.scopes),
        "connections": 1 if stage.endpoints else len(stage.links),
        "channels": [channel_shown(team, c) for c in stage.ledger.channels_of(team.id)],
        "users": [person_shown(p) for p in stage.ledger.people_of(team.id) if not p.is_bot],
        "teams": [
            {"id": t.id, "name": t.name, "installed": t.installed}
            for t in stage.ledger.teams.values()
        ],
    }


async def messages(stage: Stage, asked: Payload) -> list[Payload]:
    if asked.get("channel"):
        channel = find_channel(stage, asked, find_team(stage, asked))
        return [as_shown(m) for m in stage.ledger.in_channel(channel.id if channel else "")]
    return [as_shown(message) for message in stage.ledger.all_messages()]


async def views(stage: Stage, asked: Payload) -> list[Payload]:
    """The open modals of a person, the topmost last; everybody's when no user is given."""
    user = find_person(stage, asked, find_team(stage, asked)).id if asked.get("user") else ""
    return [view_shown(stage, v) for v in stage.views.values() if user in ("", v.user)]


async def home(stage: Stage, asked: Payload) -> Payload:
    view = stage.ledger.homes.get(find_person(stage, asked, find_team(stage, asked)).id)
    return {"view": view_shown(stage, view) if view else None}


async def pending_faults(stage: Stage, _: Payload) -> Payload:
    return {"faults": [asdict(fault) for fault in stage.faults.pending()]}


# -- acts -------------------------------------------------------------------------------------


async def command(stage: Stage, asked: Payload) -> Payload:
    typed = str(asked.get("command") or "").strip()
    if not typed.startswith("/"):
        raise Unwell("a command starts with a slash: {'command': '/quotes', 'text': '...'}")
    word, _, rest = typed.partition(" ")
    text = str(asked.get("text") or "") or rest
    if word in membership.EVENTS:
        return membership.come_or_go(stage, scene(stage, asked), word, text)
    report = await commands.type_command(stage, scene(stage, asked), word, text)
    if report["acknowledged"] and not stage.opening:
        # A person was here first: opening lines given at a later start stay unsaid.
        stage.ledger.mark_opened()
    return report


async def act(stage: Stage, asked: Payload) -> Payload:
    if asked.get("view_id"):
        view = find_view(stage, asked)
        return await buttons.act_on_view(stage, scene_of_view(stage, asked, view), view, asked)
    ts = str(asked.get("ts") or "")
    return await buttons.act_on_message(stage, scene(stage, placed(stage, asked, ts)), ts, asked)


async def submit(stage: Stage, asked: Payload) -> Payload:
    view = find_view(stage, asked)
    values = asked.get("values") or {}
    if not isinstance(values, dict):
        raise Unwell("values is an object: {block_id: {action_id: value}}")
    return await modals.submit_view(stage, scene_of_view(stage, asked, view), view, values)


async def close(stage: Stage, asked: Payload) -> Payload:
    view = find_view(stage, asked)
    return await modals.close_view(stage, scene_of_view(stage, asked, view), view)


async def suggest(stage: Stage, asked: Payload) -> Payload:
    if asked.get("view_id"):
        view = find_view(stage, asked)
        return await suggestions.suggest(stage, scene_of_view(stage, asked, view), view, asked)
    ts = str(asked.get("ts") or "")
    here = scene(stage, placed(stage, asked, ts))
    message = stage.ledger.message(here.channel.id if here.channel else "", ts)
    if message is None:
        raise Unwell(f"no message {ts}")
    return await suggestions.suggest(stage, here, message, asked)


async def open_home(stage: Stage, asked: Payload) -> Payload:
    talk.open_home(stage, scene(stage, asked))
    return {"ok": True}


async def shortcut(stage: Stage, asked: Payload) -> Payload:
    ts = str(asked.get("ts") or "")
    here = scene(stage, placed(stage, asked, ts) if ts else asked)
    return await talk.use_shortcut(stage, here, str(asked.get("callback_id") or ""), ts)


async def say(stage: Stage, asked: Payload) -> Payload:
    text, thread = str(asked.get("text") or ""), str(asked.get("thread_ts") or "")
    if not text.strip():
        raise Unwell("nothing to say: text is empty")
    return {"ok": True, **as_shown(talk.say(stage, scene(stage, asked), text, thread))}


async def event(stage: Stage, asked: Payload) -> Payload:
    team = find_team(stage, asked)
    if not asked.get("type"):
        raise Unwell("an event has a type, such as app_uninstalled")
    given = {key: part for key, part in asked.items() if key != "team"}
    if isinstance(given.get("channel"), str) and (found := find_channel(stage, asked, team)):
        given["channel"] = found.id
    if isinstance(given.get("user"), str) or given["type"] == "user_change":
        given["user"] = find_person(stage, asked, team).id
    return {"ok": True, "event": happenings.happen(stage, team, given)}


async def faults(stage: Stage, asked: Payload) -> Payload:
    if asked.get("clear"):
        stage.faults.clear()
        return {"ok": True}
    stage.faults.add(read_fault(asked))
    return {"ok": True, "faults": [asdict(fault) for fault in stage.faults.pending()]}


async def scopes(stage: Stage, asked: Payload) -> Payload:
    granted = asked.get("scopes")
    if not isinstance(granted, list):
        raise Unwell("scopes is a list of scope names")
    happenings.grant(stage, find_team(stage, asked), [str(scope) for scope in granted])
    return {"ok": True}


async def install_app(stage: Stage, asked: Payload) -> Payload:
    """What allowing on the install page does: where the browser would go, with the code in it."""
    named = str(asked.get("team"))
    where = named if named in ENTERPRISES else find_team(stage, asked).id
    asked = {"client_id": stage.ledger.app.client_id, **asked, "team": where}
    try:
        return {"ok": True, "location": install.allowed(stage, asked)}
    except Refused as refusal:
        return {"ok": False, "error": refusal.error}


async def rotation(stage: Stage, asked: Payload) -> Payload:
    stage.rotation = bool(asked.get("on"))
    return {"ok": True, "on": stage.rotation}


async def disconnect(stage: Stage, asked: Payload) -> Payload:
    """Ask every Socket Mode connection to reconnect, as Slack does when it moves house."""
    links = len(stage.links)
    await happenings.refresh(stage, str(asked.get("reason") or "refresh_requested"))
    return {"ok": True, "connections": links}


async def endpoints(stage: Stage, asked: Payload) -> Payload:
    """HTTP mode: `{"url": ...}` for all, or one each; `{}` goes back to Socket Mode."""
    url = str(asked.get("url") or "")
    names = [field.name for field in fields(Endpoints)]
    given = {name: str(asked.get(name) or url) for name in names}
    if not any(given.values()):
        stage.endpoints = None
        return {"ok": True, "mode": "socket"}
    for address in given.values():
        if urlsplit(address).hostname not in ("127.0.0.1", "localhost", "::1"):
            raise Unwell(f"only addresses on this machine are called, not '{address}'")
    chosen = Endpoints(**given)
    if not await happenings.verify_url(stage, chosen.events):
        raise Unwell("the events address did not answer the challenge of url_verification")
    stage.endpoints = chosen
    return {"ok": True, "mode": "http"}


ASKED: dict[str, Question] = {
    "workspace": workspace,
    "messages": messages,
    "views": views,
    "home": home,
    "faults": pending_faults,
}
DONE: dict[str, Question] = {
    "command": command,
    "act": act,
    "submit": submit,
    "close": close,
    "suggest": suggest,
    "home": open_home,
    "shortcut": shortcut,
    "say": say,
    "event": event,
    "faults": faults,
    "scopes": scopes,
    "install": install_app,
    "rotation": rotation,
    "disconnect": disconnect,
    "endpoints": endpoints,
}
