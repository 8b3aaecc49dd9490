"""What people do -> the app, by Socket Mode or a signed request, until it is acknowledged."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import httpx

from bot.rehearsal import links
from bot.rehearsal.payload import Payload
from bot.rehearsal.signing import Endpoints, sign
from bot.rehearsal.stage import Stage

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery; `answer` is what came with the acknowledgement."""

    acknowledged: bool
    answer: Payload | None = None
    final: bool = False
    """The app asked for no second try (`x-slack-no-retry`)."""
    reason: str = ""
    """Slack's word when it was not: `dispatch_failed`, `operation_timeout`, `http_error`."""


async def deliver(stage: Stage, kind: Kind, payload: Payload) -> Outcome:
    """Deliver once, and report on that; what is not acknowledged is sent again beside.

    An event is sent again after each pause of `pace.retries`; anything else once, at once, and
    over Socket Mode alone. An app that is not connected gets events later and nothing else.
    """
    envelope = secrets.token_hex(16)
    outcome = await _attempt(stage, kind, payload, envelope, 0, "")
    if not outcome.acknowledged and _worth_again(stage, kind, outcome):
        stage.start(_again(stage, kind, payload, envelope, outcome.reason))
    return outcome


def _worth_again(stage: Stage, kind: Kind, outcome: Outcome) -> bool:
    if kind == "events_api":
        return not outcome.final
    return stage.endpoints is None and outcome.reason != "dispatch_failed"


async def _again(stage: Stage, kind: Kind, payload: Payload, envelope: str, reason: str) -> None:
    pauses = stage.pace.retries if kind == "events_api" else (0.0,)
    for attempt, pause in enumerate(pauses, 1):
        await asyncio.sleep(pause)
        outcome = await _attempt(stage, kind, payload, envelope, attempt, reason)
        if outcome.acknowledged or outcome.final:
            return
        reason = outcome.reason


async def _attempt(
    stage: Stage, kind: Kind, payload: Payload, envelope: str, attempt: int, reason: str
) -> Outcome:
    if stage.endpoints is not None:
        return await _post(stage, stage.endpoints, kind, payload, attempt, reason)
    return await _send(stage, kind, payload, envelope, attempt, reason)


async def _send(
    stage: Stage, kind: Kind, payload: Payload, envelope: str, attempt: int, reason: str
) -> Outcome:
    link = stage.links.next()
    fault = stage.faults.take("socket")
    if link is None:
        return Outcome(False, reason="dispatch_failed")
    if fault is not None and fault.drop == "before":
        await asyncio.sleep(stage.pace.acknowledged_within)
        return Outcome(False, reason="operation_timeout")
    parcel = _parcel(kind, payload, envelope, attempt, reason)
    waiting = await links.send(link, parcel)
    try:
        answer = await asyncio.wait_for(waiting, stage.pace.acknowledged_within)
    except (TimeoutError, links.Lost):
        return Outcome(False, reason="operation_timeout")
    finally:
        link.waiting.pop(envelope, None)
    return Outcome(True, answer)


def _parcel(kind: Kind, payload: Payload, envelope: str, attempt: int, reason: str) -> Payload:
    parcel: Payload = {
        "envelope_id": envelope,
        "type": kind,
        "accepts_response_payload": kind != "events_api",
        "payload": payload,
    }
    if kind == "events_api" or attempt:
        parcel |= {"retry_attempt": attempt, "retry_reason": "timeout" if reason else ""}
    return parcel


# -- HTTP mode ------------------------------------------------------------------------------


async def _post(
    stage: Stage, endpoints: Endpoints, kind: Kind, payload: Payload, attempt: int, reason: str
) -> Outcome:
    address = _address(endpoints, kind, payload)
    body, content_type = _body(kind, payload)
    headers = _headers(stage, body, content_type, attempt, reason)
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            limit = stage.pace.acknowledged_within
            answer = await client.post(address, content=body, headers=headers, timeout=limit)
    except httpx.TimeoutException:
        return Outcome(False, reason="operation_timeout")
    except httpx.HTTPError:
        return Outcome(False, reason="dispatch_failed")
    if answer.status_code != 200:
        final = answer.headers.get("x-slack-no-retry") == "1"
        return Outcome(False, reason="http_error", final=final)
    return Outcome(True, _answer(answer))


def _address(endpoints: Endpoints, kind: Kind, payload: Payload) -> str:
    if kind == "slash_commands":
        return endpoints.commands
    if kind == "events_api":
        return endpoints.events
    wants_options = payload.get("type") == "block_suggestion"
    return endpoints.options if wants_options else endpoints.interactivity


def _body(kind: Kind, payload: Payload) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def _headers(stage: Stage, body: str, content_type: str, attempt: int, reason: str) -> Payload:
    headers = signed_headers(stage, body, content_type)
    if attempt:
        word = "http_error" if reason == "http_error" else "http_timeout"
        headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": word}
    return headers


def signed_headers(stage: Stage, body: str, content_type: str) -> Payload:
    now = str(int(stage.ledger.now()))
    return {
        "content-type": content_type,
        "user-agent": "Slackbot 1.0 (rehearsal)",
        "x-slack-request-timestamp": now,
        "x-slack-signature": sign(stage.ledger.app.signing_secret, now, body),
    }


def _answer(answer: httpx.Response) -> Payload | None:
    """A JSON object, a text to show, or nothing."""
    text = answer.text.strip()
    if not text:
        return None
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    return read if isinstance(read, dict) and read else None
