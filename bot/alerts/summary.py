"""records -> the few that stand for all, as they were said: chosen, never rewritten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.statements.statement import Kind
from bot.timeline.record import Record
from bot.timeline.terms import terms_of

FEW = 5
_COMPARED = 300
"""Every two statements are compared, so that a flood is judged by its newest."""
_WORTH: Mapping[Kind, float] = {"direct": 1.0, "mixed": 0.85, "indirect": 0.6}
"""Words inside quotation marks are sure to be the speaker's own."""
_WHOLE = 8
"""Terms of a statement that can stand by itself; shorter ones need what was around them."""
_AGAIN = 0.5
"""What another statement of the same voice is worth, for each that was chosen before."""
_COMMON = frozenset({
    "a", "an", "the", "and", "or", "but", "if", "of", "to", "in", "on", "at", "by", "for", "with",
    "from", "as", "is", "are", "was", "were", "be", "been", "am", "it", "its", "this", "that",
    "these", "those", "we", "our", "us", "you", "your", "they", "their", "them", "he", "his", "him",
    "she", "her", "i", "me", "my", "will", "would", "shall", "should", "can", "could", "may",
    "might", "must", "have", "has", "had", "do", "does", "did", "not", "no", "there", "who",
    "which", "what", "when", "where", "how", "than", "then", "so", "also", "all", "any", "more",
    "most",
})  # fmt: skip
"""Words that do not show what a statement is about."""
_LEFT_OUT = frozenset(terms_of(" ".join(sorted(_COMMON))))


@dataclass(frozen=True, slots=True)
class _Candidate:
    record: Record
    terms: frozenset[str]
    worth: float
    """How much of what the others say it says as well, and how sure its words are."""


def stand_for_all(records: Sequence[Record], few: int = FEW) -> tuple[Record, ...]:
    """In the order they were said. Each voice once before any of them twice, as far as they
    say something worth it; nothing that one chosen before says already."""
    newest = sorted(records, key=lambda record: (record.at, record.id))[-_COMPARED:]
    left = _weighed(newest)
    chosen: list[_Candidate] = []
    while left and len(chosen) < few:
        best = max(left, key=lambda one: (_gain(one, chosen), one.record.id))
        chosen.append(best)
        left.remove(best)
    return tuple(sorted((one.record for one in chosen), key=lambda r: (r.at, r.id)))


def _weighed(records: Sequence[Record]) -> list[_Candidate]:
    terms = [_telling(record.statement.text) for record in records]
    return [
        _Candidate(record, own, _worth(record, own) * _centrality(own, terms))
        for record, own in zip(records, terms, strict=True)
    ]


def _gain(one: _Candidate, chosen: Sequence[_Candidate]) -> float:
    before = sum(1 for other in chosen if other.record.statement.who == one.record.statement.who)
    said = max((_overlap(one.terms, other.terms) for other in chosen), default=0.0)
    return one.worth * (1 - said) * float(_AGAIN**before)


def _worth(record: Record, terms: frozenset[str]) -> float:
    statement = record.statement
    whole = min(1.0, len(terms) / _WHOLE)
    return statement.confidence * _WORTH[statement.kind] * whole


def _centrality(own: frozenset[str], all_terms: Sequence[frozenset[str]]) -> float:
    """Shared with the others on average; one that stands alone still counts for something."""
    return 0.1 + sum(_overlap(own, other) for other in all_terms) / len(all_terms)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return len(one & other) / math.sqrt(len(one) * len(other))


def _telling(text: str) -> frozenset[str]:
    return frozenset(terms_of(text)) - _LEFT_OUT
