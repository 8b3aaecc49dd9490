"""Watching: each process shows how all of it is, and what is shared, on a port of its own."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterator
from threading import Event, Thread

import httpx
import pytest

from bot.adapters.lines import Lines
from bot.alerts.alert import Alert
from bot.errors import BotError
from bot.settings import Settings
from bot.wiring import processes, watching
from bot.wiring.parts import Archive, archive_at
from tests.world import DESK


def eventually(check: Callable[[], bool], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.02)
    return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def exposed(archive: Archive) -> str:
    return watching.meters_of(archive).expose().decode()


def test_what_all_processes_share_is_read_from_redis(archive: Archive) -> None:
    archive.later.notify("r1")
    for about in ("r1", "r2"):
        archive.outbox.put(Alert(DESK, "statement", about))
    archive.outbox.park(Alert(DESK, "statement", "r2"), "too long")
    archive.beats.beat("clock", 60)
    for line in (
        'verbatim_queue_depth{queue="telling"} 1.0',
        'verbatim_dead_letters{queue="waiting"} 0.0',
        "verbatim_outbox_depth 1.0",
        "verbatim_parked_alerts 1.0",
        'verbatim_heard_lately{duty="clock"} 1.0',
        'verbatim_heard_lately{duty="slack"} 0.0',
        "verbatim_redis_up 1.0",
    ):
        assert line in exposed(archive)


def test_figures_are_there_without_redis_and_say_so() -> None:
    away = archive_at("unix:///nowhere/redis.sock")
    for client in (away.redis, away.notes, away.broker.client):
        client.connection_pool.connection_kwargs["retry"] = None
    found = exposed(away)
    assert "verbatim_redis_up 0.0" in found
    assert "verbatim_posted_total" in found


@pytest.fixture
def clock(archive: Archive, redis_url: str) -> Iterator[str]:
    """The address at which a running clock is seen."""
    stopped, port = Event(), free_port()
    chosen = Settings(redis_url=redis_url, metrics_port=port)
    running = Thread(target=processes.clock, args=(chosen, None, stopped))
    running.start()
    yield f"http://127.0.0.1:{port}"
    stopped.set()
    running.join()


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", trust_env=False).status_code > 0
    except httpx.HTTPError:
        return False


def test_a_clock_is_heard_and_misses_those_who_are_not_there(clock: str, archive: Archive) -> None:
    assert eventually(lambda: answers(clock))
    assert eventually(lambda: archive.beats.heard(["clock"])["clock"])
    health = httpx.get(f"{clock}/health", trust_env=False)
    assert health.status_code == 503
    assert [line.split(":")[0] for line in health.json()["wrong"]] == [
        "nobody works off the waiting queue",
        "nobody works off the computing queue",
        "no `web` has a connection to Slack",
    ]
    figures = httpx.get(f"{clock}/metrics", trust_env=False).text
    assert 'verbatim_heard_lately{duty="clock"} 1.0' in figures


def test_a_port_for_metrics_that_is_taken_is_named(redis_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        chosen = Settings(redis_url=redis_url, metrics_port=port)
        with pytest.raises(BotError, match="BOT_METRICS_PORT"):
            processes.clock(chosen, None, Event())


def test_the_log_is_left_alone_unless_it_is_asked_for() -> None:
    root, happened = logging.getLogger(), logging.getLogger("bot.happened")
    before, level = root.handlers[:], happened.level
    try:
        watching.log(Settings())
        assert root.handlers == before
        watching.log(Settings(log="json"))
        assert [type(handler.formatter) for handler in root.handlers] == [Lines]
        assert happened.isEnabledFor(logging.INFO)
    finally:
        root.handlers = before
        happened.setLevel(level)
