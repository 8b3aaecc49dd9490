"""The door of the Web API: a request -> the call it asks for, or the refusal."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.rehearsal.api.call import Call, Limited, Refused
from bot.rehearsal.api.methods import METHODS, Method
from bot.rehearsal.cast.team import Team
from bot.rehearsal.faults import Fault
from bot.rehearsal.lines import CutOff
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage

NOBODY = Team("", "", "", "", "", "", ())


@dataclass(frozen=True)
class Letter:
    """What a request says, before anybody asks whether it may."""

    args: Payload
    token: str
    malformed: str = ""


async def answer(stage: Stage, request: Request) -> Response:
    """Never raises for what a caller can send: whatever is wrong comes back as Slack says it."""
    name = request.path_params["method"]
    letter = await read(request)
    fault = stage.faults.take(name)
    if fault is not None:
        await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            return CutOff()
        if fault.status or fault.error:
            return _failing(fault)
    response = _carry_out(stage, name, letter)
    return CutOff() if fault is not None and fault.drop == "after" else response


async def read(request: Request) -> Letter:
    query = dict(request.query_params)
    body = (await request.body()).decode("utf-8", "replace")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    fields, malformed = _fields(kind, body)
    args = query | fields
    given = token.strip() if scheme.lower() == "bearer" else str(args.get("token") or "")
    if scheme.lower() == "basic":
        args |= _basic(token)
    return Letter({k: v for k, v in args.items() if k != "token"}, given, malformed)


def _fields(kind: str, body: str) -> tuple[Payload, str]:
    if not body:
        return {}, ""
    if kind == "application/json":
        try:
            read = json.loads(body)
        except (ValueError, RecursionError):
            return {}, "invalid_form_data"
        return (read, "") if isinstance(read, dict) else ({}, "invalid_form_data")
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=1000)), ""
    return {}, "invalid_post_type" if kind else "missing_post_type"


def _basic(token: str) -> Payload:
    try:
        id_, _, secret = base64.b64decode(token).decode().partition(":")
    except (ValueError, binascii.Error):
        return {}
    return {"client_id": id_, "client_secret": secret}


def _failing(fault: Fault) -> Response:
    """The fault as Slack would answer it: a status, or `ok: false`."""
    error = fault.error or ("ratelimited" if fault.status == 429 else "internal_error")
    status = fault.status or (429 if error in ("ratelimited", "rate_limited") else 200)
    headers = {}
    if status == 429:
        after = 1 if fault.retry_after is None else fault.retry_after
        headers["Retry-After"] = str(after)
    if status >= 500:
        return Response("upstream trouble", status, headers)
    return JSONResponse({"ok": False, "error": error}, status, headers)


def _carry_out(stage: Stage, name: str, letter: Letter) -> Response:
    method = METHODS.get(name)
    if method is None:
        return JSONResponse({"ok": False, "error": "unknown_method"})
    headers = {"x-accepted-oauth-scopes": ",".join(method.scopes)}
    try:
        call = _admitted(stage, name, method, letter)
        headers["x-oauth-scopes"] = ",".join(call.team.scopes)
        return JSONResponse({"ok": True, **method.do(call)}, headers=headers)
    except Refused as refusal:
        body = {"ok": False, "error": refusal.error, **refusal.more}
        return JSONResponse(body, headers=headers)
    except Limited as limit:
        body = {"ok": False, "error": "ratelimited"}
        return JSONResponse(body, 429, {"Retry-After": str(limit.after)})


def _admitted(stage: Stage, name: str, method: Method, letter: Letter) -> Call:
    """In Slack's order: the token, its scopes, the rate, then the arguments."""
    team = _team(stage, method, letter)
    if letter.malformed:
        raise Refused(letter.malformed)
    if method.scopes and method.bearer == "bot" and not set(method.scopes) & set(team.scopes):
        raise Refused("missing_scope", needed=method.scopes[0], provided=",".join(team.scopes))
    if method.tier and (wait := stage.rates.spend_call(team.id, name, method.tier)):
        raise Limited(wait)
    _check_arguments(method, letter.args)
    return Call(stage, name, letter.args, team, letter.token)


def _team(stage: Stage, method: Method, letter: Letter) -> Team:
    token = letter.token
    if method.bearer == "none":
        return NOBODY
    if not token:
        raise Refused("not_authed")
    if token in stage.ledger.ended:
        raise Refused(stage.ledger.ended[token])
    team = _meant(stage.teams_of_token(token), stage, letter.args)
    is_app = token == stage.ledger.app.app_token
    if team is None and not is_app:
        raise Refused("invalid_auth")
    if team is not None and team.expires and stage.ledger.now() > team.expires:
        raise Refused("token_expired")
    if (method.bearer == "app") != is_app:
        raise Refused("not_allowed_token_type")
    return team or NOBODY


def _meant(teams: Sequence[Team], stage: Stage, args: Mapping[str, Any]) -> Team | None:
    """An organisation's token serves all its teams: which, say the arguments."""
    channel = stage.ledger.channels.get(str(args.get("channel")))
    person = stage.ledger.people.get(str(args.get("user") or args.get("user_id")))
    wanted = (
        str(args.get("team_id") or ""),
        channel.team if channel else "",
        person.team if person else "",
    )
    named = [team for id in wanted for team in teams if team.id == id]
    return next(iter([*named, *teams]), None)


def _check_arguments(method: Method, args: Mapping[str, Any]) -> None:
    for name in args:
        if not re.fullmatch(r"[A-Za-z0-9_]{1,64}", name):
            raise Refused("invalid_arg_name")
    for name, refusal in method.needs:
        if args.get(name) in (None, ""):
            raise Refused(refusal)
