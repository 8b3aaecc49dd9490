"""A passage: one paragraph, or a piece of a very long one, as grammar sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

Span = tuple[int, int]
"""Where words start and end, counted in characters of the article's text."""

LONGEST = 4_000
"""Characters given to the parser at once; a paragraph of prose is rarely half of it."""
LONGEST_WORD = 80
"""A run without spaces beyond this is no word, and costs the tokenizer its square."""


@dataclass(frozen=True, slots=True)
class Passage:
    number: int
    start: int
    text: str
    doc: Doc
    """Of this text, character for character."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def span(self, first: Token, last: Token) -> Span:
        return self.start + first.idx, self.start + last.idx + len(last)

    def at(self, token: Token) -> int:
        return self.start + token.idx


def stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """Cuts a line where grammar would be asked for too much at once, at a space if there is one."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def is_prose(text: str) -> bool:
    """Worth the parser's time: words of letters, and none that would choke the tokenizer."""
    words = text.split()
    letters = sum(map(str.isalpha, text))
    return letters * 2 > len(text) and all(len(word) <= LONGEST_WORD for word in words)
