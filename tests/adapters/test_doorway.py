"""The doorway: signed requests of Slack are answered, all others are turned away."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator, Mapping
from itertools import count
from threading import Event, Thread
from types import MappingProxyType
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn

from bot.adapters import letter
from bot.adapters.doorway import doorway
from bot.adapters.letter import MAX_BODY
from bot.adapters.punctual import Punctual
from bot.adapters.window import Window
from bot.rehearsal.server import Running, rehearsing
from bot.rehearsal.signing import sign
from bot.settings import Settings
from bot.wiring import parts
from tests.rehearsal.asking import ask

SECRET = "a-signing-secret"
_NUMBERS = count()
PING = "ssl_check=1&token=a"
"""What Slack sends now and then to see whether we are there."""
COMMAND = "command=%2Fquotes&text=help&team_id=T1&channel_id=C1&user_id=U1"


class Impatient(Punctual):
    silence = 1.0


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
def door(
    archive: parts.Archive, slack: Running, well: Event, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a doorway for the rehearsal's app."""
    workspace = ask(slack, "workspace")
    chosen = Settings(
        slack_bot_token=workspace["bot_token"],
        slack_signing_secret=workspace["signing_secret"],
        slack_api_url=slack.api_url,
    )
    monkeypatch.setattr(letter, "READ_WITHIN", 1.0)
    app = doorway(
        parts.app_of(chosen, archive),
        chosen.slack_signing_secret,
        archive.slots.claim,
        Window(lambda: [] if well.is_set() else ["nobody is there"], lambda: b"figures 1"),
    )
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", http=Impatient)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def knock(
    door: str,
    body: str,
    secret: str,
    at: float | None = None,
    kind: str = "application/x-www-form-urlencoded",
    also: Mapping[str, bytes] = MappingProxyType({}),
) -> httpx.Response:
    """Signed as Slack signs, never twice the same unless the time is given."""
    body = f"{body}&n={next(_NUMBERS)}" if at is None and kind.endswith("urlencoded") else body
    stamp = str(int(at or time.time()))
    signed = {
        "content-type": kind,
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": sign(secret, stamp, body),
    }
    headers = {name.encode(): value.encode() for name, value in signed.items() if name not in also}
    headers |= {name.encode(): value for name, value in also.items()}
    return httpx.post(f"{door}/slack/events", content=body, headers=headers)


def test_it_says_how_it_is(door: str, well: Event) -> None:
    answer = httpx.get(f"{door}/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "wrong": []})
    well.clear()
    answer = httpx.get(f"{door}/health")
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["nobody is there"])
    assert httpx.get(f"{door}/metrics").text == "figures 1"


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


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/xml", ""])
def test_an_unknown_content_type_is_turned_away(slack: Running, door: str, kind: str) -> None:
    right = ask(slack, "workspace")["signing_secret"]
    assert knock(door, PING, right, kind=kind).status_code == 415


def test_the_same_letter_does_not_count_twice(slack: Running, door: str) -> None:
    right, at = ask(slack, "workspace")["signing_secret"], time.time() - 1
    assert knock(door, PING, right, at).status_code == 200
    assert knock(door, PING, right, at).status_code == 401
    assert knock(door, PING, right, at - 1).status_code == 200, "signed anew, it is another"


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", '"a"', "payload=%7B", "payload=[]", "", "{}" + " " * 9, "[" * 9000]
)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_nonsense_that_is_signed_is_answered_and_the_next_letter_is_read(
    slack: Running, door: str, body: str, kind: str
) -> None:
    right = ask(slack, "workspace")["signing_secret"]
    assert knock(door, body, right, kind=kind).status_code in (200, 400, 404)
    assert knock(door, PING, right).status_code == 200


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x-slack-signature", "v0=" + "0" * 64),
        ("x-slack-signature", "é"),
        ("x-slack-signature", ""),
        ("x-slack-request-timestamp", "soon"),
        ("x-slack-request-timestamp", "٣"),
        ("x-slack-request-timestamp", "9" * 40),
        ("x-slack-request-timestamp", "-1"),
    ],
)
def test_no_header_brings_it_down(slack: Running, door: str, header: str, value: str) -> None:
    right = ask(slack, "workspace")["signing_secret"]
    answer = knock(door, PING, right, also={header: value.encode()})
    assert answer.status_code == 401


def test_nothing_of_a_letter_gets_into_the_log(
    slack: Running, door: str, caplog: pytest.LogCaptureFixture
) -> None:
    right = ask(slack, "workspace")["signing_secret"]
    for body in (COMMAND + "&text=hush-hush", '{"token": "hush-hush"', "payload=hush-hush"):
        for secret in (right, SECRET):
            knock(door, body, secret)
            knock(door, body, secret, kind="application/json")
    assert "hush-hush" not in caplog.text
    assert right not in caplog.text


def test_who_drips_holds_up_nobody_and_is_hung_up(slack: Running, door: str) -> None:
    """Half a head, and half a body: the others are answered, and the line is closed in the end."""
    host, port = urlsplit(door).hostname, urlsplit(door).port
    head = b"POST /slack/events HTTP/1.1\r\nhost: a\r\n"
    form = b"content-type: application/x-www-form-urlencoded\r\n"
    half_body = head + form + b"content-length: 99\r\n\r\nhalf"
    with contextlib.ExitStack() as stack:
        opened = [socket.create_connection((host, port)) for _ in range(60)]
        lines = [stack.enter_context(line) for line in opened]
        for number, line in enumerate(lines):
            line.sendall(half_body if number % 2 else head)
        assert knock(door, PING, ask(slack, "workspace")["signing_secret"]).status_code == 200
        for line in lines:
            line.settimeout(10)
            with contextlib.suppress(ConnectionError):
                assert line.recv(100)[:12] in (b"", b"HTTP/1.1 408")


def test_nothing_else_is_behind_it(door: str) -> None:
    assert httpx.get(f"{door}/").status_code == 404
    assert httpx.get(f"{door}/slack/events").status_code == 405
