"""The layout: migrations run once, one process at a time, and can be interrupted."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from bot.adapters.archive.layout import LAYOUT, migrate, settle
from bot.adapters.archive.migration import Migration
from bot.errors import BadInput
from bot.wiring.parts import Archive
from tests.world import Killed

few = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STEPS = 4


class Renaming:
    """Brings `old:{n}` to `new:{n}`, one a step; killed at some of its calls."""

    def __init__(self, deaths: set[int]) -> None:
        self.deaths = deaths
        self.calls = 0
        self.places: list[str] = []

    def __call__(self, redis: Redis, place: str) -> str:
        self.calls += 1
        self.places.append(place)
        at = int(place or 0)
        if redis.exists(f"old:{at}"):
            redis.rename(f"old:{at}", f"new:{at}")
        if self.calls in self.deaths:
            raise Killed
        return str(at + 1) if at + 1 < STEPS else ""


def furnish(archive: Archive) -> None:
    archive.redis.flushdb()
    archive.redis.set("layout", "7")
    for at in range(STEPS):
        archive.redis.set(f"old:{at}", at)


def further(redis: Redis, _place: str) -> str:
    redis.incr("further")
    return ""


def in_a_row(step: Renaming) -> list[Migration]:
    return [Migration("7", "8", step), Migration("8", "9", further)]


@few
@given(st.sets(st.integers(1, 2 * STEPS)))
def test_killed_anywhere_it_goes_on_where_it_was_and_is_done_once(
    archive: Archive, deaths: set[int]
) -> None:
    furnish(archive)
    step = Renaming(deaths)
    for _ in range(2 * STEPS + 1):
        try:
            migrate(archive.redis, in_a_row(step), "9")
        except Killed:
            with pytest.raises(BadInput):
                settle(archive.redis)
            continue
        break
    assert archive.redis.get("layout") == "9"
    assert archive.redis.get("further") == "1"
    assert sorted(archive.redis.scan_iter("*:*")) == [f"new:{at}" for at in range(STEPS)]
    assert not archive.redis.exists("migrating")
    assert len(step.places) <= STEPS + len(deaths), "no step is done again that was finished"
    assert migrate(archive.redis, in_a_row(step), "9") == []


def test_two_that_begin_at_once_do_each_step_once(archive: Archive) -> None:
    furnish(archive)
    step = Renaming(set())
    done: list[list[str]] = []
    both = [
        threading.Thread(target=lambda: done.append(migrate(archive.redis, in_a_row(step), "9")))
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(done) == [[], ["8", "9"]]
    assert step.places == ["", "1", "2", "3"]


def test_nobody_begins_while_it_is_under_way(archive: Archive) -> None:
    archive.redis.set("layout", LAYOUT)
    archive.redis.set("migrating", "3")
    with pytest.raises(BadInput, match="is being migrated"):
        settle(archive.redis)


def test_what_no_migration_knows_is_left_as_it_is(archive: Archive) -> None:
    archive.redis.set("layout", "6")
    with pytest.raises(BadInput, match="layout 6, and this version reads 9"):
        migrate(archive.redis, in_a_row(Renaming(set())), "9")
    assert archive.redis.get("layout") == "6"


def test_an_empty_place_is_ours(archive: Archive) -> None:
    assert migrate(archive.redis) == []
    assert archive.redis.get("layout") == LAYOUT
    settle(archive.redis)
