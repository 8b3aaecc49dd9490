"""How the tests talk to a rehearsal: the controls over HTTP, and the real clients of slack_sdk."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.rehearsal.server import Running


def ask(slack: Running, path: str, body: dict[str, Any] | None = None) -> Any:
    """GET without a body, POST with one; the answer as JSON, whatever its status."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(  # noqa: S310  (loopback)
        f"{slack.url}/_rehearsal/{path}", data, {"content-type": "application/json"}
    )
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)
    except HTTPError as error:
        with error:
            return json.load(error)


def bot_client(slack: Running, token: str | None = None) -> WebClient:
    """As the bot makes it, without the retries that would hide what was answered."""
    known = ask(slack, "workspace")["bot_token"] if token is None else token
    return WebClient(token=known, base_url=slack.api_url, timeout=5, retry_handlers=[])


def until(true: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait for it; whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


@contextmanager
def at_work(slack: Running, app: App) -> Iterator[SocketModeHandler]:
    """The app, connected over Socket Mode while the block lasts."""
    handler = SocketModeHandler(app, ask(slack, "workspace")["app_token"])
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        handler.close()  # type: ignore[no-untyped-call]
