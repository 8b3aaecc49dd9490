"""text -> words, each knowing where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_ENDS = re.compile(r"[.!?;:\n]")
_CLAUSE_ENDS = re.compile(r"[,–—()]|\s-\s")
_SHORT_FORMS = frozenset(["mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "st"])


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    """In lower case, with straight apostrophes and without the dots of an abbreviation."""
    start: int
    end: int
    sentence: int
    clause: int
    """Both count from 0; a clause ends where its sentence does or at a comma or dash."""


def read_words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    sentence = clause = 0
    for found in _WORD.finditer(text):
        if words:
            between = text[words[-1].end : found.start()]
            new_sentence = _ends_sentence(words[-1].text, between)
            sentence += new_sentence
            clause += new_sentence or _CLAUSE_ENDS.search(between) is not None
        words.append(Word(_plain(found[0]), found.start(), found.end(), sentence, clause))
    return tuple(words)


def _ends_sentence(word: str, between: str) -> bool:
    if _SENTENCE_ENDS.search(between) is None:
        return False
    return not (between.startswith(". ") and word in _SHORT_FORMS)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace(".", "")
