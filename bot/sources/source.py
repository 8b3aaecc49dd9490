"""A source: an address that lists news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT

Kind = Literal["feed"]


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]` of a catalogue."""

    id: str
    name: str
    """What readers know it by: "Reuters"."""
    url: str
    kind: Kind = "feed"
    every: int = 900
    """Seconds between two polls."""
    language: str = "en"
    first_party: bool = False
    """An official's own site, whose words need no intermediary."""
    section: str = ""
    """Where the catalogue shelves it: agencies, broadcasters, papers, governments ..."""

    __pydantic_config__ = STRICT
