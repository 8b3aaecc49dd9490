"""Sources that hang, more of them than a worker has threads: nobody else stands behind them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

import pytest

from bot import engine
from bot.adapters.web.slow import Slow
from bot.adapters.web.web import Web
from bot.desk.pace import Pace
from bot.desk.poll import Round, poll
from bot.errors import Long, TryAgain
from bot.sources.source import Source
from bot.wiring import parts
from bot.wiring.parts import Archive
from tests.faults.stand import Reply, Stand, standing
from tests.faults.table import feed, item
from tests.rehearsal.asking import until

HANGING, WELL = 60, 10
HURRY = 1.5


class Hang:
    """Answers nothing until it is let go."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def __call__(self, _line: socket.socket) -> None:
        self.over.wait(60)


@pytest.fixture
def hang() -> Hang:
    return Hang()


@pytest.fixture
def stand(hang: Hang) -> Iterator[Stand]:
    with standing(parts.now) as stand:
        stand.answers = {"/hang": lambda _: hang, "/feed": lambda _: Reply(feed(item("one")))}
        yield stand
        hang.over.set()


def web(slow: Slow, hurry: float | None = None, deadline: float = 60.0) -> Web:
    names = [f"hang{n}.test" for n in range(HANGING)] + [f"well{n}.test" for n in range(WELL)]
    return Web(
        "Verbatim/test",
        allow_hosts=names,
        deadline=deadline,
        resolver=lambda _host, _port: ["127.0.0.1"],
        slow=slow,
        hurry=hurry,
    )


@contextmanager
def working(archive: Archive, sources: dict[str, Source]) -> Iterator[None]:
    slow = Slow()
    quick, patient = web(slow, HURRY), web(slow)

    def poll_at(id: str, web: Web) -> None:
        pace = Pace(3600, fixed=True)
        poll(sources[id], Round(web, archive.seen, archive.rota, archive.later, pace, parts.now))

    duties = dict.fromkeys(engine.JOBS, lambda *_: 0.0) | {
        "poll": partial(poll_at, web=quick),
        "poll_patiently": partial(poll_at, web=patient),
    }
    worker = engine.workers(archive.broker, duties, archive.later, engine.WAITING)
    with closing(quick), closing(patient):
        try:
            yield
        finally:
            worker.stop(timeout=4000)


def test_hosts_that_hang_keep_nobody_waiting(archive: Archive, stand: Stand, hang: Hang) -> None:
    hanging = [f"http://hang{n}.test:{stand.port}/hang" for n in range(HANGING)]
    well = [f"http://well{n}.test:{stand.port}/feed" for n in range(WELL)]
    sources = {url: Source(url, url, url) for url in (*hanging, *well)}
    for id in sources:
        archive.later.poll(id)
    with working(archive, sources):
        # Without hands of their own they would hold all others for ten seconds.
        assert until(lambda: len(stand.times("/feed")) == WELL, 9)
        hang.over.set()


def test_who_took_long_is_not_asked_in_a_hurry_until_it_was_quick(stand: Stand, hang: Hang) -> None:
    slow = Slow()
    url = f"http://hang1.test:{stand.port}/hang"
    with closing(web(slow, hurry=0.1)) as quick, closing(web(slow, deadline=0.3)) as patient:
        for _ in range(3):
            with pytest.raises(Long):
                quick.fetch(url)
        assert len(stand.times("/hang")) == 1
        with pytest.raises(TryAgain, match=r"took longer than 0\.3 seconds"):
            patient.fetch(url)
        stand.answers["/hang"] = lambda _: Reply(feed(item("one")))
        with pytest.raises(Long):
            quick.fetch(url)
        assert patient.fetch(url)
        assert quick.fetch(url)
