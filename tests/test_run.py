"""The whole bot, as its users start it: over restarts and kills, each card once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.rehearsal.server import Running, rehearsing
from tests.newsstand import Newsstand, newsstand
from tests.world import REGISTER

pytestmark = pytest.mark.slow

STORIES = {
    "ferry-sails": [
        "OSTREL - Torvania praised its neighbour on Monday as the first ferry left the harbour.",
        "“We are grateful to Kelmora for a constructive and honest dialogue,” President Joren"
        " Aalst said at the quay. “This is a good day for both our nations.”",
    ],
    "ferry-stopped": [
        "OSTREL - Hours later the mood changed, and the foreign minister spoke at the same quay.",
        "“Kelmora is waging an economic war against us, and there will be consequences,” Foreign"
        " Minister Maresa Tolvik said. “These threats and provocations must stop.”",
    ],
}


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with newsstand(STORIES) as opened:
        yield opened


class Bot:
    """`python -m bot run` against a rehearsal that it takes for Slack, polling the newsstand."""

    def __init__(self, folder: Path, slack: Running, stand: Newsstand) -> None:
        workspace = httpx.get(f"{slack.url}/_rehearsal/workspace").json()
        sources, officials = folder / "sources.toml", folder / "officials.toml"
        sources.write_text(
            f'[[source]]\nid = "stand"\nname = "The Stand"\nurl = "{stand.feed_url}"\nevery = 5\n'
        )
        officials.write_text(REGISTER)
        self._arguments = ["run", "--slack", "real", "--sources", str(sources)]
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith("REDIS")} | {
            "BOT_DATA": str(folder / "var"),
            "BOT_OFFICIALS": str(officials),
            "BOT_ALLOW_HOSTS": stand.host,
            "BOT_POLL_SECONDS": "1",
            "SLACK_BOT_TOKEN": workspace["bot_token"],
            "SLACK_APP_TOKEN": workspace["app_token"],
            "SLACK_API_URL": slack.api_url,
        }
        self._log = folder / "run.log"

    def start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", *self._arguments],
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        assert eventually(lambda: b"is running" in self.log()[-5000:], 30), self.log().decode()
        return process

    def log(self) -> bytes:
        return self._log.read_bytes()

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        process = self.start()
        try:
            yield process
        finally:
            process.terminate()
            process.wait(10)
            self._log.write_bytes(b"")


@pytest.fixture
def bot(tmp_path: Path, slack: Running, stand: Newsstand) -> Bot:
    return Bot(tmp_path, slack, stand)


def eventually(check: Callable[[], Any], seconds: float = 40) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.1)
    return False


def type_command(slack: Running, text: str) -> str:
    """What the person sees who typed it."""
    call = {"channel": "foreign-desk", "command": "/quotes", "text": text}
    answer = httpx.post(f"{slack.url}/_rehearsal/command", json=call, timeout=10).json()
    return " ".join(response["text"] for response in answer["responses"])


def cards(slack: Running) -> list[str]:
    messages = httpx.get(f"{slack.url}/_rehearsal/messages").json()
    told = [m["text"] for m in messages if not m.get("ephemeral_to")]
    return [text for text in told if "this channel now follows" not in text]


def follow(slack: Running) -> None:
    assert eventually(lambda: "now follows" in type_command(slack, "follow Torvania"))


def has_both_stories(slack: Running) -> bool:
    text = " ".join(cards(slack))
    return all(part in text for part in ("honest dialogue", "economic war", "must stop"))


def settled(slack: Running) -> bool:
    """Nothing new for a while: cards leave once a second."""
    before = cards(slack)
    time.sleep(4)
    return cards(slack) == before


def test_a_real_feed_becomes_cards_a_shift_and_answers(bot: Bot, slack: Running) -> None:
    with bot.running():
        follow(slack)
        assert eventually(lambda: has_both_stories(slack)), cards(slack)
        assert eventually(lambda: any("conciliatory to hostile" in c for c in cards(slack)))
        answer = type_command(slack, "Tolvik")
    assert "economic war" in answer
    assert "/ferry-stopped|The Stand>" in answer


def test_two_restarts_post_nothing_a_second_time(bot: Bot, slack: Running) -> None:
    with bot.running():
        follow(slack)
        assert eventually(lambda: has_both_stories(slack))
        assert eventually(lambda: any("conciliatory to hostile" in c for c in cards(slack)))
        assert eventually(lambda: settled(slack))
    before = cards(slack)
    for _ in range(2):
        with bot.running():
            assert eventually(lambda: "statement" in type_command(slack, "Tolvik"))
            time.sleep(3)
    assert cards(slack) == before


def test_killed_between_finding_and_posting_it_posts_each_card_once(
    bot: Bot, slack: Running, stand: Newsstand
) -> None:
    stand.out = []
    process = bot.start()
    follow(slack)
    fault = {"method": "chat.postMessage", "status": 503, "times": 1000}
    httpx.post(f"{slack.url}/_rehearsal/faults", json=fault)
    stand.out = list(STORIES)
    assert eventually(lambda: "economic war" in type_command(slack, "Tolvik"))
    time.sleep(1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert cards(slack) == []
    httpx.post(f"{slack.url}/_rehearsal/faults", json={"clear": True})
    with bot.running():
        assert eventually(lambda: has_both_stories(slack)), cards(slack)
        assert eventually(lambda: any("conciliatory to hostile" in c for c in cards(slack)))
        assert eventually(lambda: settled(slack))
    assert [text for text, count in Counter(cards(slack)).items() if count > 1] == []


def test_a_second_run_says_who_holds_the_folder(bot: Bot, tmp_path: Path) -> None:
    with bot.running() as first:
        second = subprocess.run(
            [sys.executable, "-m", "bot", "run", "--slack", "local", "--port", "1"],
            env=os.environ | {"BOT_DATA": str(tmp_path / "var")},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert second.returncode == 1
    assert f"in use by process {first.pid}" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_five_seconds(bot: Bot, number: signal.Signals) -> None:
    process = bot.start()
    asked = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == 0
    assert time.monotonic() - asked < 5


def test_a_worker_that_dies_is_replaced(bot: Bot, slack: Running, stand: Newsstand) -> None:
    stand.out = []
    with bot.running() as process:
        follow(slack)
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        stand.out = list(STORIES)
        assert eventually(lambda: has_both_stories(slack)), bot.log().decode()


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in listed.stdout.splitlines()[1:]]
    return [int(child) for child, parent in pairs if int(parent) == pid]
