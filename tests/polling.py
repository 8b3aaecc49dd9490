"""A thousand sources in one process for a minute, against a plain loop over the same ones.

    python -m tests.polling

The real clock, queue, archive and web poll feeds that a process beside it serves, each under a
host of its own; a third of them publish something new every minute.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import feedparser
import httpx

from bot import engine, schedule
from bot.adapters.archive.hosts import Hosts
from bot.adapters.embedded import Embedded
from bot.adapters.web.web import Web
from bot.desk.pace import Pace
from bot.desk.poll import Round, poll
from bot.ports import SourceState
from bot.sources.source import Source
from bot.wiring import parts
from tests.world import FakeLater

_SOURCES, _EVERY, _ROUNDS = 1000, 60, 1
_ITEM = "<item><title>Story {n}</title><link>http://{host}/{n}</link></item>"


def lines() -> list[tuple[str, str]]:
    with TemporaryDirectory() as folder, _serving() as port, _redis(Path(folder)) as url:
        ours, rival = _ours(url, port), _rival(port)
    return [
        (f"{_SOURCES:,} sources every {_EVERY} s, share of one core", f"{ours['core']:.1%}"),
        ("a plain loop of feedparser and one client, the same", f"{rival['core']:.1%}"),
        (
            "memory of the process that polls, MB; of the loop",
            f"{ours['mb']:.0f}; {rival['mb']:.0f}",
        ),
        ("polls within 5 s of their time", f"{ours['punctual']:.1%}"),
        ("repeat polls that are conditional", f"{ours['conditional']:.1%}"),
    ]


class _Feeds(BaseHTTPRequestHandler):
    """A feed a host; `/asked` tells how many requests came, and how many were conditional."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    asked, conditional, lock = 0, 0, Lock()

    def do_GET(self) -> None:
        if self.path == "/asked":
            self._send(200, json.dumps([_Feeds.asked, _Feeds.conditional]).encode(), "")
            return
        host = self.headers["host"]
        minute = int(time.time() / 60) if sum(host.encode()) % 3 == 0 else 0
        known = self.headers.get("if-none-match")
        with _Feeds.lock:
            _Feeds.asked += 1
            _Feeds.conditional += known is not None
        tag = f'"{minute}"'
        if known == tag:
            self._send(304, b"", tag)
            return
        items = "".join(_ITEM.format(n=minute - n, host=host) for n in range(30))
        text = f'<rss version="2.0"><channel><title>H</title>{items}</channel></rss>'
        self._send(200, text.encode(), tag)

    def _send(self, status: int, body: bytes, tag: str) -> None:
        self.send_response_only(status)
        self.send_header("etag", tag)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def _serving() -> Iterator[int]:
    command = [sys.executable, "-m", "tests.polling", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    server = Embedded(folder)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def _idle() -> None:
    """The clock's other turns."""


def _ours(url: str, port: int) -> dict[str, float]:
    """CPU and punctuality from the second round on: the first one is spread as it comes."""
    archive = parts.archive_at(url)
    names = [f"s{n}" for n in range(_SOURCES)]
    sources = {name: Source(name, "S", f"http://{name}.test:{port}/feed") for name in names}
    late: list[float] = []
    web = Web(
        "Verbatim/bench",
        allow_hosts=[f"{name}.test" for name in names],
        resolver=lambda _host, _port: ["127.0.0.1"],
        turns=Hosts(archive.redis, parts.now),
    )
    pace = Pace(_EVERY, fixed=True)
    due: dict[str, datetime] = {}

    class Noted:
        """The rota, noting what it was told."""

        def state(self, source: str) -> SourceState:
            return archive.rota.state(source)

        def settle(self, state: SourceState, next: datetime | None) -> None:
            archive.rota.settle(state, next)
            if next is not None:
                due[state.source] = next

    around = Round(web, archive.seen, Noted(), FakeLater(), pace, parts.now)

    def poll_one(id: str) -> None:
        if id in due:
            late.append((parts.now() - due[id]).total_seconds())
        poll(sources[id], around)

    duties = dict.fromkeys(engine.JOBS, poll_one)
    worker = engine.workers(archive.broker, duties, archive.later, engine.WAITING)
    dues = schedule.Dues(
        lambda: archive.rota.enrol(list(sources.values())),
        lambda: archive.rota.take(200),
        partial(parts.hand_out, archive=archive),
    )
    clock = schedule.clock(dues, _idle, _idle, _idle, _idle, _idle, archive.slots.claim, parts.now)
    clock.start()
    time.sleep(_SOURCES * 0.1 + 15)
    before, began, asked = time.process_time(), time.monotonic(), _asked(port)
    late.clear()
    time.sleep(_EVERY * _ROUNDS)
    core = (time.process_time() - before) / (time.monotonic() - began)
    after = _asked(port)
    clock.shutdown()
    worker.stop(timeout=3000)
    web.close()
    return {
        "core": core,
        "mb": _megabytes(),
        "punctual": sum(seconds <= 5 for seconds in late) / len(late),
        "conditional": (after[1] - asked[1]) / (after[0] - asked[0]),
    }


def _asked(port: int) -> list[int]:
    found: list[int] = httpx.get(f"http://127.0.0.1:{port}/asked", trust_env=False).json()
    return found


def _rival(port: int) -> dict[str, float]:
    """In a process of its own: one round over all of them, one after the other."""
    command = [sys.executable, "-m", "tests.polling", "loop", str(port)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def _loop(port: int) -> None:
    before = time.process_time()
    with closing(httpx.Client(trust_env=False)) as client:
        for n in range(_SOURCES):
            answer = client.get(f"http://127.0.0.1:{port}/feed", headers={"host": f"s{n}.test"})
            feedparser.parse(answer.content)
    core = (time.process_time() - before) / _EVERY
    print(json.dumps({"core": core, "mb": _megabytes()}))  # noqa: T201


def _serve() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()


def _megabytes() -> float:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        _serve()
    elif sys.argv[1:2] == ["loop"]:
        _loop(int(sys.argv[2]))
    else:
        for name, figure in lines():
            print(f"{name}: {figure}")  # noqa: T201


if __name__ == "__main__":
    main()
