"""text and its tone, earlier records -> the closest of them, agreeing and contradicting.

Closeness is the overlap of words, a rare one weighing more. Of what is close, one contradicts
that says not where the other does not, or stands at the other pole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

from bot.timeline.record import Record
from bot.timeline.terms import terms_of
from bot.timeline.wording import words_of
from bot.tone.tone import Label, Tone

_CLOSE = 0.15
"""Less than this in common is another matter."""
_NEGATIONS = frozenset(
    ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without"]
)
_COMMON = frozenset(
    terms_of(
        "a an the and or but of to in on at for from with by as that this these those it its he she"
        " they we i you our their his her is are was were be been being has have had will would"
        " can could should may might do does did so if than then there said say about into over"
    )
)


@dataclass(frozen=True, slots=True)
class Echo:
    record: Record
    closeness: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Echoes:
    """Each the closest first."""

    agreeing: tuple[Echo, ...]
    contradicting: tuple[Echo, ...]


def find_echoes(text: str, tone: Tone, earlier: Iterable[Record], limit: int = 3) -> Echoes:
    records = list(earlier)
    said = [_content(record.statement.text) for record in records]
    rarity = _rarity(said)
    mine = _content(text)
    close = [
        Echo(record, closeness)
        for record, terms in zip(records, said, strict=True)
        if (closeness := _closeness(mine, terms, rarity)) >= _CLOSE
    ]
    close.sort(key=lambda echo: (-echo.closeness, -echo.record.at.timestamp(), echo.record.id))
    parted = {echo.record.id: _contradicts(text, tone.label, echo.record) for echo in close}
    return Echoes(
        tuple(echo for echo in close if not parted[echo.record.id])[:limit],
        tuple(echo for echo in close if parted[echo.record.id])[:limit],
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(terms_of(text)) - _COMMON - _NEGATIONS


def _rarity(said: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """A word that is in all of them still weighs something."""
    often = Counter(term for terms in said for term in terms)
    return {term: 1 + log(len(said) / count) for term, count in often.items()}


def _closeness(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The cosine of the two; a word that nobody else used counts as a rare one."""
    if not one or not other:
        return 0.0
    rarest = max(rarity.values(), default=1.0)

    def weight(terms: frozenset[str]) -> float:
        return fsum(rarity.get(term, rarest) ** 2 for term in terms)

    return weight(one & other) / sqrt(weight(one) * weight(other))


def _contradicts(text: str, label: Label, record: Record) -> bool:
    poles = {label, record.tone.label}
    if poles == {"confrontational", "conciliatory"}:
        return True
    return _denies(text) != _denies(record.statement.text)


def _denies(text: str) -> bool:
    """Two denials are none."""
    return sum(word in _NEGATIONS for word in words_of(text)) % 2 == 1
