"""Whether the bot is well: the same answer from each of its processes, and for `doctor`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from bot import engine, schedule
from bot.adapters.archive.door import translated
from bot.errors import TryAgain
from bot.wiring.finding import Finding
from bot.wiring.parts import Archive

CLOCK, SLACK = "clock", "slack"
DUTIES = (CLOCK, *engine.QUEUES, SLACK)
_EVERY = 5.0
_LASTS = {CLOCK: 2.0 * schedule.SWEEP}
"""Seconds that the clock counts as heard: two of its periods."""
_MISSED = 3 * _EVERY
_REMEDY = {
    CLOCK: "no clock was heard for 30 seconds: start `clock`",
    engine.WAITING: "nobody works off the waiting queue: start `work --queues waiting`",
    engine.COMPUTING: "nobody works off the computing queue: start `work --queues computing`",
    SLACK: "no `web` has a connection to Slack",
}


def vitals(archive: Archive) -> list[Finding]:
    try:
        _write(archive)
        heard = archive.beats.heard(DUTIES)
    except TryAgain as error:
        return [Finding("Redis", False, str(error))]
    told = {duty: "" if here else _REMEDY[duty] for duty, here in heard.items()}
    return [Finding(f"heard lately: {duty}", heard[duty], told[duty]) for duty in DUTIES]


def wrong(archive: Archive) -> list[str]:
    return [finding.remedy for finding in vitals(archive) if not finding.well]


@translated
def _write(archive: Archive) -> None:
    """A full one, or a replica, answers all the same, and takes nothing."""
    archive.redis.set("health", 1, ex=60)


def beat(archive: Archive, duty: str) -> None:
    """Silent where Redis does not answer: that is told by others."""
    with suppress(TryAgain):
        archive.beats.beat(duty, _LASTS.get(duty, _MISSED))


def keep_beating(archive: Archive, duty: str, alive: Callable[[], bool], stopped: Event) -> None:
    """In a thread of its own, as long as it is true."""

    def beats() -> None:
        while True:
            if alive():
                beat(archive, duty)
            if stopped.wait(_EVERY):
                return

    Thread(target=beats, daemon=True).start()
