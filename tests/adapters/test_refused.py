"""A Redis without room: refused in one clear line, nothing half kept, and on with it later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError, ResponseError

from bot import engine
from bot.adapters.archive.door import in_words, translated
from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.alerts.subscription import Channel, Subscription
from bot.errors import TryAgain
from bot.wiring.parts import Archive
from tests.test_engine import eventually, working
from tests.world import DESK, NOON, a_record

ALERT = Alert(DESK, "statement", "1")


@contextmanager
def full(redis: Redis) -> Iterator[None]:
    redis.config_set("maxmemory", "1")
    try:
        yield
    finally:
        redis.config_set("maxmemory", "0")


@contextmanager
def read_only(redis: Redis) -> Iterator[None]:
    server: Any = redis
    server.execute_command("REPLICAOF", "127.0.0.1", "1")
    try:
        yield
    finally:
        server.execute_command("REPLICAOF", "NO", "ONE")


@pytest.mark.parametrize(
    ("refusing", "told"), [(full, "raise maxmemory"), (read_only, "has to name the primary")]
)
def test_what_is_refused_leaves_nothing_behind(
    archive: Archive, refusing: Callable[[Redis], AbstractContextManager[None]], told: str
) -> None:
    record = a_record()
    writing: dict[str, Callable[[], object]] = {
        "records": lambda: archive.records.keep(record),
        "outbox": lambda: archive.outbox.put(ALERT),
        "sent": lambda: archive.outbox.sent(ALERT, "1.2", NOON),
        "alone": lambda: archive.outbox.alone(DESK).__enter__(),
        "corrections": lambda: archive.corrections.keep(
            Correction(record.id, "tone", "neutral", "conciliatory", "U1", DESK, NOON)
        ),
        "subscriptions": lambda: archive.subscriptions.add(
            Subscription(DESK, "maresa-tolvik", "U1", NOON)
        ),
        "queue": lambda: archive.later.notify("r1"),
    }
    with refusing(archive.redis):
        for write in writing.values():
            with pytest.raises(TryAgain, match=told):
                write()
        assert archive.records.get([record.id]) == []
    assert list(archive.redis.scan_iter()) == []


def test_work_waits_for_room_and_goes_on(archive: Archive) -> None:
    """Also what failed while there was none, and what was to be done later."""
    done: list[list[str]] = []
    blocked = full(archive.redis)

    def notify(records: list[str]) -> None:
        if records == ["first"] and not done:
            blocked.__enter__()
            done.append(["refused"])
            raise TryAgain("no room", after=0.01)
        done.append(records)

    archive.later.deliver(DESK, after=1.5)
    delivered: list[Channel] = []

    def deliver(channel: Channel) -> float:
        delivered.append(channel)
        return 0.0

    with working(archive, notify=notify, deliver=deliver):
        archive.later.notify("first")
        assert eventually(lambda: done == [["refused"]])
        assert not eventually(lambda: len(done) > 1, 2.5)
        blocked.__exit__(None, None, None)
        assert eventually(lambda: done == [["refused"], ["first"]], 20)
        assert eventually(lambda: delivered == [DESK], 20)
        archive.later.notify("second")
        assert eventually(lambda: done[-1] == ["second"], 20)
        assert eventually(lambda: sum(engine.depth(archive.broker).values()) == 0)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ResponseError("MISCONF Errors writing to the AOF file"), "make room there"),
        (
            ResponseError("Command # 1 (SET key secret) of pipeline caused error: MISCONF Errors"),
            "make room there",
        ),
        (ResponseError("NOREPLICAS Not enough good replicas"), "bring them back"),
        (ResponseError("ERR set key secret"), "Redis did not answer: ResponseError"),
        (Lost("Error 111 connecting to name:secret@host"), "Redis did not answer: ConnectionError"),
    ],
)
def test_each_refusal_says_what_to_do_and_nothing_of_the_command(
    error: RedisError, told: str
) -> None:
    @translated
    def ask() -> None:
        raise error

    with pytest.raises(TryAgain, match=told) as caught:
        ask()
    assert "secret" not in str(caught.value)
    assert "secret" not in in_words(error)
