"""text -> pieces: the words and parts of words that the network knows, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"[㐀-䶿一-鿿]|[^\W_㐀-䶿一-鿿]+|[^\w\s]|_")
_LONGEST_WORD = 100
"""Characters; a longer run is no word, and would cost its square."""
_UNKNOWN = "[UNK]"
_MOST_WORDS = 50_000
"""Words remembered with their pieces; news has about as many, and the rest is hostile."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Three lists of one length; places count characters of the text that was cut."""

    ids: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(frozen=True)
class Vocabulary:
    """WordPiece (Schuster and Nakajima 2012), lower case and without accents, as BERT has it.

    Our own since the `tokenizers` package brings an HTTP client and a hub along, for these lines.
    """

    numbers: dict[str, int]
    _known: dict[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)

    def cut(self, text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
        """The pieces of these spans of the text, in order."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for first, last in spans:
            for word in _WORD.finditer(text, first, last):
                at = word.start()
                for number, start, end in self._pieces(word.group()):
                    ids.append(number)
                    starts.append(at + start)
                    ends.append(at + end)
        return Pieces(ids, starts, ends)

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        found = self._known.get(word)
        if found is None:
            found = tuple(self._cut_word(word))
            if len(self._known) < _MOST_WORDS:
                self._known[word] = found
        return found

    def _cut_word(self, word: str) -> list[tuple[int, int, int]]:
        """The longest piece first, from the left; one unknown piece when any part is unknown."""
        plain = _plain(word)
        whole = [(self.numbers[_UNKNOWN], 0, len(word))]
        if not plain or len(plain) > _LONGEST_WORD:
            return whole
        pieces = []
        start = 0
        while start < len(plain):
            found = self._longest(plain, start)
            if found is None:
                return whole
            number, end = found
            pieces.append((number, start, end))
            start = end
        # A letter that became two or none when folded: no place inside the word can be trusted.
        if len(plain) != len(word):
            return [(number, 0, len(word)) for number, _, _ in pieces]
        return pieces

    def _longest(self, plain: str, start: int) -> tuple[int, int] | None:
        before = "##" if start else ""
        for end in range(len(plain), start, -1):
            number = self.numbers.get(before + plain[start:end])
            if number is not None:
                return number, end
        return None


def read_vocabulary(text: str) -> Vocabulary:
    """One piece a line; its number is the line's, from 0."""
    return Vocabulary({piece: number for number, piece in enumerate(text.split("\n")) if piece})


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Mn")
