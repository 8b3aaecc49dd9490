"""A person: somebody an article names, as far as it and the register tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.statements.official import Official

Pronoun = Literal["he", "she"]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    """In full where the article or the register has it."""
    official: Official | None = None
    pronoun: Pronoun | None = None
    """None when neither the register, nor a title, nor the given name tells."""
    sure: bool = True
    """False when the article has two people of this surname."""
