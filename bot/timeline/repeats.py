"""text, text -> whether the same words were said, again or carried elsewhere.

`print_of` and `may_be_same` find candidates cheaply, `kinship` decides. It would rather call a
repeat news than news a repeat: a changed number, name or negation is never the same, and makes
of one a variant of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import chain
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.timeline.wording import Word, is_number, wording_of, words_of


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = frozenset(["a", "an", "the", "this", "that", "these", "those"])
_FUNCTION_WORDS = _DETERMINERS | {
    *("of", "to", "in", "on", "at", "and", "as", "so", "also", "just", "then", "well", "uh", "um"),
}
_PRONOUNS = _set_of("he she it they we him her them us his its their our i my you your who which")
"""What an editor replaces by a name between brackets."""
_NEGATIONS = frozenset(
    ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "hardly"]
)
_CONDITIONS = _set_of(
    "if unless until provided except but only however although though whether when"
)
_MODALS = _set_of("will would shall should can could may might must")
_QUANTITIES = _set_of(
    "least most up more less fewer over under above below about almost nearly around roughly"
    " approximately half double twice minus"
)
_AMOUNTS = _set_of("some few many all every each both")
_STANCES = _set_of(
    "doubt deny denies denied denying false wrong untrue lie claim claims claimed refuse refuses"
    " refused fail failed stop stopped reject rejects rejected wish hope hopes try tried"
    " impossible unlikely rumor rumors suggestion allegation allegations"
)
"""What may turn round the words that follow it."""
_FEWEST_CONTAINED = 4
"""A shorter text is the same as another only when all of its words are."""
_WORDS_A_CHANGE = 8
"""One function word in so many may differ, and one in any case."""
_ASIDE = 4
"""Words of a clause that is short enough to be about the one before it."""
_LONGEST_ALIGNED = 300
"""Longer texts must be equal: aligning takes the square of the length."""
_CHANGED = 4
"""A variant differs in one word of so many at the most."""
_SHARED = 0.6
"""Of the words that count, two variants share so many."""
_FEWEST_CUT = 8
"""A shorter text that is no part of another proves nothing of it."""
_BITS = 126
_CONTAINED, _WHOLE = 1 << _BITS, 1 << _BITS + 1
_NEAR = 4
"""Bits by which one of two variants exceeds what it shares with the other."""

Kinship = Literal["same", "variant"]
Print = NDArray[np.uint64]
"""Two numbers, or rows of two."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """Words that one text has where the other has others, or none."""

    shorter: Sequence[Word]
    longer: Sequence[Word]
    leads: bool
    trails: bool
    parted: int
    """A clause (1) or a sentence (2) ends between the longer text's words and the shared ones."""
    gap: bool
    """The shorter text says that it left something out here."""

    @property
    def words(self) -> list[str]:
        return [word.word for word in chain(self.shorter, self.longer)]


def print_of(text: str) -> Print:
    """128 bits: one of the lower 126 for each word that counts, or, where only all of the words
    will do, a hash of them; the upper two tell which of both it is."""
    words = wording_of(text)
    if len(words) < _FEWEST_CONTAINED:
        whole = " ".join(_words(words)).encode()
        hashed = int.from_bytes(blake2b(whole, digest_size=16).digest())
        return _print(_WHOLE | hashed % _CONTAINED)
    return _print(sum({1 << crc32(word.encode()) % _BITS for word in _core(words)}, _CONTAINED))


def _print(bits: int) -> Print:
    return np.frombuffer(bits.to_bytes(16, "little"), "<u8")


def may_be_same(prints: Print, said: Print) -> NDArray[np.bool_]:
    """For each of many prints; never wrong where it says no: of texts of the same words, one
    holds all that counts of the other."""
    shared = prints & said
    may: NDArray[np.bool_] = (shared == prints).all(axis=1) | (shared == said).all(axis=1)
    return may


def may_be_variant(prints: Print, said: Print) -> NDArray[np.bool_]:
    """For each of many prints: hardly anything of one is not in the other."""
    theirs, ours = _count(prints), _count(said[np.newaxis])
    shared = _count(prints & said)
    fewer = np.minimum(theirs, ours)
    may: NDArray[np.bool_] = (fewer - shared <= _NEAR) & (2 * shared + 1 >= fewer)
    return may


def _count(prints: Print) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = np.bitwise_count(prints).sum(axis=1, dtype=np.int64)
    return counts


def record_id(speaker: str, text: str) -> str:
    """The same for the same words by the same speaker, whatever the marks, on every machine."""
    return _digest((" ".join(speaker.casefold().split()), "", *words_of(text)), 10)


def same_words(a: str, b: str) -> bool:
    return kinship(a, b) == "same"


def kinship(a: str, b: str) -> Kinship | None:
    """How two texts by one speaker are akin; None: they say different things."""
    one, other = wording_of(a), wording_of(b)
    shorter, longer = sorted((one, other), key=lambda words: (len(words), _words(words)))
    holds = _core(shorter) <= _core(longer) or _core(longer) <= _core(shorter)
    if _words(shorter) == _words(longer):
        return "same" if holds else "variant"
    if len(longer) > _LONGEST_ALIGNED or len(shorter) < _FEWEST_CONTAINED:
        return None
    if not holds and _shared(shorter, longer) < _SHARED:
        return None  # before the costly part: most candidates differ in what they say
    differences = list(_differences(shorter, longer))
    if holds and _all_harmless(differences, len(shorter)):
        return "same"
    cut = len(shorter) < _FEWEST_CUT and len(longer) > 2 * len(shorter)
    return "variant" if not cut and _is_variant(differences, len(shorter)) else None


