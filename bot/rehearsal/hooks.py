"""Response addresses: what the app answers to a command or a button, put where the person is."""

from __future__ import annotations

import json
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.api.content import read_content
from bot.rehearsal.cast.message import Message
from bot.rehearsal.lines import CutOff
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage
from bot.rehearsal.triggers import ResponseAddress

SLACKBOT = "USLACKBOT"


async def take_response(stage: Stage, request: Request) -> Response:
    fault = stage.faults.take("response_url")
    if fault is not None and fault.drop == "before":
        return CutOff()
    if fault is not None and fault.status:
        return PlainTextResponse(fault.error or "trouble", fault.status)
    try:
        payload = json.loads(await request.body())
    except (ValueError, RecursionError):
        return _refusal("invalid_payload", 400)
    if not isinstance(payload, dict):
        return _refusal("invalid_payload", 400)
    address = stage.lent.respond(request.path_params["key"])
    if isinstance(address, str):
        return _refusal(address, 404)
    try:
        answer_with(stage, address, payload)
    except Refused as refusal:
        return _refusal(refusal.error, 400, refusal.more)
    return CutOff() if fault is not None and fault.drop == "after" else PlainTextResponse("ok")


def answer_with(stage: Stage, address: ResponseAddress, payload: Payload) -> None:
    """Post, replace or remove as the payload says; raises Refused for what cannot be shown."""
    before = stage.ledger.message(address.channel, address.message_ts)
    if payload.get("delete_original"):
        if before is not None:
            stage.ledger.drop_message(before)
    elif payload.get("replace_original") and before is not None:
        stage.ledger.keep_message(_filled(stage, before, address, payload, edited=True))
    else:
        stage.ledger.keep_message(_filled(stage, _blank(stage, address, payload), address, payload))
    stage.heard(address.key, payload)


def tell_person(stage: Stage, user: str, channel: str, text: str) -> None:
    """Slackbot's own words, to this person alone."""
    ts = stage.ledger.fresh_ts()
    stage.ledger.keep_message(Message(channel, ts, SLACKBOT, text, ephemeral_to=user))


def _blank(stage: Stage, address: ResponseAddress, payload: Payload) -> Message:
    team = stage.ledger.teams[address.team]
    everyone = payload.get("response_type") == "in_channel"
    return Message(
        channel=address.channel,
        ts=stage.ledger.fresh_ts(),
        user=team.bot_user,
        text="",
        bot_id=team.bot_id,
        thread_ts=str(payload.get("thread_ts") or ""),
        ephemeral_to="" if everyone else address.user,
    )


def _filled(
    stage: Stage,
    message: Message,
    address: ResponseAddress,
    payload: Payload,
    edited: bool = False,
) -> Message:
    team = stage.ledger.teams[address.team]
    content = read_content(Call(stage, "response_url", payload, team))
    return replace(
        message,
        text=content.text or "",
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        metadata=content.metadata,
        edited=stage.ledger.fresh_ts() if edited else "",
    )


def _refusal(error: str, status: int, more: Payload | None = None) -> Response:
    return JSONResponse({"ok": False, "error": error, **(more or {})}, status)
