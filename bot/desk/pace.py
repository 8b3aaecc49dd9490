"""How a round went -> how long to wait for the next. Decides and touches nothing."""

from __future__ import annotations

from dataclasses import dataclass

FLOOR = 60.0
CEILING = 6 * 3600.0
DAY = 24 * 3600.0
"""The ceiling for failures: whoever fails for a month is still asked every day."""
_STRETCH = 4.0
"""How far a source's own pace may lead away from what the catalogue wishes, either way."""
_HURRY, _CALM = 0.5, 1.2
"""What a round with news, and one without, does to the wait."""
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """What a source is allowed."""

    every: float
    """Seconds that the catalogue wishes."""
    floor: float = FLOOR
    fixed: bool = False
    """One interval whatever the source says, for trials."""


def follow(pace: Pace, last: float, news: int) -> float:
    """The wait that follows how often a source publishes. `last`: the one before, 0 at first."""
    if pace.fixed:
        return pace.every
    wait = (last or pace.every) * (_HURRY if news else _CALM)
    slowest = min(max(pace.every * _STRETCH, pace.floor), CEILING)
    fastest = min(max(pace.every / _STRETCH, pace.floor), CEILING)
    return min(max(wait, fastest), slowest)


def obey(pace: Pace, wait: float, wish: float, fresh: float) -> float:
    """The wait that a source asks for, where it is longer.

    A feed's own figure is often its program's and nobody's choice, so one that publishes
    faster than the catalogue expected is not believed beyond that. What a cache would
    answer for us (`fresh`) is not worth asking before its time.
    """
    if pace.fixed:
        return wait
    believed = min(wish, pace.every) if wait < pace.every else wish
    return min(max(wait, believed, fresh), CEILING)


def back_off(pace: Pace, failures: int, asked: float | None) -> float:
    """Twice as long after every failure in a row; no less than what the other side `asked`."""
    base = max(pace.every, pace.floor if not pace.fixed else 0.0)
    wait = min(base * 2.0 ** min(failures - 1, 20), DAY)
    return max(wait, asked or 0.0)


def jitter(wait: float, chance: float) -> float:
    """`chance` (0 to 1) keeps sources apart that began together; none comes before its time."""
    return wait * (1 + _JITTER * chance)
