"""text -> terms: its words as a search compares them, without case, accents and endings."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.statements.names import without_accents
from bot.timeline.wording import words_of

MOST_TERMS = 2**16 - 1
"""Words of a statement beyond that many are not searched."""

_LONGEST = 40
"""Letters of a word that count."""
_SHORTEST = 4
"""A shorter word has no ending to lose: "red", "sing"."""
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def terms_of(text: str) -> tuple[str, ...]:
    return tuple(map(_term, words_of(text)[:MOST_TERMS]))


@lru_cache(maxsize=2**16)
def _term(word: str) -> str:
    """Talks and talked are one term; that "hoping" and "hops" are one as well does no harm."""
    plain = (word if word.isascii() else without_accents(word).casefold())[:_LONGEST]
    if len(plain) < _SHORTEST or not plain.isascii() or not plain.isalpha():
        return plain
    return _DOUBLED.sub(r"\1", _without_y(_without_past(_without_s(plain))))


def _without_s(word: str) -> str:
    if word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    return word[:-1]


def _without_past(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem) and not word.endswith("eed"):
            return stem
    return word


def _without_y(word: str) -> str:
    """Denied, denies, deny; made of the same words without their last e."""
    bare = word.removesuffix("e")
    return f"{bare[:-1]}i" if bare.endswith("y") else bare
