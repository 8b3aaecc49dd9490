"""Vitals: well only while Redis keeps what it is given and somebody sees to each duty."""

from __future__ import annotations

from threading import Event

import pytest

from bot.wiring import vitals
from bot.wiring.parts import Archive, archive_at
from bot.wiring.vitals import DUTIES, beat, keep_beating, wrong


@pytest.fixture
def staffed(archive: Archive) -> Archive:
    for duty in DUTIES:
        beat(archive, duty)
    return archive


def test_who_is_heard_is_well(staffed: Archive) -> None:
    assert wrong(staffed) == []
    assert all(finding.well for finding in vitals.vitals(staffed))


@pytest.mark.parametrize("duty", DUTIES)
def test_a_duty_that_nobody_sees_to_is_told_in_a_line(staffed: Archive, duty: str) -> None:
    staffed.beats.beat(duty, 0.001)
    while staffed.beats.heard([duty])[duty]:
        continue
    (line,) = wrong(staffed)
    assert duty in line.lower()


def test_a_clock_counts_for_two_of_its_periods(staffed: Archive) -> None:
    assert 29_000 < staffed.redis.pttl("beat:clock") <= 30_000


def test_a_redis_that_takes_nothing_more_is_not_well(staffed: Archive) -> None:
    staffed.redis.config_set("maxmemory", "1")
    try:
        assert wrong(staffed) == [
            "Redis has no memory left: raise maxmemory, then keep less with BOT_KEEP_DAYS"
        ]
    finally:
        staffed.redis.config_set("maxmemory", "0")
    assert wrong(staffed) == []


def test_a_redis_that_is_away_is_told_and_a_beat_that_is_lost_harms_nobody() -> None:
    away = archive_at("unix:///nowhere/redis.sock")
    away.redis.connection_pool.connection_kwargs["retry"] = None
    beat(away, vitals.CLOCK)
    (line,) = wrong(away)
    assert line.startswith("Redis did not answer")


def test_who_is_not_alive_does_not_say_so(archive: Archive) -> None:
    asked, stopped = Event(), Event()

    def is_alive() -> bool:
        asked.set()
        return False

    keep_beating(archive, vitals.SLACK, is_alive, stopped)
    assert asked.wait(5)
    stopped.set()
    assert not archive.beats.heard([vitals.SLACK])[vitals.SLACK]
