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

from bot.rehearsal import acts, happenings, install
from bot.rehearsal.acts import Scene, Unwell
from bot.rehearsal.api.call import Refused
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.faults import Fault
from bot.rehearsal.payload import Payload
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
    except ValueError:
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
    team, app = _team(stage, asked), stage.ledger.app
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
        "connections": len(stage.links),
        "channels": [_channel_shown(team, c) for c in stage.ledger.channels_of(team.id)],
        "users": [_person_shown(p) for p in stage.ledger.people_of(team.id) if not p.is_bot],
        "teams": [
            {"id": t.id, "name": t.name, "installed": t.installed}
            for t in stage.ledger.teams.values()
        ],
    }


async def messages(stage: Stage, asked: Payload) -> list[Payload]:
    if asked.get("channel"):
        channel = _channel(stage, asked, _team(stage, asked))
        return [as_shown(m) for m in stage.ledger.in_channel(channel.id if channel else "")]
    return [as_shown(message) for message in stage.ledger.all_messages()]


async def views(stage: Stage, asked: Payload) -> list[Payload]:
    """The open modals of a person, the topmost last; everybody's when no user is given."""
    user = _person(stage, asked, _team(stage, asked)).id if asked.get("user") else ""
    return [_view_shown(stage, v) for v in stage.views.values() if user in ("", v.user)]


async def home(stage: Stage, asked: Payload) -> Payload:
    view = stage.ledger.homes.get(_person(stage, asked, _team(stage, asked)).id)
    return {"view": _view_shown(stage, view) if view else None}


async def pending_faults(stage: Stage, _: Payload) -> Payload:
    return {"faults": [asdict(fault) for fault in stage.faults.pending()]}


# -- acts -------------------------------------------------------------------------------------


async def command(stage: Stage, asked: Payload) -> Payload:
    typed = str(asked.get("command") or "").strip()
    if not typed.startswith("/"):
        raise Unwell("a command starts with a slash: {'command': '/quotes', 'text': '...'}")
    word, _, rest = typed.partition(" ")
    text = str(asked.get("text") or "") or rest
    return await acts.type_command(stage, _scene(stage, asked), word, text)


async def act(stage: Stage, asked: Payload) -> Payload:
    if asked.get("view_id"):
        view = _view(stage, asked)
        return await acts.act_on_view(stage, _scene_of_view(stage, asked, view), view, asked)
    ts = str(asked.get("ts") or "")
    return await acts.act_on_message(stage, _scene(stage, _placed(stage, asked, ts)), ts, asked)


async def submit(stage: Stage, asked: Payload) -> Payload:
    view = _view(stage, asked)
    values = asked.get("values") or {}
    if not isinstance(values, dict):
        raise Unwell("values is an object: {block_id: {action_id: value}}")
    return await acts.submit_view(stage, _scene_of_view(stage, asked, view), view, values)


async def close(stage: Stage, asked: Payload) -> Payload:
    view = _view(stage, asked)
    return await acts.close_view(stage, _scene_of_view(stage, asked, view), view)


async def suggest(stage: Stage, asked: Payload) -> Payload:
    if asked.get("view_id"):
        view = _view(stage, asked)
        return await acts.suggest(stage, _scene_of_view(stage, asked, view), view, asked)
    ts = str(asked.get("ts") or "")
    scene = _scene(stage, _placed(stage, asked, ts))
    message = stage.ledger.message(scene.channel.id if scene.channel else "", ts)
    if message is None:
        raise Unwell(f"no message {ts}")
    return await acts.suggest(stage, scene, message, asked)


async def open_home(stage: Stage, asked: Payload) -> Payload:
    acts.open_home(stage, _scene(stage, asked))
    return {"ok": True}


async def shortcut(stage: Stage, asked: Payload) -> Payload:
    ts = str(asked.get("ts") or "")
    scene = _scene(stage, _placed(stage, asked, ts) if ts else asked)
    return await acts.use_shortcut(stage, scene, str(asked.get("callback_id") or ""), ts)


async def say(stage: Stage, asked: Payload) -> Payload:
    text, thread = str(asked.get("text") or ""), str(asked.get("thread_ts") or "")
    if not text.strip():
        raise Unwell("nothing to say: text is empty")
    return {"ok": True, **as_shown(acts.say(stage, _scene(stage, asked), text, thread))}


async def event(stage: Stage, asked: Payload) -> Payload:
    team = _team(stage, asked)
    if not asked.get("type"):
        raise Unwell("an event has a type, such as app_uninstalled")
    given = {key: part for key, part in asked.items() if key != "team"}
    if isinstance(given.get("channel"), str) and (found := _channel(stage, asked, team)):
        given["channel"] = found.id
    if isinstance(given.get("user"), str):
        given["user"] = _person(stage, asked, team).id
    return {"ok": True, "event": happenings.happen(stage, team, given)}


