"""A meaning: phrases that say the same about where a speaker stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT

Flag = Literal["firm", "turns", "lends", "asks", "mutes", "undoes", "calms"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One `[[meaning]]` of the lexicon; the file's head explains flags and phrases."""

    name: str
    means: str
    """Why these phrases weigh what they weigh, for the journalist who asks."""
    weight: float
    words: tuple[str, ...]
    flags: tuple[Flag, ...] = ()

    __pydantic_config__ = STRICT
