"""A bot that workspaces install themselves, served on loopback against a rehearsal."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import uvicorn

from bot.adapters.doorway import doorway
from bot.adapters.installs.installations import Installations
from bot.adapters.installs.vault import fresh_key
from bot.adapters.punctual import Punctual
from bot.adapters.window import Window
from bot.rehearsal.server import Running
from bot.settings import Settings
from bot.wiring import parts
from bot.wiring.installs import Workspaces, workspaces_of
from tests.rehearsal.asking import ask

KEY = fresh_key()


@dataclass
class Shared:
    """What a test holds of it."""

    slack: Running
    archive: parts.Archive
    settings: Settings
    workspaces: Workspaces
    url: str

    @property
    def installations(self) -> Installations:
        assert self.workspaces.installations is not None
        return self.workspaces.installations

    def install(self, where: str) -> httpx.Response:
        """From the install page to the last one, as a browser goes."""
        start = httpx.get(f"{self.url}/slack/install")
        cookie = start.headers["set-cookie"].partition(";")[0]
        asked = dict(parse_qsl(urlsplit(start.headers["location"]).query))
        allowed = httpx.post(f"{self.slack.url}/oauth/v2/authorize", data={**asked, "team": where})
        return httpx.get(allowed.headers["location"], headers={"cookie": cookie})

    def type(self, team: str, text: str) -> str:
        """What the person sees who typed it."""
        answer = ask(self.slack, "command", {"team": team, "command": "/quotes", "text": text})
        assert answer.get("acknowledged"), answer
        return " ".join(str(response["text"]) for response in answer["responses"])


def settings_for(slack: Running, url: str, *keys: str) -> Settings:
    known = ask(slack, "workspace")
    return Settings(
        slack_client_id=known["client_id"],
        slack_client_secret=known["client_secret"],
        slack_signing_secret=known["signing_secret"],
        slack_api_url=slack.api_url,
        token_keys=keys or (KEY,),
        url=url,
    )


@contextmanager
def shared(slack: Running, archive: parts.Archive, *keys: str) -> Iterator[Shared]:
    """The web process of it, in this process; Slack reaches it over HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        url = f"http://127.0.0.1:{line.getsockname()[1]}"
        chosen = settings_for(slack, url, *keys)
        with serving(chosen, archive, line):
            ask(slack, "endpoints", {"url": f"{url}/slack/events"})
            workspaces = workspaces_of(chosen, archive.redis, parts.now)
            yield Shared(slack, archive, chosen, workspaces, url)


@contextmanager
def serving(
    chosen: Settings, archive: parts.Archive, line: socket.socket, http: type[Any] = Punctual
) -> Iterator[None]:
    app = parts.app_of(chosen, archive)
    secret = chosen.slack_signing_secret
    door = doorway(app, secret, archive.slots.claim, Window(list, bytes))
    config = uvicorn.Config(door, http=http, log_config=None, lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [line]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield
    server.should_exit = True
    thread.join()
