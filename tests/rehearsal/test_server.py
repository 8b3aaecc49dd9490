"""The rehearsal as a server: restarts, opening lines, loopback, and what it refuses to do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_bolt import App
from starlette.requests import Request as Asked
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import BadCall
from bot.rehearsal.server import Running, application, refuse_real_tokens, rehearsing, serve
from tests.rehearsal.asking import ask, at_work, bot_client, until


def parrot(slack: Running) -> App:
    app = App(client=bot_client(slack))

    @app.command("/quotes")
    def answer(ack, respond, command):  # type: ignore[no-untyped-def]
        ack()
        respond(f"heard: {command['text']}")

    return app


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


def test_a_command_is_answered_through_real_clients(slack: Running) -> None:
    with at_work(slack, parrot(slack)):
        came = ask(slack, "command", {"channel": "politics", "command": "/quotes", "text": "Ilar"})
    assert came["responses"] == [{"text": "heard: Ilar"}]
    (shown,) = ask(slack, "messages?channel=politics")
    assert (shown["text"], shown["ephemeral_to"]) == ("heard: Ilar", "U0MARTA")


def test_a_command_without_a_connected_app_fails_as_in_slack(slack: Running) -> None:
    came = ask(slack, "command", {"command": "/quotes", "text": "list"})
    assert (came["ok"], came["error"]) == (False, "dispatch_failed")
    assert "dispatch_failed" in ask(slack, "messages")[0]["text"]


def test_a_restart_keeps_tokens_and_messages_and_speaks_the_opening_once(tmp_path: Path) -> None:
    opening = [("marta", "foreign-desk", "/quotes follow Ilar")]
    with rehearsing(tmp_path, opening=opening) as slack:
        before = ask(slack, "workspace")
        with at_work(slack, parrot(slack)):
            assert until(lambda: len(ask(slack, "messages")) == 1)
            assert until(lambda: slack.ledger.opened)
    with rehearsing(tmp_path, opening=opening) as slack:
        with at_work(slack, parrot(slack)):
            bot_client(slack).chat_postMessage(channel="#politics", text="after")
        after = ask(slack, "workspace")
        said = [message["text"] for message in ask(slack, "messages")]
    assert said == ["heard: follow Ilar", "after"]
    assert [after[key] for key in ("bot_token", "app_token")] == [
        before[key] for key in ("bot_token", "app_token")
    ]


@pytest.mark.parametrize(
    "line",
    [
        ("nobody", "politics", "/quotes list"),
        ("marta", "nowhere", "/quotes list"),
        ("marta", "politics", "quotes list"),
    ],
)
def test_an_opening_line_that_cannot_be_typed_is_refused_at_once(
    line: tuple[str, str, str],
) -> None:
    with pytest.raises(BadCall, match="opening line"):
        application(opening=[line])


def test_extra_routes_are_served_on_the_same_port() -> None:
    def feed(_: Asked) -> Response:
        return PlainTextResponse("news")

    with rehearsing(extra_routes=[Route("/newswire/feed", feed)]) as slack:
        answer = urlopen(f"{slack.url}/newswire/feed", timeout=5)  # noqa: S310
        with answer:
            assert answer.read() == b"news"


def test_the_page_hears_of_everything_as_it_happens(slack: Running) -> None:
    with urlopen(f"{slack.url}/_rehearsal/stream", timeout=5) as stream:  # noqa: S310
        assert stream.readline() == b"event: hello\n"
        bot_client(slack).chat_postMessage(channel="#politics", text="news")
        news = [stream.readline().decode() for _ in range(4)]
    assert news[2] == "event: message\n"
    assert json.loads(news[3].removeprefix("data: "))["text"] == "news"


@pytest.mark.parametrize("path", ["", "_page/page.js", "_page/page.css", "archives/C0POLITICS"])
def test_the_page_may_load_nothing_from_elsewhere(slack: Running, path: str) -> None:
    with urlopen(f"{slack.url}/{path}", timeout=5) as answer:  # noqa: S310
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert b"innerHTML" not in answer.read()


def test_a_page_of_another_site_cannot_drive_it(slack: Running) -> None:
    headers = {"origin": "https://a.example", "content-type": "text/plain"}
    request = Request(f"{slack.url}/_rehearsal/say", b'{"text": "a"}', headers)  # noqa: S310
    with pytest.raises(HTTPError, match="403") as caught:
        urlopen(request, timeout=5)  # noqa: S310
    caught.value.close()
    assert ask(slack, "messages") == []


@pytest.mark.parametrize("host", ["evil.example", "10.0.0.1"])
def test_a_request_under_another_name_is_refused(slack: Running, host: str) -> None:
    with socket.create_connection(("127.0.0.1", int(slack.url.rsplit(":", 1)[1]))) as line:
        line.sendall(f"GET /health HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert b" 400 " in line.recv(4096).splitlines()[0]


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_it_refuses_to_start_beside_real_tokens(name: str) -> None:
    refuse_real_tokens({name: "xoxb-rehearsal-1"})
    with pytest.raises(BadCall, match=name):
        refuse_real_tokens({name: "xoxb-1-2-3"})


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadCall, match=f"port {port} is taken"):
            serve(port)


@pytest.mark.slow
def test_it_survives_a_kill_and_stops_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = f"from pathlib import Path; from bot.rehearsal.server import serve; serve({port}, Path({str(tmp_path)!r}))"  # noqa: E501
    slack = Running(f"http://127.0.0.1:{port}", None)  # type: ignore[arg-type]
    environment = {"PATH": os.environ["PATH"]}

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", code], env=environment)
        assert until(lambda: _up(port), 20)
        return process

    process = start()
    bot_client(slack).chat_postMessage(channel="#politics", text="kept")
    process.send_signal(signal.SIGKILL)
    process.wait(5)
    process = start()
    assert [message["text"] for message in ask(slack, "messages")] == ["kept"]
    with (
        at_work(slack, parrot(slack)),
        socket.create_connection(("127.0.0.1", port)) as stream,
    ):
        stream.sendall(b"GET /_rehearsal/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in stream.recv(4096)
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0, "a stop takes no time, whatever is open"


def _up(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
