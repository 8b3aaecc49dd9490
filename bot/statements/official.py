"""An official: a person whose words are news, and the offices held when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.datafile import STRICT


@dataclass(frozen=True, slots=True)
class Office:
    """One office; `until` is the first day no longer in it, None while it lasts."""

    title: str
    """As prose says it without the country: "foreign minister", "president"."""
    since: date
    until: date | None = None
    of: str = ""
    """The country or body, where it is not the official's group."""

    __pydantic_config__ = STRICT

    def held_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Official:
    """One `[[official]]` of the register."""

    id: str
    """The full name in lower-case ASCII with hyphens: `sergey-lavrov`."""
    name: str
    group: str
    """The side they speak for: a country or an organisation."""
    offices: tuple[Office, ...]
    aliases: tuple[str, ...] = ()
    """Other full names, transliterations, native script; surnames nobody else here bears."""
    ambiguous: tuple[str, ...] = ()
    """Names that other people bear too: a hint in context, never proof."""
    pronoun: Literal["he", "she", "they"] = "they"
    wikidata: str = ""

    __pydantic_config__ = STRICT

    def offices_on(self, day: date) -> tuple[Office, ...]:
        return tuple(office for office in self.offices if office.held_on(day))
