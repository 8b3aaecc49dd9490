"""A side: a country or body that officials speak for, and the words that mean it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT


@dataclass(frozen=True, slots=True)
class Side:
    """One `[[side]]` of the register; an official's `group` is the name of one."""

    name: str
    """"Russia", "NATO"."""
    words: tuple[str, ...] = ()
    """What prose calls it besides its name: demonyms, the capital, the seat of power."""
    kind: Literal["country", "body"] = "country"

    __pydantic_config__ = STRICT
