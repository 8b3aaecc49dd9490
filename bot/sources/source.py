"""A source: an address that lists news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT

Kind = Literal["feed", "sitemap", "listing", "search"]


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]` of a catalogue."""

    id: str
    name: str
    """What readers know it by: "Reuters"."""
    url: str
    """`{name}` in it stands for each official whom somebody follows."""
    kind: Kind | None = None
    """None: guessed from what it answers."""
    every: int = 900
    """Seconds between two polls."""
    language: str = "en"
    first_party: bool = False
    """An official's own site, whose words need no intermediary."""
    section: str = ""
    """Where the catalogue shelves it: agencies, broadcasters, papers, governments ..."""

    items: str = ""
    """Of a listing: CSS that selects one story each."""
    link: str = ""
    """CSS within a story; the first link when empty."""
    title: str = ""
    """The words of the link when empty."""
    date: str = ""
    """The first <time> when empty."""

    __pydantic_config__ = STRICT
