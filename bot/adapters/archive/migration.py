"""A migration: how what stands in one layout is brought into the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redis import Redis


@dataclass(frozen=True, slots=True)
class Migration:
    since: str
    """The layout that it finds."""
    to: str
    """The layout that it leaves."""
    step: Callable[[Redis, str], str]
    """Does a part, from a place on: where the next begins, empty after the last.

    Twice is once: whoever is killed after a step and before its place is kept does it again.
    """
