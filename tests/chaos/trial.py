"""A plan of blows -> what a whole installation made of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from bot.adapters.embedded import Embedded
from bot.alerts.subscription import Channel
from bot.crew import Crew, Member
from bot.rehearsal.server import Running, rehearsing
from bot.wiring import parts
from tests.chaos.news import FOLLOWING, REGISTER, Story
from tests.chaos.plan import FAULTS, MEMBERS, SERVER, Blow
from tests.chaos.process import FORGETFUL
from tests.chaos.report import Card, Outcome
from tests.chaos.stand import Stand, stands
from tests.chaos.witness import Witness

_OUTLETS = 3
_READY = 60.0
_TICK = 0.02
_BURST = 4
"""Stories that come out at once, so that cards wait for each other."""
_QUIET = 12.0
"""Seconds without a new card after which nothing more is waited for."""


@dataclass(slots=True)
class Lent(Member):
    """A member that runs through the trial's own front door."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.chaos.process", *self.arguments, "--leashed"]


@dataclass
class Installation:
    """Everything that runs, and the hands that strike it."""

    slack: Running
    stands: Sequence[Stand]
    embedded: Embedded
    crew: Crew
    archive: parts.Archive
    witness: Witness
    lines: list[str] = field(default_factory=list)
    paused: list[tuple[float, int]] = field(default_factory=list)
    """When each process is woken."""

    def strike(self, blow: Blow) -> None:
        if blow.deed == "fault":
            self.tell_slack("faults", **FAULTS[blow.fault])
        elif blow.deed == "disconnect":
            self.tell_slack("disconnect")
        elif (pid := self.pid_of(blow.target)) is not None:
            self._hit(blow, pid)

    def _hit(self, blow: Blow, pid: int) -> None:
        if blow.deed == "pause":
            _signal(pid, signal.SIGSTOP)
            self.paused.append((time.monotonic() + blow.seconds, pid))
            self.witness.paused(blow.target, blow.seconds)
            return
        _signal(pid, signal.SIGKILL)
        self.witness.killed(blow.target, pid)

    def pid_of(self, target: str) -> int | None:
        if target == SERVER:
            process = self.embedded._process
            return process.pid if process and process.poll() is None else None
        member = next(member for member in self.crew.members if member.name == target)
        return member.process.pid if member.process and member.alive() else None

    def wake(self, *, all_of_them: bool = False) -> None:
        now = time.monotonic()
        for until, pid in list(self.paused):
            if all_of_them or until <= now:
                _signal(pid, signal.SIGCONT)
                self.paused.remove((until, pid))

    def tell_slack(self, what: str, **body: object) -> Any:
        return httpx.post(f"{self.slack.url}/_rehearsal/{what}", json=body, timeout=10).json()

    def cards(self) -> list[Card]:
        shown = httpx.get(f"{self.slack.url}/_rehearsal/messages", timeout=10).json()
        return [Card.of(message) for message in shown if message.get("metadata")]


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def try_it(
    stories: Sequence[Story],
    blows: Sequence[Blow],
    every: float,
    folder: Path,
    tell: Callable[[str], None],
    forgetful: bool = False,
) -> Outcome:
    """`every`: seconds between two stories, brought out while the blows fall."""
    with installation(folder, forgetful) as bot:
        _follow(bot)
        tell("running; the blows fall")
        _run(bot, stories, blows, every, tell)
        bot.tell_slack("faults", clear=True)
        bot.wake(all_of_them=True)
        tell("the last blow fell; waiting for what is left")
        _settle(bot, stories)
        return bot.witness.outcome(stories, bot.stands, bot.cards(), bot.lines)


@contextmanager
def installation(folder: Path, forgetful: bool = False) -> Iterator[Installation]:
    embedded, stopped = Embedded(folder / "var"), threading.Event()
    with rehearsing() as slack, stands(_OUTLETS) as opened:
        embedded.start()
        lines: list[str] = []
        crew, archive = Crew(lines.append), parts.archive_at(embedded.url)
        witness = Witness(archive)
        bot = Installation(slack, opened, embedded, crew, archive, witness, lines)
        environment = _environment(bot, folder, forgetful)
        watching = threading.Thread(
            target=crew.watch, args=(stopped, lambda: _keep_alive(bot, stopped)), daemon=True
        )
        try:
            for name in MEMBERS:
                if name != SERVER:
                    crew.add(Lent(name, _arguments(name, folder), environment))
            watching.start()
            with witness.watching():
                yield bot
        finally:
            stopped.set()
            bot.wake(all_of_them=True)
            watching.join(20)
            crew.stop()
            embedded.stop()


