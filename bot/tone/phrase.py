"""phrase as the lexicon writes it -> phrase that can be looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.tone.word import Word

LONGEST_GAP = 4
"""Words that `...` may stand for: "hold the other side responsible"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a phrase: any of `words`, any word that begins with `stem`, or a gap."""

    words: frozenset[str] = frozenset()
    stem: str = ""

    @property
    def is_gap(self) -> bool:
        return not self.words and not self.stem

    def fits(self, word: str) -> bool:
        return word in self.words or bool(self.stem and word.startswith(self.stem))


@dataclass(frozen=True, slots=True)
class Phrase:
    parts: tuple[Part, ...]

    def fit(self, words: Sequence[Word], start: int) -> int:
        """The index after the last word when the phrase stands at `start`; 0 when not."""
        return _fit(self.parts, words, start, words[start].sentence)


def _fit(parts: tuple[Part, ...], words: Sequence[Word], at: int, sentence: int) -> int:
    for number, part in enumerate(parts):
        if part.is_gap:
            skips = range(at, at + LONGEST_GAP + 1)
            ends = (_fit(parts[number + 1 :], words, skip, sentence) for skip in skips)
            return next(filter(None, ends), 0)
        if at >= len(words) or words[at].sentence != sentence or not part.fits(words[at].text):
            return 0
        at += 1
    return at


def read_phrase(written: str) -> Phrase:
    """Raises ValueError when it could match anywhere: it starts or ends with a gap."""
    parts = tuple(_read_part(part) for part in written.lower().split())
    if not parts or parts[0].is_gap or parts[-1].is_gap:
        raise ValueError(f"'{written}' must begin and end with a word")
    return Phrase(parts)


def _read_part(written: str) -> Part:
    if written == "...":
        return Part()
    if written.endswith("*"):
        return Part(stem=written[:-1])
    return Part(words=frozenset(chain.from_iterable(map(_forms, written.split("/")))))


def _forms(written: str) -> tuple[str, ...]:
    return _inflect(written[1:]) if written.startswith("~") else (written,)


def _inflect(word: str) -> tuple[str, ...]:
    """The regular endings; a form too many ("threated") does no harm."""
    if re.fullmatch(r".*[^aeiou]y", word):
        return (word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    if word.endswith("e"):
        return (word, f"{word}s", f"{word}d", f"{word[:-1]}ing")
    s = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
    doubled = word + word[-1] if re.fullmatch(r".*[^aeiou][aeiou][^aeiouwxy]", word) else word
    return (word, word + s, f"{word}ed", f"{word}ing", f"{doubled}ed", f"{doubled}ing")
