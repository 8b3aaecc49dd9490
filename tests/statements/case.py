"""A gold case: a text of our own, and one statement that an editor hears in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["direct", "mixed", "indirect"]
FRIDAY = date(2021, 12, 31)


@dataclass(frozen=True)
class When:
    said: date | None
    old: bool = False


@dataclass(frozen=True)
class Case:
    about: str
    text: str
    speaker: str | None
    words: str
    kind: Kind = "direct"
    via: str | None = None
    beside: tuple[str, ...] = ()
    """Who else speaks in the text, and rightly so."""
    when: When | None = None
    """Looked at where it is given."""
    targets: tuple[str, ...] | None = None
    """Looked at where they are given."""
    day: date = FRIDAY
    """Of the article."""


def cases(kind: Kind, *rows: tuple[str, str, str | None, str]) -> list[Case]:
    return [Case(about, text, speaker, words, kind) for about, text, speaker, words in rows]
