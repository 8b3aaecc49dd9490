"""The crew: whoever dies is started again, and all end together, however the parent ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.crew import Crew, Member

# A member is `python -m bot ARGUMENTS --leashed`; in a folder of its own, `bot` may be anything.
STAND_IN = """
import os, signal, sys, time
with open(sys.argv[2], "a") as diary:
    diary.write(f"{os.getpid()}\\n")
if sys.argv[1] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if sys.argv[1] != "dies":
    time.sleep(60)
"""

PARENT = """
import os, subprocess, sys, time
child = [sys.executable, "-c", sys.argv[1]]
print(subprocess.Popen(child, stdin=subprocess.PIPE).pid, flush=True)
time.sleep(60)
"""
CHILD = """
from bot.crew import feel_leash, until_stopped
stopped = until_stopped()
feel_leash()
stopped.wait(60)
"""


@contextmanager
def watched(crew: Crew, also: Callable[[], None] = lambda: None) -> Iterator[None]:
    stopped = threading.Event()
    watching = threading.Thread(target=crew.watch, args=(stopped, also))
    watching.start()
    try:
        yield
    finally:
        stopped.set()
        watching.join()
        crew.stop()


def eventually(check: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


@pytest.fixture
def bot(tmp_path: Path) -> dict[str, str]:
    """An environment in which `python -m bot` is the stand-in."""
    (tmp_path / "bot.py").write_text(STAND_IN)
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}


def lives(diary: Path) -> list[int]:
    """The process of each life so far."""
    written = diary.read_text() if diary.exists() else ""
    return [int(line) for line in written.splitlines() if line]


def there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process whose end nobody has taken note of yet is gone all the same.
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith(b"Z")


def test_a_member_that_dies_is_started_again_and_a_person_told(
    bot: dict[str, str], diary: Path
) -> None:
    told: list[str] = []
    crew = Crew(told.append)
    crew.add(Member("clock", ["lives", str(diary)], bot))
    with watched(crew):
        assert eventually(lambda: len(lives(diary)) == 1)
        os.kill(lives(diary)[0], signal.SIGKILL)
        assert eventually(lambda: len(lives(diary)) == 2)
    assert told == ["clock ended (status -9); starting it again"]


def test_a_member_that_keeps_dying_waits_longer_each_time() -> None:
    member = Member("clock", [], {})
    waited = []
    for deaths in range(6):
        member.deaths, member.started = deaths, time.monotonic()
        pause = next(p / 10 for p in range(100) if _due_after(member, p / 10))
        waited.append(pause)
    assert waited == sorted(waited)
    assert waited[0] < 1 < waited[-1] < 10


def _due_after(member: Member, seconds: float) -> bool:
    member.started = time.monotonic() - seconds
    return member.due()


def test_a_member_that_dies_at_once_does_not_spin(bot: dict[str, str], diary: Path) -> None:
    crew = Crew(lambda _: None)
    crew.add(Member("clock", ["dies", str(diary)], bot))
    with watched(crew):
        assert eventually(lambda: len(lives(diary)) >= 2)
        time.sleep(0.5)
        assert len(lives(diary)) <= 3


def test_the_others_are_left_alone(bot: dict[str, str], diary: Path, tmp_path: Path) -> None:
    crew, other = Crew(lambda _: None), tmp_path / "other"
    crew.add(Member("clock", ["lives", str(diary)], bot))
    crew.add(Member("web", ["lives", str(other)], bot))
    with watched(crew):
        assert eventually(lambda: bool(lives(diary) and lives(other)))
        os.kill(lives(diary)[0], signal.SIGKILL)
        assert eventually(lambda: len(lives(diary)) == 2)
        assert len(lives(other)) == 1


def test_what_else_is_looked_after_is_looked_at_each_time() -> None:
    looks: list[int] = []
    with watched(Crew(lambda _: None), lambda: looks.append(1)):
        assert eventually(lambda: len(looks) >= 3)


def test_stop_ends_all_even_those_who_will_not(
    bot: dict[str, str], diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.crew._GRACE", 0.3)
    crew = Crew(lambda _: None)
    crew.add(Member("clock", ["lives", str(diary)], bot))
    crew.add(Member("web", ["stubborn", str(diary)], bot))
    assert eventually(lambda: len(lives(diary)) == 2)
    time.sleep(0.1)
    crew.stop()
    assert not any(map(there, lives(diary)))
    assert not any(member.alive() for member in crew.members)


def test_a_leashed_process_ends_with_its_parent_even_after_kill_9() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert there(child)
        parent.kill()
    assert eventually(lambda: not there(child))
