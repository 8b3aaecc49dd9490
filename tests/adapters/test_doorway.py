"""The doorway: signed requests of Slack are answered, all others are turned away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event, Thread

import httpx
import pytest
import uvicorn

from bot.adapters.doorway import doorway
from bot.adapters.letter import MAX_BODY
from bot.rehearsal.server import Running, rehearsing
from bot.rehearsal.signing import sign
from bot.settings import Settings
from bot.wiring import parts
from tests.rehearsal.asking import ask

SECRET = "a-signing-secret"
COMMAND = "command=%2Fquotes&text=help&team_id=T1&channel_id=C1&user_id=U1"


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


@pytest.fixture
def well() -> Event:
    found = Event()
    found.set()
    return found


@pytest.fixture
def door(archive: parts.Archive, slack: Running, well: Event) -> Iterator[str]:
    """The address of a doorway for the rehearsal's app."""
    workspace = ask(slack, "workspace")
    chosen = Settings(
        slack_bot_token=workspace["bot_token"],
        slack_signing_secret=workspace["signing_secret"],
        slack_api_url=slack.api_url,
    )
    app = doorway(
        parts.app_of(chosen, archive), chosen.slack_signing_secret, archive.slots.claim, well.is_set
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def knock(door: str, body: str, secret: str, at: float | None = None) -> httpx.Response:
    stamp = str(int(at or time.time()))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": sign(secret, stamp, body),
    }
    return httpx.post(f"{door}/slack/events", content=body, headers=headers)


def test_it_says_how_it_is(door: str, well: Event) -> None:
    answer = httpx.get(f"{door}/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    well.clear()
    assert httpx.get(f"{door}/health").status_code == 503


def test_a_signed_command_is_answered(slack: Running, door: str) -> None:
    assert ask(slack, "endpoints", {"url": f"{door}/slack/events"})["mode"] == "http"
    came = ask(slack, "command", {"command": "/quotes", "text": "help"})
    (response,) = came["responses"]
    assert "What you can type" in response["text"]


def test_a_bad_signature_is_turned_away(slack: Running, door: str) -> None:
    right = ask(slack, "workspace")["signing_secret"]
    assert knock(door, COMMAND, SECRET).status_code == 401
    assert knock(door, COMMAND, right, at=time.time() - 600).status_code == 401, "a replay"
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert httpx.post(f"{door}/slack/events", content=COMMAND, headers=form).status_code == 401


def test_a_body_too_large_is_turned_away_unread(door: str) -> None:
    assert knock(door, "x" * (MAX_BODY + 1), SECRET).status_code == 413
    without_length = httpx.post(f"{door}/slack/events", content=iter([b"x"]))
    assert without_length.status_code == 413


def test_nothing_else_is_behind_it(door: str) -> None:
    assert httpx.get(f"{door}/").status_code == 404
    assert httpx.get(f"{door}/slack/events").status_code == 405
