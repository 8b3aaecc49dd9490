"""text, text -> whether the same words were said, again or carried elsewhere.

`print_of` and `may_be_same` find candidates cheaply; `same_words` decides. It would rather call a
repeat news than news a repeat: a changed number, name or negation is never the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\w|%")
_BREAK = re.compile(r"[.,;:!?–—()\n]|\s-\s")
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IRREGULAR = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_FUNCTION_WORDS = frozenset({
    "a", "an", "the", "that", "this", "these", "those", "of", "to", "in", "on", "at", "and", "as",
    "so", "also", "just", "then", "well", "uh", "um",
})  # fmt: skip
_NEGATIONS = frozenset(
    ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "hardly"]
)
_FEWEST_CONTAINED = 4
"""A shorter text is the same as another only when all of its words are."""
_WORDS_A_CHANGE = 8
"""One function word in so many may differ."""
_LONGEST_ALIGNED = 300
"""Longer texts must be equal: aligning takes the square of the length."""
_BITS = 126
_CONTAINED, _WHOLE = 1 << _BITS, 1 << _BITS + 1

Print = NDArray[np.uint64]
"""Two numbers, or rows of two."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    opens: bool
    """A clause begins with it."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """Words that one text has where the other has others, or none."""

    shorter: Sequence[_Token]
    longer: Sequence[_Token]
    at_edge: bool
    parted: bool
    """A clause ends between the longer text's words and the words both share."""


def words_of(text: str) -> tuple[str, ...]:
    """Lower case, without marks; contractions written out, so that "don't" holds a "not"."""
    return tuple(token.word for token in _tokens(text))


def print_of(text: str) -> Print:
    """128 bits: one of the lower 126 for each word that is no function word, or, where only all
    of the words will do, a hash of them; the upper two tell which of both it is."""
    tokens = _tokens(text)
    if len(tokens) < _FEWEST_CONTAINED:
        whole = " ".join(_words(tokens)).encode()
        hashed = int.from_bytes(blake2b(whole, digest_size=16).digest())
        return _print(_WHOLE | hashed % _CONTAINED)
    words = {token.word for token in tokens} - _FUNCTION_WORDS
    return _print(sum({1 << crc32(word.encode()) % _BITS for word in words}, start=_CONTAINED))


def _print(bits: int) -> Print:
    return np.frombuffer(bits.to_bytes(16, "little"), "<u8")


def may_be_same(prints: Print, said: Print) -> NDArray[np.bool_]:
    """For each of many prints; never wrong where it says no: of texts of the same words, one
    holds all that counts of the other."""
    shared = prints & said
    may: NDArray[np.bool_] = (shared == prints).all(axis=1) | (shared == said).all(axis=1)
    return may


def record_id(speaker: str, text: str) -> str:
    """The same for the same words by the same speaker, whatever the marks, on every machine."""
    return _digest((" ".join(speaker.casefold().split()), "", *words_of(text)), 10)


def same_words(a: str, b: str) -> bool:
    shorter, longer = sorted(
        (_tokens(a), _tokens(b)), key=lambda tokens: (len(tokens), _words(tokens))
    )
    if _words(shorter) == _words(longer):
        return True
    if len(longer) > _LONGEST_ALIGNED or len(shorter) < _FEWEST_CONTAINED:
        return False
    if _content(shorter) not in _content(longer):
        return False  # before the costly part: most candidates differ in what they say
    return _all_harmless(list(_differences(shorter, longer)), len(shorter))


def _content(tokens: Sequence[_Token]) -> str:
    words = (token.word for token in tokens if token.word not in _FUNCTION_WORDS)
    return "".join(f" {word} " for word in words)


def _all_harmless(differences: Sequence[_Difference], length: int) -> bool:
    inner = [difference for difference in differences if not _is_trim(difference)]
    changed = sum(max(len(d.shorter), len(d.longer)) for d in inner)
    return changed <= length / _WORDS_A_CHANGE and all(map(_is_function, inner))


def _is_trim(difference: _Difference) -> bool:
    """One outlet quotes more than the other; in a clause of its own that may be anything,
    within a clause it must not deny what both quote."""
    if not difference.at_edge or difference.shorter:
        return False
    if difference.parted and len(difference.longer) > 2:
        return True
    return not any(token.word in _NEGATIONS for token in difference.longer)


def _is_function(difference: _Difference) -> bool:
    tokens = chain(difference.shorter, difference.longer)
    return all(token.word in _FUNCTION_WORDS for token in tokens)


def _differences(shorter: Sequence[_Token], longer: Sequence[_Token]) -> Iterator[_Difference]:
    matcher = SequenceMatcher(None, _words(shorter), _words(longer), autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        leads, trails = other_start == 0, other_end == len(longer)
        # The break stands before the first shared word, or before the first word beyond it.
        first_beyond = other_end if leads else other_start
        parted = first_beyond < len(longer) and longer[first_beyond].opens
        edge = leads or trails
        yield _Difference(shorter[start:end], longer[other_start:other_end], edge, parted)


def _words(tokens: Sequence[_Token]) -> tuple[str, ...]:
    return tuple(token.word for token in tokens)


def _tokens(text: str) -> tuple[_Token, ...]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(_read_tokens(re.sub("[’‘`´]", "'", plain)))


def _read_tokens(text: str) -> Iterator[_Token]:
    last = 0
    for found in _TOKEN.finditer(text):
        opens = last == 0 or _BREAK.search(text[last : found.start()]) is not None
        last = found.end()
        for number, word in enumerate(_written_out(found[0])):
            yield _Token(word, opens and number == 0)


def _written_out(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (re.sub(r",(?=\d{3}\b)", "", word),)
    if word in _IRREGULAR:
        return (_IRREGULAR[word], "not")
    if word.endswith("n't"):
        return (word[:-3], "not")
    stem, mark, ending = word.rpartition("'")
    written = _ENDINGS.get(mark + ending)
    return (stem, written) if stem and written else (word.replace("'", ""),)


def _digest(words: Iterable[str], size: int) -> str:
    return blake2b(" ".join(words).encode(), digest_size=size).hexdigest()