async def faults(stage: Stage, asked: Payload) -> Payload:
    if asked.get("clear"):
        stage.faults.clear()
        return {"ok": True}
    stage.faults.add(_fault(asked))
    return {"ok": True, "faults": [asdict(fault) for fault in stage.faults.pending()]}


async def scopes(stage: Stage, asked: Payload) -> Payload:
    granted = asked.get("scopes")
    if not isinstance(granted, list):
        raise Unwell("scopes is a list of scope names")
    happenings.grant(stage, _team(stage, asked), [str(scope) for scope in granted])
    return {"ok": True}


async def install_app(stage: Stage, asked: Payload) -> Payload:
    """What allowing on the install page does: where the browser would go, with the code in it."""
    asked = {"client_id": stage.ledger.app.client_id, **asked, "team": _team(stage, asked).id}
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


# -- finding who and where --------------------------------------------------------------------


def as_shown(message: Message) -> Payload:
    """The message as interface.md promises it: what is empty is left out."""
    shown: Payload = {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
    }
    for key in ("thread_ts", "ephemeral_to", "metadata", "attachments", "reactions", "broadcast"):
        if part := getattr(message, key):
            shown[key] = part
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    return shown


def _scene(stage: Stage, asked: Payload) -> Scene:
    team = _team(stage, asked)
    person = _person(stage, asked, team)
    return Scene(team, person, _channel(stage, asked, team))


def _scene_of_view(stage: Stage, asked: Payload, view: View) -> Scene:
    person = stage.ledger.people[view.user]
    if asked.get("user") and _person(stage, asked, stage.ledger.teams[view.team]) != person:
        raise Unwell(f"the view {view.id} is in front of {person.name}")
    return Scene(stage.ledger.teams[view.team], person, None)


def _team(stage: Stage, asked: Payload) -> Team:
    wanted = str(asked.get("team") or "")
    for team in stage.ledger.teams.values():
        if wanted in ("", team.id, team.name, team.domain):
            return team
    raise Unwell(f"no team '{wanted}'")


def _person(stage: Stage, asked: Payload, team: Team) -> Person:
    wanted = str(asked.get("user") or "").removeprefix("@")
    people = [person for person in stage.ledger.people_of(team.id) if not person.is_bot]
    for person in people:
        if wanted in ("", person.id, person.name):
            return person
    raise Unwell(f"no user '{wanted}'; there are: {', '.join(p.name for p in people)}")


def _channel(stage: Stage, asked: Payload, team: Team) -> Channel | None:
    wanted = str(asked.get("channel") or "").removeprefix("#")
    channels = stage.ledger.channels_of(team.id)
    by_name = [c for c in channels if c.kind != "im" and wanted in ("", c.name)]
    for channel in [c for c in channels if c.id == wanted] + by_name:
        return channel
    known = ", ".join(c.name for c in channels if c.kind != "im")
    raise Unwell(f"no channel '{wanted}'; there are: {known}")


def _placed(stage: Stage, asked: Payload, ts: str) -> Payload:
    """A message's time stamp is unique, so its channel need not be named."""
    if asked.get("channel"):
        return asked
    for channel, there in stage.ledger.messages.items():
        if ts in there:
            team = stage.ledger.channels[channel].team
            return asked | {"channel": channel, "team": asked.get("team") or team}
    raise Unwell(f"no message {ts}")


def _view(stage: Stage, asked: Payload) -> View:
    wanted = str(asked.get("view_id") or "")
    if wanted in stage.views:
        return stage.views[wanted]
    for view in stage.ledger.homes.values():
        if view.id == wanted:
            return view
    raise Unwell(f"no open view '{wanted}'")


def _fault(asked: Payload) -> Fault:
    known = {field.name for field in fields(Fault)}
    if unknown := sorted(set(asked) - known):
        raise Unwell(f"unknown key {', '.join(unknown)}; a fault has {', '.join(sorted(known))}")
    if not asked.get("method"):
        raise Unwell("a fault names a method, such as chat.postMessage")
    if asked.get("drop") not in (None, "before", "after"):
        raise Unwell("drop is before or after")
    try:
        return Fault(
            method=str(asked["method"]),
            status=int(asked.get("status") or 0),
            error=str(asked.get("error") or ""),
            retry_after=None if asked.get("retry_after") is None else int(asked["retry_after"]),
            times=int(asked.get("times") or 1),
            delay=float(asked.get("delay") or 0),
            drop=asked.get("drop"),
        )
    except (TypeError, ValueError) as error:
        raise Unwell(f"a number is expected: {error}") from error


def _channel_shown(team: Team, channel: Channel) -> Payload:
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


def _person_shown(person: Person) -> Payload:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "tz": person.tz,
        "is_admin": person.is_admin,
        "title": person.title,
    }


def _view_shown(stage: Stage, view: View) -> Payload:
    shown = view_as_slack(view, stage.ledger.app.id, stage.ledger.teams[view.team].bot_id)
    return shown | {"user": view.user, "from_channel": view.from_channel}
