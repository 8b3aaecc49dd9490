"""The bundled server: its data outlives whatever ends it, and nobody else can reach it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from bot.adapters.archive.door import connect
from bot.adapters.embedded import Embedded, Held, hold


@contextmanager
def server(data: Path) -> Iterator[Embedded]:
    started = Embedded(data)
    started.start()
    try:
        yield started
    finally:
        started.stop()


def write(server: Embedded, value: str) -> None:
    with connect(server.url) as redis:
        redis.set("word", value)


def read(server: Embedded) -> object:
    with connect(server.url) as redis:
        return redis.get("word")


def process_of(server: Embedded) -> int:
    with connect(server.url) as redis:
        info: dict[str, int] = redis.info("server")
    return info["process_id"]


def test_data_survive_a_stop(tmp_path: Path) -> None:
    with server(tmp_path) as first:
        write(first, "kept")
    with server(tmp_path) as second:
        assert read(second) == "kept"


def test_data_survive_kill_9_of_the_server(tmp_path: Path) -> None:
    with server(tmp_path) as killed:
        write(killed, "kept")
        os.kill(process_of(killed), signal.SIGKILL)
        assert killed._process is not None
        killed._process.wait(5)
        assert not killed.alive()
        killed.start()
        assert read(killed) == "kept", "what was acknowledged was on disk"


def test_a_server_left_behind_is_taken_over(tmp_path: Path) -> None:
    with server(tmp_path) as orphan:
        write(orphan, "kept")
        with server(tmp_path) as ours:
            assert read(ours) == "kept"
            assert not orphan.alive(), "two servers on one folder would clash"


def test_a_socket_left_behind_by_nobody_is_no_obstacle(tmp_path: Path) -> None:
    with server(tmp_path) as first:
        left = Path(first.url.removeprefix("unix://"))
    left.touch()
    with server(tmp_path) as second:
        write(second, "kept")


def test_stopping_twice_is_stopping_once(tmp_path: Path) -> None:
    with server(tmp_path) as stopped:
        stopped.stop()
        assert not stopped.alive()


def test_one_that_will_not_stop_is_killed_and_nothing_lost(tmp_path: Path) -> None:
    with server(tmp_path) as frozen:
        write(frozen, "kept")
        os.kill(process_of(frozen), signal.SIGSTOP)
        frozen.stop(within=0.1)
        assert not frozen.alive()
        frozen.start()
        assert read(frozen) == "kept"


def test_a_start_is_given_up_when_told_to_stop(tmp_path: Path) -> None:
    stopped = Event()
    stopped.set()
    started = Embedded(tmp_path)
    started.start(stopped)
    assert not started.alive()
    started.stop()


def test_only_we_can_reach_the_socket(tmp_path: Path) -> None:
    with server(tmp_path) as ours:
        socket = Path(ours.url.removeprefix("unix://"))
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        assert socket.stat().st_mode & 0o777 == 0o700
        with connect(ours.url) as redis:
            assert redis.config_get("port") == {"port": "0"}


@pytest.mark.parametrize("letters", [60, 200])
def test_a_folder_with_a_long_path_does_as_well(tmp_path: Path, letters: int) -> None:
    with server(tmp_path / ("x" * letters)) as ours:
        socket = Path(ours.url.removeprefix("unix://"))
        assert len(str(socket)) <= 103
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        write(ours, "kept")
    assert (tmp_path / ("x" * letters) / "redis").is_dir(), "the data stay in the folder"
    socket.parent.rmdir()


def test_a_second_holder_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    with (
        hold(tmp_path / "var"),
        pytest.raises(Held, match=f"in use by process {os.getpid()};"),
        hold(tmp_path / "var"),
    ):
        pass


def test_a_folder_is_free_again_after_its_holder(tmp_path: Path) -> None:
    with hold(tmp_path):
        pass
    with hold(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from bot.adapters.embedded import hold\n"
        "with hold(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Held, match=str(holder.pid)), hold(tmp_path):
            pass
        holder.kill()
    with hold(tmp_path):
        pass
