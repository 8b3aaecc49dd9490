"""The processes: what `run` refuses, and that it is stopped at any moment."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from bot.errors import BadCall, BotError
from bot.rehearsal.server import rehearsing
from bot.settings import Settings
from bot.wiring import processes
from bot.wiring.processes import Plan, plan

PAIR = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@contextmanager
def stranger(body: bytes) -> Iterator[int]:
    """The port of a web server that says the same to everybody."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        yield server.server_port
        server.shutdown()


def local(port: int) -> Plan:
    return Plan(local=True, newswire=True, instead=None, port=port)


def run(folder: Path, port: int, stopped: Event) -> list[str]:
    """What a person is told."""
    told: list[str] = []
    processes.run(Settings(data=folder / "var"), local(port), told.append, stopped)
    return told


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.mark.parametrize("body", [b"<p>Hello", b"[]", b"\xff", json.dumps(PAIR).encode()])
def test_a_port_of_somebody_else_is_named(tmp_path: Path, body: bytes) -> None:
    with stranger(body) as port, pytest.raises(BotError, match=f"port {port} cannot be had"):
        run(tmp_path, port, Event())


def test_the_rehearsal_of_another_bot_is_not_taken_for_ours(tmp_path: Path) -> None:
    with rehearsing(tmp_path / "other") as other:
        port = int(other.url.rpartition(":")[2])
        with pytest.raises(BotError, match=f"port {port} cannot be had"):
            run(tmp_path, port, Event())


def test_nobody_is_started_once_told_to_stop(tmp_path: Path) -> None:
    stopped = Event()
    stopped.set()
    assert run(tmp_path, free_port(), stopped) == []


def test_a_start_is_broken_off_when_told_to_stop(tmp_path: Path) -> None:
    stopped = Event()
    Timer(0.3, stopped.set).start()
    assert run(tmp_path, free_port(), stopped) == []


@pytest.mark.parametrize(
    ("slack", "set_", "local"),
    [
        ("auto", [], True),
        ("auto", list(PAIR), False),
        ("real", list(PAIR), False),
        ("local", [], True),
        ("local", ["SLACK_BOT_TOKEN"], True),
        ("local", list(PAIR), True),
    ],
)
def test_slack_is_real_when_both_tokens_are_there(slack: str, set_: list[str], local: bool) -> None:
    assert plan(_settings(set_), slack, None, 3000).local is local


@pytest.mark.parametrize("slack", ["auto", "real"])
@pytest.mark.parametrize(
    ("there", "missing"),
    [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")],
)
def test_a_token_without_the_other_is_a_mistake(slack: str, there: str, missing: str) -> None:
    with pytest.raises(BadCall, match=f"^{missing} is not set"):
        plan(_settings([there]), slack, None, 3000)


def _settings(set_: list[str]) -> Settings:
    return Settings(**{name.lower(): PAIR[name] for name in set_})  # type: ignore[arg-type]
