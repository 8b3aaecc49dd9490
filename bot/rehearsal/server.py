"""The rehearsal as one server on loopback: the Web API, Socket Mode, the page, the controls."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket as sockets
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from bot.errors import BadCall
from bot.rehearsal import control, install, stream
from bot.rehearsal.api import door, files
from bot.rehearsal.cast.app import MARK
from bot.rehearsal.hooks import take_response
from bot.rehearsal.ledger import Ledger, open_ledger
from bot.rehearsal.lines import Line as Cuttable
from bot.rehearsal.opening import check_opening, speak_opening
from bot.rehearsal.pace import Pace
from bot.rehearsal.socket import hold_link
from bot.rehearsal.stage import Line, Stage

HOST = "127.0.0.1"
LARGEST_REQUEST = 8_000_000
REAL_TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")


def application(
    workspace: Ledger | None = None,
    extra_routes: Sequence[BaseRoute] = (),
    opening: Sequence[Line] = (),
    pace: Pace | None = None,
) -> Starlette:
    """The stand-in as an ASGI application, for whoever brings a server of their own.

    `workspace`: `open_ledger(folder)`; None is a fresh one in memory.
    `extra_routes`: looked at before our own, so `[Mount("/newswire", app=...)]` is reachable.
    `opening`: `(user, channel, "/command text")`, typed one after the other by that person once
    the first Socket Mode client is connected, in a workspace where that never happened before.
    Raises BadCall for an opening line by nobody or in no channel.
    `app.state.stage` is the running Stage; it serves one event loop.
    """
    ledger = workspace or open_ledger()
    check_opening(ledger, opening)
    stage = Stage(ledger, pace or Pace(), opening)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        stage.start(speak_opening(stage))
        yield
        await stage.close()

    app = Starlette(
        routes=[*extra_routes, *_routes(stage)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]),
            Middleware(_Address, stage=stage),
        ],
        lifespan=life,
    )
    app.state.stage = stage
    return app


def serve(
    port: int,
    data: Path | None = None,
    extra_routes: Sequence[BaseRoute] = (),
    opening: Sequence[Line] = (),
    pace: Pace | None = None,
) -> None:
    """Serve on 127.0.0.1 until SIGTERM or SIGINT; call it in the main thread of a process.

    `data`: a folder in which everything is kept, also over `kill -9`; tokens stay the same.
    `python -m bot rehearsal` is `serve(port, data)`; `run` gives it the newswire's routes and the
    opening lines as well, in a process of its own, reads the tokens from
    `GET /_rehearsal/workspace` and starts the bot with `SLACK_API_URL=http://127.0.0.1:PORT/api/`.
    Raises BadCall when real Slack tokens are set, or the port is taken.
    """
    refuse_real_tokens(os.environ)
    listening = _listen(port)
    app = application(open_ledger(data), extra_routes, opening, pace)
    server = _Server(_config(app), app.state.stage)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # uvicorn raises them again once it is down
    server.run(sockets=[listening])


@dataclass(frozen=True)
class Running:
    """A rehearsal served from a thread of this process."""

    url: str
    app: Starlette

    @property
    def api_url(self) -> str:
        """What `WebClient(base_url=...)` and `SLACK_API_URL` want."""
        return f"{self.url}/api/"

    @property
    def ledger(self) -> Ledger:
        """For reading; everything else goes through HTTP, as the stage lives in its own thread."""
        found: Ledger = self.app.state.stage.ledger
        return found


@contextmanager
def rehearsing(
    data: Path | None = None,
    extra_routes: Sequence[BaseRoute] = (),
    opening: Sequence[Line] = (),
    pace: Pace | None = None,
    port: int = 0,
) -> Iterator[Running]:
    """The rehearsal beside a test: `with rehearsing() as slack: WebClient(base_url=slack.api_url)`.

    Ready when the block begins, gone when it ends; port 0 takes a free one.
    """
    listening = _listen(port)
    app = application(open_ledger(data), extra_routes, opening, pace)
    server = _Server(_config(app), app.state.stage)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    server.ready.wait(10)
    try:
        yield Running(f"http://{HOST}:{listening.getsockname()[1]}", app)
    finally:
        server.should_exit = True
        thread.join(5)


def refuse_real_tokens(environment: os._Environ[str] | dict[str, str]) -> None:
    """A rehearsal beside real tokens is a mistake waiting to be made: raises BadCall."""
    for name in REAL_TOKENS:
        token = environment.get(name, "")
        if token and MARK not in token:
            raise BadCall(
                f"{name} holds a real token; unset it for a rehearsal, or use --slack real"
            )


def _routes(stage: Stage) -> list[BaseRoute]:
    async def call(request: Request) -> Response:
        return await door.answer(stage, request)

    async def respond(request: Request) -> Response:
        return await take_response(stage, request)

    async def link(socket: WebSocket) -> None:
        await hold_link(stage, socket)

    async def upload(request: Request) -> Response:
        fine = files.receive(stage, request.path_params["id"], await request.body())
        return PlainTextResponse("OK" if fine else "not expected", 200 if fine else 400)

    async def file(request: Request) -> Response:
        found = stage.uploads.get(request.path_params["id"])
        if found is None or found.body is None:
            return PlainTextResponse("not found", 404)
        guard = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox"}
        return Response(found.body, media_type=found.mimetype, headers=guard)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    hooks = [
        Route(f"/{kind}/{{team}}/{{key:path}}", respond, methods=["POST"])
        for kind in ("commands", "actions", "app")
    ]
    return [
        Route("/api/{method}", call, methods=["GET", "POST"]),
        *hooks,
        WebSocketRoute("/link/", link),
        Route("/upload/{id}", upload, methods=["POST"]),
        Route("/upload/{id}", file),
        Route("/health", health),
        *control.routes(stage),
        *install.routes(stage),
        *stream.routes(stage),
    ]


class _Address:
    """Remembers the address under which the caller reached us; turns away what is far too big."""

    def __init__(self, app: ASGIApp, stage: Stage) -> None:
        self.app = app
        self.stage = stage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        for name, value in scope.get("headers", ()):
            # A WebSocket client of slack_sdk leaves the port out of its Host.
            if name == b"host" and scope["type"] == "http":
                self.stage.base = f"http://{value.decode('latin-1')}"
            if name == b"content-length" and int(value) > LARGEST_REQUEST:
                await PlainTextResponse("too large", 413)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class _Server(uvicorn.Server):
    """Ends streams and sockets first, so that a stop takes no time."""

    def __init__(self, config: uvicorn.Config, stage: Stage) -> None:
        super().__init__(config)
        self._stage = stage
        self.ready = threading.Event()

    async def startup(self, sockets: list[sockets.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[sockets.socket] | None = None) -> None:
        await self._stage.close()
        await asyncio.sleep(0)
        await super().shutdown(sockets)


def _config(app: Starlette) -> uvicorn.Config:
    log = logging.getLogger("uvicorn.error")
    log.setLevel(logging.ERROR)
    log.addFilter(_is_no_cut)
    return uvicorn.Config(
        app,
        http=Cuttable,
        ws="websockets-sansio",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
        lifespan="on",
    )


def _is_no_cut(record: logging.LogRecord) -> bool:
    """An answer that was asked to be lost is no error."""
    return "without starting response" not in record.getMessage()


def _listen(port: int) -> sockets.socket:
    listening = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM)
    listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise BadCall(f"port {port} is taken; choose another with --port") from error
    return listening