def _core(words: Sequence[Word]) -> frozenset[str]:
    """Without what may differ between texts of the same words."""
    spoken = {word.word for word in words if not word.inserted}
    return frozenset(spoken - _FUNCTION_WORDS - _PRONOUNS)


def _shared(shorter: Sequence[Word], longer: Sequence[Word]) -> float:
    mine = _core(shorter)
    return len(mine & _core(longer)) / max(1, len(mine))


def _is_variant(differences: Sequence[_Difference], length: int) -> bool:
    """Sentence for sentence the same but for a few words, wherever either was cut."""
    inner = [d for d in differences if d.shorter or not (d.leads or d.trails)]
    changed = sum(max(len(d.shorter), len(d.longer)) for d in inner if not _is_cut(d))
    missing = sum(len(d.shorter) for d in differences)
    most = max(2, length / _CHANGED)
    return changed <= most and missing <= most and not any(map(_is_overlap, differences))


def _is_overlap(difference: _Difference) -> bool:
    """Each text goes on where the other does not."""
    edge = difference.leads or difference.trails
    return edge and len(difference.shorter) > 2 and not difference.longer


def _is_cut(difference: _Difference) -> bool:
    """At an end, beside a changed word, the longer text goes on."""
    edge = difference.leads or difference.trails
    return edge and len(difference.shorter) <= 2 < len(difference.longer)


def _all_harmless(differences: Sequence[_Difference], length: int) -> bool:
    inner = [d for d in differences if not (_is_trim(d) or _is_edited(d))]
    changed = sum(max(len(d.shorter), len(d.longer)) for d in inner)
    return changed <= max(1, length / _WORDS_A_CHANGE) and all(map(_is_function, inner))


def _is_trim(difference: _Difference) -> bool:
    """One outlet quotes more than the other. A sentence of its own may be anything; a clause
    must not be what the other words depend on; within a clause, nothing may turn them round."""
    if difference.shorter or not (difference.leads or difference.trails):
        return False
    words = set(difference.words)
    if difference.parted == 2 and len(difference.longer) > 2:
        return True
    if difference.parted == 1 and len(difference.longer) > 2:
        short = len(difference.longer) <= _ASIDE and words & (_NEGATIONS | _QUANTITIES)
        return not short and not set(_beginning(difference)) & _CONDITIONS
    return not words & _turning(difference)


def _beginning(difference: _Difference) -> list[str]:
    """Of the clause that is next to the shared words."""
    starts = (
        [at for at, word in enumerate(difference.longer) if word.opens] if difference.leads else []
    )
    # An "and" before the shared words has its comma before it.
    start = next((at for at in reversed(starts) if at < len(difference.longer) - 1), 0)
    return [word.word for word in difference.longer[start : start + 3]]


def _turning(difference: _Difference) -> frozenset[str]:
    """The words that must not be left out of a clause."""
    always = _NEGATIONS | _CONDITIONS | _QUANTITIES
    if not difference.leads:
        return always
    numbers = {word for word in difference.words if is_number(word)}
    return always | _STANCES | _MODALS | _AMOUNTS | numbers


def _is_edited(difference: _Difference) -> bool:
    """An editor's hand that shows: words left out for three dots, or put between brackets."""
    if _weighs(difference):
        return False
    if difference.gap and not difference.shorter:
        return True
    return _is_replaced(difference.shorter, difference.longer) or _is_replaced(
        difference.longer, difference.shorter
    )


def _weighs(difference: _Difference) -> bool:
    words = set(difference.words)
    turned = words & (_NEGATIONS | _CONDITIONS | _QUANTITIES | _MODALS)
    inserted = chain(difference.shorter, difference.longer)
    return bool(turned) or any(word.inserted and is_number(word.word) for word in inserted)


def _is_replaced(by: Sequence[Word], spoken: Sequence[Word]) -> bool:
    """All between brackets, for nothing or for a pronoun."""
    pronouns = all(word.word in _PRONOUNS | _FUNCTION_WORDS for word in spoken)
    return bool(by) and all(word.inserted for word in by) and pronouns


def _is_function(difference: _Difference) -> bool:
    """One may be left out; only "the" and its like may stand for one another."""
    allowed = _DETERMINERS if difference.shorter and difference.longer else _FUNCTION_WORDS
    return all(word in allowed for word in difference.words)


def _differences(shorter: Sequence[Word], longer: Sequence[Word]) -> Iterator[_Difference]:
    matcher = SequenceMatcher(None, _words(shorter), _words(longer), autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        leads, trails = other_start == 0 == start, other_end == len(longer)
        yield _Difference(
            shorter[start:end],
            longer[other_start:other_end],
            leads,
            trails and end == len(shorter),
            _parted(longer, other_end) if leads else _parted(longer, other_start),
            end < len(shorter) and shorter[end].gap,
        )


def _parted(words: Sequence[Word], at: int) -> int:
    """The break stands before the first shared word, or before the first word beyond it; the
    "and" between two clauses belongs to neither."""
    before = words[at - 1] if at else None
    if before is not None and before.word in ("and", "so", "then") and before.opens:
        return before.opens
    return words[at].opens if at < len(words) else 0


def _words(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.word for word in words)


def _digest(words: Iterable[str], size: int) -> str:
    return blake2b(" ".join(words).encode(), digest_size=size).hexdigest()
