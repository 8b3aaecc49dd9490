"""The page and its live news: static files, and every change as a server-sent event."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.rehearsal.payload import Payload
from bot.rehearsal.shown import as_shown
from bot.rehearsal.stage import Stage

KINDS = {
    "page.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "blocks.js": "text/javascript; charset=utf-8",
    "words.js": "text/javascript; charset=utf-8",
    "modal.js": "text/javascript; charset=utf-8",
}
GUARD = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
"""Whatever a message says, the browser asks no other host for anything."""

BACKLOG = 1000
BEAT = 15.0


def routes(stage: Stage) -> list[Route]:
    async def front(_: Request) -> Response:
        return _file("page.html")

    async def part(request: Request) -> Response:
        return _file(request.path_params["name"])

    async def live(_: Request) -> Response:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(_news(stage), media_type="text/event-stream", headers=headers)

    return [
        Route("/", front),
        Route("/archives/{channel}", front),
        Route("/archives/{channel}/{message}", front),
        Route("/_page/{name}", part),
        Route("/_rehearsal/stream", live),
    ]


def _file(name: str) -> Response:
    if name not in KINDS:
        return Response("not found", 404)
    body = (files("bot.rehearsal") / "page" / name).read_bytes()
    return Response(body, media_type=KINDS[name], headers=GUARD)


async def _news(stage: Stage) -> AsyncIterator[str]:
    """Ends when the stage closes, or when the page reads too slowly to keep up."""
    queue: asyncio.Queue[tuple[str, Payload]] = asyncio.Queue(BACKLOG)
    stage.listeners.add(queue)
    try:
        yield _event("hello", {"connections": len(stage.links)})
        while queue in stage.listeners and not stage.closing.is_set():
            item = await _next(stage, queue)
            yield _event(*item) if item else ": still here\n\n"
    finally:
        stage.listeners.discard(queue)


async def _next(
    stage: Stage, queue: asyncio.Queue[tuple[str, Payload]]
) -> tuple[str, Payload] | None:
    """The next change; None after a while without one, or when the stage closes."""
    change = asyncio.ensure_future(queue.get())
    closing = asyncio.ensure_future(stage.closing.wait())
    try:
        await asyncio.wait({change, closing}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
        if not change.done():
            return None
        kind, record = change.result()
        return kind, _shown(stage, kind, record)
    finally:
        change.cancel()
        closing.cancel()


def _shown(stage: Stage, kind: str, record: Payload) -> Payload:
    """A message as the page reads it everywhere else; secrets stay where they are."""
    if kind == "message":
        message = stage.ledger.message(record["channel"], record["ts"])
        return as_shown(message) if message else {}
    return {key: part for key, part in record.items() if key != "bot_token"}


def _event(kind: str, record: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps(record)}\n\n"
