"""A sway: words that change the weight of the words they govern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT

Kind = Literal[
    "denies",  # "not", "without": what follows is turned over
    "forbids",  # "cannot invade": what is hostile stays so, what is friendly is refused
    "ends",  # "prevent", "stop": what follows is meant to be over
    "voids",  # "is over", "impossible": what is friendly before it is turned over
    "strengthens",
    "softens",
    "doubts",  # "could", "may"
    "conditions",  # "if", "unless": the whole sentence weighs less
    "opposes",  # "but": what follows outweighs what came before
    "concedes",  # "although": its own clause weighs less
]


@dataclass(frozen=True, slots=True)
class Sway:
    """One `[[sway]]` of the lexicon."""

    kind: Kind
    words: tuple[str, ...]

    __pydantic_config__ = STRICT
