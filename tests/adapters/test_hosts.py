"""Hosts: one request at a time and a pause between two, whoever asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.adapters.archive.hosts import Hosts
from bot.errors import NotYet
from bot.wiring.parts import Archive
from tests.world import NOON


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def after(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hosts(archive: Archive, clock: Clock) -> Hosts:
    return Hosts(archive.redis, lambda: clock.at, lambda _host: 2.0)


def refused(hosts: Hosts, who: str, host: str = "herald.example") -> float:
    """Seconds that somebody has to wait; 0 when the turn was had and is over again."""
    try:
        with hosts.turn(host, who):
            return 0.0
    except NotYet as error:
        return error.after or 0.0


def test_one_is_inside_at_a_time(hosts: Hosts) -> None:
    with hosts.turn("herald.example", "a"):
        assert refused(hosts, "b") > 0
        assert refused(hosts, "b", "courier.example") == 0


def test_there_is_a_pause_between_two(hosts: Hosts, clock: Clock) -> None:
    assert refused(hosts, "a") == 0
    clock.after(1.9)
    assert refused(hosts, "b") > 0
    clock.after(2)
    assert refused(hosts, "b") == 0


def test_who_waits_is_told_when_to_come_and_gets_the_turn_then(hosts: Hosts, clock: Clock) -> None:
    assert refused(hosts, "a") == 0
    waits = {who: refused(hosts, who) for who in "bcdef"}
    assert list(waits.values()) == pytest.approx([2, 4, 6, 8, 10])
    for who in waits:
        clock.after(2.01)
        assert refused(hosts, "late") > 0, "nobody jumps the queue"
        assert refused(hosts, who) == 0


def test_a_killed_worker_holds_its_host_for_seconds(
    hosts: Hosts, clock: Clock, archive: Archive
) -> None:
    with hosts.turn("herald.example", "killed"):
        busy = archive.redis.hget("host:herald.example", "busy")
    archive.redis.hset("host:herald.example", "busy", str(busy))
    clock.after(4)
    assert refused(hosts, "b") > 0
    clock.after(6)
    assert refused(hosts, "b") == 0


def test_a_host_that_wants_silence_gets_it_from_everybody(hosts: Hosts, clock: Clock) -> None:
    hosts.silence("herald.example", 600)
    assert [refused(hosts, who) for who in "ab"] == [600, 600]
    clock.after(601)
    assert refused(hosts, "a") == 0


def test_a_host_may_ask_for_a_longer_pause(hosts: Hosts, clock: Clock) -> None:
    hosts.slow_down("herald.example", 10)
    assert refused(hosts, "a") == 0
    clock.after(9)
    assert refused(hosts, "b") > 0
    clock.after(10)
    assert refused(hosts, "b") == 0


def test_rules_are_kept_and_go_stale(hosts: Hosts, clock: Clock) -> None:
    assert hosts.rules("herald.example") is None
    hosts.keep_rules("herald.example", "Disallow: /", 60)
    for seconds, stale in ((59, False), (2, True)):
        clock.after(seconds)
        kept = hosts.rules("herald.example")
        assert kept is not None
        assert (kept.text, kept.stale) == ("Disallow: /", stale)
