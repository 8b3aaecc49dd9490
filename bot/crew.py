"""The crew: the bot's processes on one machine, started, watched and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_LOOK = 0.1
_GRACE, _LAST_GRACE = 3.0, 0.8
"""Seconds a process has to finish what it is doing; all of `run` stops within five."""
_PAUSES = (0.2, 1.0, 2.0, 5.0)
"""Seconds before a process that died is started again; one that keeps dying waits longer."""
_SETTLED = 30.0


@dataclass(slots=True)
class Member:
    """One process, whoever embodies it at the moment."""

    name: str
    arguments: Sequence[str]
    """What follows `python -m bot`."""
    environment: Mapping[str, str]
    leaned_on: bool = False
    """The others talk to it, so it is the last to go."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0

    def command(self) -> list[str]:
        return [sys.executable, "-m", "bot", *self.arguments, "--leashed"]

    def start(self) -> None:
        self.let_go()
        # Its standard input is a leash: it ends when we do, however we end.
        self.process = subprocess.Popen(
            self.command(),
            stdin=subprocess.PIPE,
            env=dict(self.environment),
            start_new_session=True,
        )
        self.started = time.monotonic()

    def let_go(self) -> None:
        """Of the leash of one that has ended."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.alive():
            self.process.terminate()

    def due(self) -> bool:
        """May it be started again by now?"""
        pause = _PAUSES[min(self.deaths, len(_PAUSES) - 1)]
        return time.monotonic() - self.started > pause


@dataclass(slots=True)
class Crew:
    """`tell` hears one line about whatever a person should know."""

    tell: Callable[[str], None]
    members: list[Member] = field(default_factory=list)

    def add(self, member: Member) -> None:
        member.start()
        self.members.append(member)

    def watch(self, stopped: threading.Event, also: Callable[[], None]) -> None:
        """Until `stopped`: starts again whoever dies; `also` is done at every look."""
        while not stopped.wait(_LOOK):
            also()
            for member in self.members:
                self._look_after(member)

    def _look_after(self, member: Member) -> None:
        if member.alive():
            if member.deaths and time.monotonic() - member.started > _SETTLED:
                member.deaths = 0
        elif member.due():
            status = member.process.returncode if member.process else None
            member.deaths += 1
            self.tell(f"{member.name} ended (status {status}); starting it again")
            member.start()

    def stop(self) -> None:
        """Within four seconds: first those who lean on others, then the others."""
        _stop([member for member in self.members if not member.leaned_on], _GRACE)
        _stop([member for member in self.members if member.leaned_on], _LAST_GRACE)


def _stop(members: Sequence[Member], grace: float) -> None:
    """Asks all at once, waits for them together, and then insists."""
    for member in members:
        member.ask_to_stop()
    until = time.monotonic() + grace
    while time.monotonic() < until and any(member.alive() for member in members):
        time.sleep(0.02)
    for member in members:
        if member.process is not None and member.alive():
            member.process.kill()
            member.process.wait()
        member.let_go()


def until_stopped() -> threading.Event:
    """Set by SIGTERM and by Ctrl-C."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: object) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopped


def feel_leash() -> None:
    """From now on the end of the parent, however it ends, is a SIGTERM to this process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # Nothing is ever written: a read returns when the other end is gone.
    while os.read(0, 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
