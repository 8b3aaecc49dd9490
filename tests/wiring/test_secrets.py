"""Secrets: whatever fails, none of them stands in anything that a process says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.adapters.archive.layout import settle
from bot.adapters.installs.vault import fresh_key
from bot.alerts.alert import Alert
from bot.alerts.subscription import Subscription
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.wiring.parts import Archive
from tests.rehearsal.asking import until
from tests.world import DESK, NOON, a_record

pytestmark = pytest.mark.slow

KEY = fresh_key()
SECRETS = {
    "REDIS_URL": "redis://someone:hush-redis@127.0.0.1:1/0",
    "SLACK_BOT_TOKEN": "xoxb-hush-bot",
    "SLACK_APP_TOKEN": "xapp-hush-app",
    "SLACK_SIGNING_SECRET": "hush-signing",
    "SLACK_CLIENT_SECRET": "hush-client",
    "BOT_TOKEN_KEYS": KEY,
}
MANY = {"SLACK_CLIENT_ID": "1.2", "SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}
"""Workspaces that install the app themselves."""
SHUT = {"BOT_TOKEN_KEYS": "hush-key"}


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


class House:
    """A folder and a Slack for processes that have every secret, and in which little works."""

    def __init__(self, folder: Path, slack: Running) -> None:
        folder.mkdir(exist_ok=True)
        self._log = folder / "said.log"
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("BOT_", "SLACK_"))}
        self._environment = clean | {
            "BOT_DATA": str(folder / "var"),
            "SLACK_API_URL": slack.api_url,
            **SECRETS,
        }

    def start(self, typed: str, **settings: str) -> subprocess.Popen[bytes]:
        with self._log.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot", *typed.split()],
                env=self._environment | settings,
                stdout=log,
                stderr=log,
            )

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def has_said(self, words: str) -> bool:
        return words in self.said()


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(20)


@pytest.fixture
def house(tmp_path: Path, slack: Running) -> House:
    return House(tmp_path, slack)


def silent(said: str) -> bool:
    return "hush" not in said and KEY not in said


def test_every_secret_is_tried() -> None:
    assert set(SECRETS) == {spec.metadata["name"] for spec in fields(Settings) if not spec.repr}


FAILING: list[tuple[str, dict[str, str], str]] = [
    ("run --slack real", {}, "Redis did not answer"),
    ("web", {}, "Slack refuses SLACK_APP_TOKEN"),
    ("web", MANY | SHUT, "number 1 is no key"),
    ("work", {}, "Connection refused"),
    ("clock", {}, "Redis did not answer"),
    ("migrate", {}, "does not answer"),
    ("doctor --json", {}, "invalid_auth"),
    ("doctor --json", MANY | SHUT, "number 1 is no key"),
    ("doctor --json", {"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "cannot be reached"),
    ("status", {"REDIS_URL": "hush://hush-redis@nowhere"}, "REDIS_URL is not an address"),
]
"""What is typed, what else is wrong, and what it says of that. Nobody answers as Redis."""


def test_without_redis_and_with_wrong_tokens_no_secret_is_told(
    tmp_path: Path, slack: Running
) -> None:
    """All at the same time: most of what they do is wait for somebody to answer."""
    houses = [House(tmp_path / str(number), slack) for number in range(len(FAILING))]
    with ExitStack() as started:
        for house, (typed, settings, _) in zip(houses, FAILING, strict=True):
            started.callback(stop, house.start(typed, **settings))
        for house, (typed, _, wanted) in zip(houses, FAILING, strict=True):
            assert until(partial(house.has_said, wanted), 60), f"{typed}: {house.said()}"
    for house in houses:
        assert silent(house.said())


def test_requests_that_are_refused_and_installs_that_fail_tell_no_secret(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = house.start("web", **MANY, PORT=str(port), BOT_URL=url)
    try:
        assert until(lambda: process.poll() is not None or is_open(port), 60)
        signed = {
            "content-type": "application/json",
            "x-slack-signature": "v0=wrong",
            "x-slack-request-timestamp": str(time.time()),
        }
        refused = httpx.post(f"{url}/slack/events", content=b"hush", headers=signed, timeout=60)
        assert refused.status_code == 401
        pages = [httpx.get(f"{url}/slack/install", timeout=60).text]
        pages.append(httpx.get(f"{url}/slack/oauth_redirect?code=1&state=2", timeout=60).text)
    finally:
        stop(process)
    assert "did not answer" in house.said()
    assert silent("".join([house.said(), *pages]))


def is_open(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_a_card_that_slack_refuses_tells_no_secret(
    house: House, archive: Archive, redis_url: str
) -> None:
    settle(archive.redis)
    record = a_record("We are grateful.", at=NOON)
    archive.records.keep(record)
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    archive.outbox.put(Alert(DESK, "statement", record.id, at=NOON))
    archive.later.deliver(DESK)
    process = house.start("work --queues waiting", REDIS_URL=redis_url)
    try:
        assert until(lambda: archive.subscriptions.of(DESK)[0].paused == "invalid_auth", 60)
    finally:
        stop(process)
    assert silent(house.said())
