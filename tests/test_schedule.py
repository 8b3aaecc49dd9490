"""The clock: every slot is taken once, however many clocks there are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from inspect import signature
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import Dues, Turn, clock, set_right
from bot.sources.source import Source
from bot.wiring.parts import Archive, now
from tests.world import NOON

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


@dataclass
class Time:
    """The steady passing of seconds, and what a clock on the wall makes of it."""

    passed: float = 0.0
    off: float = 0.0
    taken: dict[str, float] = field(default_factory=dict)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.passed + self.off)

    def claim(self, slot: str, seconds: float) -> bool:
        """As Redis does: the first has it, and it is forgotten after so many seconds."""
        if self.taken.get(slot, -1.0) > self.passed:
            return False
        self.taken[slot] = self.passed + seconds
        return True


JUMPS = st.lists(st.integers(-100_000, 100_000) | st.integers(-150, 150) | st.just(0), max_size=40)


@given(JUMPS)
def test_however_the_wall_clock_jumps_no_duty_waits_longer_than_three_periods(
    jumps: list[int],
) -> None:
    time, done = Time(), [0.0]
    sweep = Turn("sweep", 60, lambda: done.append(time.passed))
    for jump in jumps:
        time.passed, time.off = time.passed + 60, time.off + jump
        sweep.take(time.claim, time.now)
    assert all(later - earlier <= 180 for earlier, later in pairwise([*done, time.passed]))


@given(st.lists(st.sets(st.integers(0, 3), min_size=1), max_size=40))
def test_whichever_clocks_live_each_turn_is_taken_once(alive: list[set[int]]) -> None:
    """One that died is replaced with the very next turn."""
    time = Time()
    for turns, clocks in enumerate(alive):
        time.passed = 60.0 * turns
        done: list[int] = []
        for number in clocks:
            Turn("sweep", 60, partial(done.append, number)).take(time.claim, time.now)
        assert len(done) == 1


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", (2026, 3, 29)),
        ("Europe/London", (2026, 10, 25)),
        ("America/New_York", (2026, 11, 1)),
        ("Australia/Lord_Howe", (2026, 4, 5)),
        ("UTC", (2028, 2, 29)),
        ("UTC", (2027, 2, 28)),
        ("UTC", (2026, 12, 31)),
    ],
)
def test_every_minute_of_an_odd_day_has_one_slot(zone: str, day: tuple[int, int, int]) -> None:
    """No hour is left out, and none comes twice, where the clocks of people change."""
    start = datetime(*day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    minutes = [start + timedelta(minutes=n) for n in range(26 * 60)]
    slots = [turn().slot(at.astimezone(ZoneInfo(zone))) for at in minutes]
    assert len(set(slots)) == len(minutes)


@pytest.fixture
def still() -> Iterator[BackgroundScheduler]:
    """A clock whose hands do not move by themselves."""
    dues = Dues(lambda: None, list, lambda _: None)
    duties = dict.fromkeys(signature(clock).parameters, lambda: None) | {"dues": dues, "now": now}
    scheduler = clock(**{**duties, "claim": lambda _slot, _seconds: True})  # type: ignore[arg-type]
    scheduler.start(paused=True)
    yield scheduler
    scheduler.shutdown(wait=False)


def _next(scheduler: BackgroundScheduler) -> dict[str, datetime]:
    return {job.id: job.next_run_time for job in scheduler.get_jobs()}


def test_a_wall_clock_that_was_put_back_does_not_silence_the_clock(
    still: BackgroundScheduler,
) -> None:
    back = now() - timedelta(days=2)
    set_right(still, back)
    waiting = {id: at for id, at in _next(still).items() if not id.endswith(":first")}
    assert waiting
    assert set(waiting.values()) == {back}


def test_a_clock_that_is_right_is_left_alone(still: BackgroundScheduler) -> None:
    before = _next(still)
    for seconds in (0, 1, 3600):
        set_right(still, now() + timedelta(seconds=seconds))
    assert _next(still) == before
