"""The clock: every slot is taken once, however many clocks there are."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import Turn, clock
from bot.sources.source import Source
from bot.wiring.parts import Archive, now

MOMENTS = st.integers(1_400_000_000, 2_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


def turn(every: int = 60) -> Turn:
    return Turn("poll:herald", every, lambda: None)


@given(MOMENTS, st.integers(1, 100_000))
def test_neighbouring_points_of_the_grid_are_neighbouring_slots(at: datetime, every: int) -> None:
    one = int(turn(every).slot(at).rsplit(":", 1)[1])
    next_one = int(turn(every).slot(at + timedelta(seconds=every)).rsplit(":", 1)[1])
    assert next_one == one + 1


def test_two_clocks_take_a_slot_once(archive: Archive) -> None:
    taken: list[str] = []
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    mine = Turn("poll:herald", 60, lambda: taken.append("mine"))
    yours = Turn("poll:herald", 60, lambda: taken.append("yours"))
    for one in (mine, yours):
        one.take(archive.slots.claim, lambda: at)
    assert taken == ["mine"]


def test_a_started_clock_polls_at_once_and_again(archive: Archive) -> None:
    source = Source(id="herald", name="The Herald", url="https://herald.example/feed", every=1)
    polled: list[str] = []
    twice = threading.Event()

    def poll(id: str) -> None:
        polled.append(id)
        if len(polled) >= 2:
            twice.set()

    scheduler = clock([source], poll, lambda: None, archive.slots.claim, now)
    scheduler.start()
    try:
        assert twice.wait(10)
    finally:
        scheduler.shutdown()
    assert set(polled) == {"herald"}


def test_sources_of_one_interval_do_not_all_come_together() -> None:
    phases = {int(Turn(f"poll:source-{n}", 60, lambda: None).phase) for n in range(200)}
    assert len(phases) > 45
