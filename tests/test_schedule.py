"""The clock: every slot is taken once, however many clocks there are."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import Dues, Turn, clock
from bot.sources.source import Source
from bot.wiring.parts import Archive, now

MOMENTS = st.integers(1_400_000_000, 2_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


def turn(every: int = 60) -> Turn:
    return Turn("sweep", every, lambda: None)


@given(MOMENTS, st.integers(1, 100_000))
def test_neighbouring_points_of_the_grid_are_neighbouring_slots(at: datetime, every: int) -> None:
    one = int(turn(every).slot(at).rsplit(":", 1)[1])
    next_one = int(turn(every).slot(at + timedelta(seconds=every)).rsplit(":", 1)[1])
    assert next_one == one + 1


def test_two_clocks_take_a_slot_once(archive: Archive) -> None:
    taken: list[str] = []
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    mine = Turn("sweep", 60, lambda: taken.append("mine"))
    yours = Turn("sweep", 60, lambda: taken.append("yours"))
    for one in (mine, yours):
        one.take(archive.slots.claim, lambda: at)
    assert taken == ["mine"]


SOURCES = [Source(f"source-{n}", "S", f"https://s{n}.example/feed") for n in range(20)]


def test_a_started_clock_asks_every_source_soon_and_a_second_one_none_again(
    archive: Archive,
) -> None:
    polled: list[str] = []
    everyone = threading.Event()

    def poll(id: str) -> None:
        polled.append(id)
        if len(polled) >= len(SOURCES):
            everyone.set()

    def idle() -> None:
        return

    def one_clock() -> BackgroundScheduler:
        dues = Dues(lambda: archive.rota.enrol(SOURCES), lambda: archive.rota.take(100), poll)
        return clock(dues, idle, idle, idle, idle, idle, archive.slots.claim, now)

    clocks = [one_clock(), one_clock()]
    for each in clocks:
        each.start()
    try:
        assert everyone.wait(10)
    finally:
        for each in clocks:
            each.shutdown()
    assert sorted(polled) == sorted(source.id for source in SOURCES)
