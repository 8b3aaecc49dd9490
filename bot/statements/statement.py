"""A statement: words, and the person whose words they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["direct", "mixed", "indirect"]
"""direct: all inside quotation marks; mixed: partly; indirect: none, a paraphrase."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Offsets count characters of the article's text: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str
    kind: Kind
    speaker: str | None
    """The full name as far as the article or the register knows it; None when nobody is named."""
    speaker_start: int | None
    speaker_end: int | None
    """The words the name was read from: "he", "Mr. Lavrov"."""
    official: str | None
    """The id in the register."""
    group: str | None
    """The side that the speaker speaks for."""
    cue: str | None
    """The word that reports the speech: "said", "according to"; None for a bare colon or dash."""
    via: str | None
    """Who relays it: "American officials"."""
    said: date | None
    """The day it was said; None when the article leaves it open."""
    old: bool
    """True when the article repeats what was said earlier: never news."""
    targets: tuple[str, ...]
    """Whom it is about: countries and bodies by the name of their side, people in full."""
    confidence: float
    """From 0 to 1 that these are the speaker's words."""

    @property
    def who(self) -> str:
        """Under whom it is kept: the official's id, the name of somebody else, or nobody."""
        return self.official or self.speaker or ""
