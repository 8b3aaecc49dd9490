"""Leases: kept by the living however long they work, and lost by the dead within seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from bot.adapters.archive.door import alone
from bot.adapters.archive.leases import LEASE
from bot.errors import TryAgain
from bot.wiring.parts import Archive

HOLDER = """
import sys, time
from bot.adapters.archive.door import alone, connect
with alone(connect(sys.argv[1]), "desk", patience=1) as ours:
    print("held", flush=True)
    sys.stdin.readline()
    print(ours(), flush=True)
"""


def holder(url: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], stdin=-1, stdout=-1, stderr=-2, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_what_a_killed_process_held_is_free_within_seconds(
    archive: Archive, redis_url: str
) -> None:
    process = holder(redis_url)
    process.kill()
    process.communicate()
    started = time.monotonic()
    with alone(archive.redis, "desk", patience=2 * LEASE) as ours:
        assert ours()
    assert time.monotonic() - started < LEASE + 1


def test_work_that_takes_longer_than_the_lease_is_not_disturbed(
    archive: Archive, redis_url: str
) -> None:
    process = holder(redis_url)
    with pytest.raises(TryAgain), alone(archive.redis, "desk", patience=LEASE + 1):
        pass
    assert process.communicate("go on\n")[0] == "True\n"


def test_a_process_that_slept_learns_that_others_went_on(archive: Archive, redis_url: str) -> None:
    process = holder(redis_url)
    os.kill(process.pid, signal.SIGSTOP)
    with alone(archive.redis, "desk", patience=2 * LEASE):
        os.kill(process.pid, signal.SIGCONT)
        assert process.communicate("go on\n")[0] == "False\n"
