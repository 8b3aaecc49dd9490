"""A report: words that a text gives as somebody's, before it is known who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from bot.statements.passage import Passage, Span

How = Literal[
    "cue",
    "parenthesis",
    "according",
    "colon",
    "dash",
    "follows",
    "next",
    "carried",
    "inner",
    "turn",
    "tagged",
]
"""How the words hang on their source, from the surest to the least sure.

cue: "X said ..."; parenthesis: "..., X said"; according: "according to X";
colon, dash: a bare mark; follows: a quotation after one of the same paragraph;
next: after a sentence about X;
carried: after a paragraph that ended with X speaking;
inner: in marks inside somebody else's quotation;
turn: in a transcript, behind a name and a colon;
tagged: as a network reads it.
"""


@dataclass(frozen=True, slots=True)
class Report:
    words: Span
    source: Token | None
    """The head of the words that name the source; None when there are none."""
    cue: Token | None
    passage: Passage
    """Where source and cue stand."""
    how: How
    around: Span
    """The sentence of source and cue: what else it says tells when, and through whom."""
    cue_words: str | None = None
