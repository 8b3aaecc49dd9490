"""The doorway: Slack over HTTP, installs, and what a platform asks about our health."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.oauth import OAuthFlow
from slack_bolt.request import BoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.adapters.letter import Once, Reader, TurnedAway
from bot.adapters.window import Window
from bot.errors import BotError

log = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[Response]]


def doorway(app: App, secret: str, once: Once, window: Window) -> Starlette:
    """`secret`: Slack signs with it; empty where Slack comes over Socket Mode."""
    routes = window.routes()
    if secret:
        reader = Reader(SignatureVerifier(secret), once)
        routes.append(Route("/slack/events", _events(app, reader), methods=["POST"]))
    if app.oauth_flow is not None:
        routes += _installs(app.oauth_flow)
    return Starlette(routes=routes)


def _events(app: App, reader: Reader) -> Answer:
    async def events(request: Request) -> Response:
        return await _guarded(_dispatched, app, reader, request)

    return events


async def _dispatched(app: App, reader: Reader, request: Request) -> Response:
    body = await reader.open(request)
    try:
        asked = to_bolt_request(request, body)
    except (ValueError, RecursionError, AttributeError) as error:
        raise TurnedAway(400, "not what Slack sends") from error
    # In a thread: Bolt waits for the acknowledgement, and others knock meanwhile.
    return to_starlette_response(await run_in_threadpool(app.dispatch, asked))


def _installs(flow: OAuthFlow) -> list[Route]:
    def route(path: str, step: Callable[[BoltRequest], BoltResponse]) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _guarded(_stepped, step, request)

        return Route(path, endpoint, methods=["GET"])

    return [
        route(flow.install_path, flow.handle_installation),
        route(flow.redirect_uri_path, flow.handle_callback),
    ]


async def _stepped(step: Callable[[BoltRequest], BoltResponse], request: Request) -> Response:
    return to_starlette_response(await run_in_threadpool(step, to_bolt_request(request, b"")))


async def _guarded(answer: Callable[..., Awaitable[Response]], *args: Any) -> Response:
    """Whatever went wrong is told in a word, and nothing of the request gets into the log."""
    try:
        return await answer(*args)
    except TurnedAway as reason:
        return JSONResponse({"ok": False, "error": reason.error}, reason.status)
    except BotError as error:
        # Without the trace: its frames may hold what the log must not.
        log.error("a request could not be answered: %s", error)  # noqa: TRY400
        return JSONResponse({"ok": False, "error": "try again"}, 503)
