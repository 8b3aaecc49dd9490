"""The clock: which duty is due when."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler

from bot.sources.source import Source

SWEEP = 15
"""Seconds between two looks for alerts whose delivery got lost on the way."""

Claim = Callable[[str, float], bool]
"""(slot, seconds) -> is it ours? Of any number of clocks, one gets each slot."""

_EPOCH = datetime.fromtimestamp(0, UTC)


def clock(
    sources: Iterable[Source],
    poll: Callable[[str], None],
    sweep: Callable[[], None],
    claim: Claim,
    now: Callable[[], datetime],
    always: int | None = None,
) -> BackgroundScheduler:
    """A scheduler, not yet started. `always`: one interval for all sources, for trials.

    Misfire grace is off and missed turns are run as one, so a clock that slept wakes up with
    one poll a source. The first turn comes at once unless another clock has had it; the next
    ones lie on a grid of the source's own, so that sources do not all come together and
    clocks agree on the slots.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    turns = [Turn(f"poll:{s.id}", always or s.every, partial(poll, s.id)) for s in sources]
    for turn in [*turns, Turn("sweep", SWEEP, sweep)]:
        take = partial(turn.take, claim, now)
        scheduler.add_job(take, "date", id=f"{turn.name}:first")
        grid = {"seconds": turn.every, "start_date": _EPOCH + timedelta(seconds=turn.phase)}
        scheduler.add_job(take, "interval", id=turn.name, **grid)
    return scheduler


@dataclass(frozen=True, slots=True)
class Turn:
    """One duty that comes round."""

    name: str
    every: int
    act: Callable[[], None]

    @property
    def phase(self) -> float:
        """Seconds by which the grid is moved: the same on every machine, even over all names."""
        return zlib.crc32(self.name.encode()) % 1000 / 1000 * self.every

    def slot(self, at: datetime) -> str:
        """Clocks that fire for the same point of the grid name the same slot."""
        # The hair is for a grid point that floating point puts just short of itself.
        return f"{self.name}:{self.every}:{int((at.timestamp() - self.phase) / self.every + 1e-6)}"

    def take(self, claim: Claim, now: Callable[[], datetime]) -> None:
        if claim(self.slot(now()), 2.0 * self.every):
            self.act()
