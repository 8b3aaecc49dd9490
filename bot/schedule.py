"""The clock: which duty is due when."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler

LOOK = 1
"""Seconds between two looks for sources whose time has come."""
SWEEP = 15
"""Seconds between two looks for alerts whose delivery got lost on the way."""
REREADS = 30
"""Seconds between two looks for pages that are to be looked at again."""
DIGESTS = 60
"""Seconds between two looks for channels whose digest is due."""
NOTICES = 3600
"""Seconds between two looks for sources that have come to ail."""
RETAIN = 3600
"""Seconds between two looks for what is too old to be kept."""
ENROL = 60
"""Seconds between two looks at which sources there are."""

Claim = Callable[[str, float], bool]
"""(slot, seconds) -> is it ours? Of any number of clocks, one gets each slot."""

_SLACK = timedelta(seconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Dues:
    """The sources whose time has come, over all clocks: each is given out once."""

    enrol: Callable[[], None]
    take: Callable[[], Iterable[str]]
    poll: Callable[[str], None]

    def hand_out(self) -> None:
        for source in self.take():
            self.poll(source)


def clock(
    dues: Dues,
    sweep: Callable[[], None],
    digests: Callable[[], None],
    notices: Callable[[], None],
    retain: Callable[[], None],
    rereads: Callable[[], None],
    claim: Claim,
    now: Callable[[], datetime],
) -> BackgroundScheduler:
    """A scheduler, not yet started.

    Misfire grace is off and missed turns are run as one, so a clock that slept wakes up with
    one poll a source. When each source is due stands in the archive, so that a thousand of
    them cost one look a second, and a clock that dies leaves nothing behind that the next
    one would not know.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    scheduler.add_job(dues.enrol, "date", id="enrol:first")
    scheduler.add_job(dues.enrol, "interval", id="enrol", seconds=ENROL)
    scheduler.add_job(dues.hand_out, "interval", id="polls", seconds=LOOK)
    turns = (
        Turn("sweep", SWEEP, sweep),
        Turn("digests", DIGESTS, digests),
        Turn("notices", NOTICES, notices),
        Turn("retain", RETAIN, retain),
        Turn("rereads", REREADS, rereads),
    )
    for turn in turns:
        take = partial(turn.take, claim, now)
        grid = {"seconds": turn.every, "start_date": _EPOCH + timedelta(seconds=turn.phase)}
        scheduler.add_job(take, "date", id=f"{turn.name}:first")
        scheduler.add_job(take, "interval", id=turn.name, **grid)
    return scheduler


def set_right(scheduler: BackgroundScheduler, at: datetime) -> None:
    """Whoever would wait longer than its own interval waits for a clock that was put back."""
    for job in scheduler.get_jobs():
        interval = getattr(job.trigger, "interval", None)
        if interval is not None and job.next_run_time > at + interval + _SLACK:
            scheduler.modify_job(job.id, next_run_time=at)


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
