"""An example: a statement whose tone people have labelled."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5
from typing import Literal

Corpus = Literal["news", "quotations", "invented"]


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    corpus: Corpus
    text: str
    label: int
    """-1 confrontational, 0 neutral, 1 conciliatory."""
    group: str
    """What must not be torn apart: the speaker, or the sentence it nearly repeats."""
    strength: float | None = None
    """From -1 to 1: a tenth of the Goldstein scale, or three fifths of our five steps."""

    @property
    def tuned(self) -> bool:
        """The lexicon was tuned on one half of the news: what it says there flatters."""
        return self.corpus == "news" and first_byte(self.id) % 2 == 0


def first_byte(text: str) -> int:
    return md5(text.encode(), usedforsecurity=False).digest()[0]
