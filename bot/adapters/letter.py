"""A request that says it comes from Slack -> its body, or why it is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.signature import SignatureVerifier
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

MAX_BODY = 1024 * 1024
"""Bytes; Slack's own payloads stay far below."""
READ_WITHIN = 5.0
"""Seconds; Slack itself gives up after three."""
REPLAY_WINDOW = 600.0
"""Seconds for which a signature is remembered: those older than five minutes are refused."""
KINDS = ("application/json", "application/x-www-form-urlencoded")

Once = Callable[[str, float], bool]
"""True for the first who brings this name within so many seconds."""


@dataclass(frozen=True, slots=True)
class TurnedAway(Exception):
    status: int
    error: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Opens letters: nothing is read before it must be, nothing believed before it is proved."""

    verifier: SignatureVerifier
    once: Once
    """The same letter does not count twice; Slack's own retries are signed anew."""

    async def open(self, request: Request) -> bytes:
        _check_envelope(request)
        body = await self._body(request)
        signature = request.headers.get("x-slack-signature", "")
        if not self._is_signed(request, body):
            raise TurnedAway(401, "invalid signature")
        if not await run_in_threadpool(self.once, f"letter:{signature}", REPLAY_WINDOW):
            raise TurnedAway(401, "signature was used before")
        return body

    async def _body(self, request: Request) -> bytes:
        try:
            return await asyncio.wait_for(request.body(), READ_WITHIN)
        except TimeoutError as error:
            raise TurnedAway(408, "too slow") from error
        except ClientDisconnect as error:
            raise TurnedAway(400, "broken off") from error

    def _is_signed(self, request: Request, body: bytes) -> bool:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        try:
            return stamp.isdecimal() and self.verifier.is_valid(body.decode(), stamp, signature)
        except (ValueError, TypeError, OverflowError):
            # Characters that no signature has, a body that is no text, a time beyond all time.
            return False


def _check_envelope(request: Request) -> None:
    # No length, or a false one, is refused before a byte is read.
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise TurnedAway(413, "body too large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in KINDS:
        raise TurnedAway(415, "unknown content type")