def _keep_alive(bot: Installation, stopped: threading.Event) -> None:
    if not bot.embedded.alive():
        bot.lines.append("the bundled server ended; starting it again")
        bot.embedded.start(stopped)


def _arguments(name: str, folder: Path) -> list[str]:
    kind = name.rpartition(" ")[0] or name
    sources = ["--sources", str(folder / "sources.toml")]
    return {
        "worker (waiting)": ["work", "--queues", "waiting", *sources],
        "worker (computing)": ["work", "--queues", "computing"],
        "clock": ["clock", *sources],
        "web": ["web"],
    }[kind]


def _environment(bot: Installation, folder: Path, forgetful: bool) -> dict[str, str]:
    (folder / "officials.toml").write_text(REGISTER, encoding="utf-8")
    sources = "".join(
        f'[[source]]\nid = "stand{n}"\nname = "Stand {n}"\nurl = "{s.feed_url}"\nevery = 5\n'
        for n, s in enumerate(bot.stands)
    )
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    workspace = httpx.get(f"{bot.slack.url}/_rehearsal/workspace").json()
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("BOT_", "SLACK_", "REDIS"))}
    return {
        **ours,
        **({FORGETFUL: "1"} if forgetful else {}),
        "REDIS_URL": bot.embedded.url,
        "BOT_DATA": str(folder / "var"),
        "BOT_OFFICIALS": str(folder / "officials.toml"),
        "BOT_ALLOW_HOSTS": ",".join(stand.host for stand in bot.stands),
        "BOT_POLL_SECONDS": "1",
        "BOT_EAR": "light",
        "SLACK_BOT_TOKEN": workspace["bot_token"],
        "SLACK_APP_TOKEN": workspace["app_token"],
        "SLACK_API_URL": bot.slack.api_url,
    }


def _follow(bot: Installation) -> None:
    """A person asks for it in every channel; then nothing is folded together or held back."""
    until = time.monotonic() + _READY
    for channel, whom in FOLLOWING.items():
        while "follows" not in _answer(bot, channel, f"follow {whom}"):
            if time.monotonic() > until:
                raise TimeoutError(f"the bot does not answer: {bot.lines}")
            time.sleep(0.2)
        bot.archive.preferences.change(
            Channel("T0NEWSROOM", channel), lambda chosen: replace(chosen, per_hour=100_000)
        )


def _answer(bot: Installation, channel: str, text: str) -> str:
    said = bot.tell_slack("command", channel=channel, command="/quotes", text=text)
    return " ".join(response["text"] for response in said.get("responses", []))


def _run(
    bot: Installation,
    stories: Sequence[Story],
    blows: Sequence[Blow],
    every: float,
    tell: Callable[[str], None],
) -> None:
    started, falling, coming = time.monotonic(), list(blows), list(stories)
    published = 0
    while falling or coming:
        now = time.monotonic() - started
        bot.wake()
        while falling and falling[0].at <= now:
            bot.strike(falling.pop(0))
            if len(falling) % 50 == 0:
                tell(f"{now:.0f} s: {len(falling)} blows and {len(coming)} stories to come")
        while coming and published // _BURST * _BURST * every <= now:
            bot.stands[published % len(bot.stands)].bring_out(coming.pop(0))
            published += 1
        time.sleep(_TICK)


def _settle(bot: Installation, stories: Sequence[Story]) -> None:
    """Until every card is there, and then a little; or until nothing has come for long."""
    wanted = sum(len(story.channels()) for story in stories)
    count, since = -1, time.monotonic()
    while time.monotonic() - since < (_QUIET / 4 if count >= wanted else 5 * _QUIET):
        if (there := len(bot.cards())) != count:
            count, since = there, time.monotonic()
        time.sleep(0.25)
