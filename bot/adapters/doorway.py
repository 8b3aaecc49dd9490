"""The doorway: Slack over HTTP, and what a platform asks about our health."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.starlette import SlackRequestHandler
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

MAX_BODY = 1024 * 1024
"""Bytes; Slack's own payloads stay far below."""


def doorway(app: App, healthy: Callable[[], bool]) -> Starlette:
    events = Route("/slack/events", _slack(SlackRequestHandler(app)), methods=["POST"])
    return Starlette(routes=[Route("/health", _health(healthy)), events])


def _health(healthy: Callable[[], bool]) -> Callable[[Request], object]:
    async def health(_request: Request) -> Response:
        well = await run_in_threadpool(healthy)
        return JSONResponse({"ok": well}, status_code=200 if well else 503)

    return health


def _slack(handler: SlackRequestHandler) -> Callable[[Request], object]:
    async def slack(request: Request) -> Response:
        # No length, or a false one, is refused before a byte is read.
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            return JSONResponse({"ok": False, "error": "body too large"}, status_code=413)
        return await handler.handle(request)

    return slack
