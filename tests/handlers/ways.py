"""The two ways by which Slack reaches the bot: a socket that the bot holds, and HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import uvicorn
from slack_bolt import App
from starlette.applications import Starlette

from bot.adapters.doorway import doorway
from bot.adapters.window import Window
from bot.rehearsal.server import Running
from bot.wiring.parts import Archive
from tests.rehearsal.asking import ask, at_work, until

WAYS = ("Socket Mode", "HTTP")


def at_work_by(
    way: str, slack: Running, app: App, archive: Archive
) -> AbstractContextManager[object]:
    if way == "Socket Mode":
        return at_work(slack, app)
    secret = ask(slack, "workspace")["signing_secret"]
    return over_http(slack, doorway(app, secret, archive.slots.claim, Window(list, bytes)))


@contextmanager
def over_http(slack: Running, door: Starlette) -> Iterator[None]:
    config = uvicorn.Config(door, "127.0.0.1", 0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}/slack/events"
    assert ask(slack, "endpoints", {"url": url})["mode"] == "http"
    yield
    server.should_exit = True
    thread.join(5)
