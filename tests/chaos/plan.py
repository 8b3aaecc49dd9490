"""A seed -> what goes wrong, and when."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Deed = Literal["kill", "pause", "fault", "disconnect"]

SERVER = "server"
MEMBERS = (
    "worker (waiting) 1",
    "worker (waiting) 2",
    "worker (computing) 1",
    "worker (computing) 2",
    "clock 1",
    "clock 2",
    "web",
    SERVER,
)
_REST = 8.0
"""Seconds that a process is left alone after it was killed: it has to start and do some work."""
_STEP = 0.1
_LONG = 7.0
"""Seconds: longer than the queue and the locks believe that a silent process is alive."""

FAULTS: tuple[dict[str, object], ...] = (
    {"method": "chat.postMessage", "drop": "after", "times": 1},
    {"method": "chat.postMessage", "drop": "after", "times": 3},
    {"method": "chat.postMessage", "drop": "before", "times": 2},
    {"method": "chat.postMessage", "status": 429, "retry_after": 1, "times": 2},
    {"method": "chat.postMessage", "status": 503, "times": 3},
    {"method": "chat.postMessage", "error": "internal_error", "times": 2},
    {"method": "chat.postMessage", "delay": 1.5, "drop": "after", "times": 1},
    {"method": "conversations.history", "status": 503, "times": 2},
    {"method": "conversations.history", "status": 429, "retry_after": 2, "times": 1},
)


@dataclass(frozen=True, slots=True)
class Blow:
    """One thing that goes wrong. Each kind uses its own of the last three fields."""

    at: float
    """Seconds after the start."""
    deed: Deed
    target: str = ""
    seconds: float = 0.0
    fault: int = -1
    """Its place in FAULTS."""


def make_plan(seed: int, kills: int, every: float) -> list[Blow]:
    """By time. A kill each `every` seconds or so; for three kills a pause and a fault."""
    dice = Random(f"blows {seed}")  # noqa: S311
    deaths = _deaths(dice, kills, every)
    end = deaths[-1].at if deaths else 0.0
    others = [
        *(_pause(dice, end) for _ in range(kills // 3)),
        *(_fault(dice, end, n) for n in range(kills // 3)),
        *(Blow(dice.uniform(0, end), "disconnect") for _ in range(kills // 10)),
    ]
    return sorted([*deaths, *others], key=lambda blow: blow.at)


def _deaths(dice: Random, kills: int, every: float) -> list[Blow]:
    blows: list[Blow] = []
    rested = dict.fromkeys(MEMBERS, 0.0)
    at = 0.0
    while len(blows) < kills:
        at += dice.uniform(0.5, 1.5) * every
        while not (ready := [name for name in MEMBERS if rested[name] <= at]):
            at += _STEP
        target = dice.choice(ready)
        rested[target] = at + _REST
        blows.append(Blow(at, "kill", target))
    return blows


def _pause(dice: Random, end: float) -> Blow:
    target = dice.choice(MEMBERS)
    longest = 2.0 if target == SERVER else dice.choice((1.0, 4.0, _LONG))
    return Blow(dice.uniform(0, end), "pause", target, seconds=dice.uniform(0.3, 1.0) * longest)


def _fault(dice: Random, end: float, number: int) -> Blow:
    """Every second one is a post whose answer is lost, which asks most of us."""
    fault = dice.randrange(len(FAULTS)) if number % 2 else 0
    return Blow(dice.uniform(0, end), "fault", fault=fault)
