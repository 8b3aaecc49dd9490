"""record, others of these days -> those in which outlets report the same in another way.

The same speaker in other words, a number or a "not" among them, or the same words in another
mouth. Neither is ever merged: which is right, only a person can find out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.timeline.record import Record
from bot.timeline.repeats import kinship, same_words
from bot.timeline.wording import words_of

How = Literal["words", "speaker"]
"""What differs."""

DAYS = timedelta(days=3)
"""Said further apart, it was said twice."""
_FEWEST = 8
"""Words; of fewer, two people may well say the same."""
_SURE = 0.7
"""A hearing below it casts no doubt on another."""


@dataclass(frozen=True, slots=True)
class Variant:
    record: Record
    how: How


def find_variants(record: Record, others: Iterable[Record]) -> list[Variant]:
    """What one page gives twice was said twice, or by two people together."""
    near = (other for other in others if other.url != record.url)
    near = (other for other in near if abs(other.at - record.at) <= DAYS)
    return [Variant(other, how) for other in near if (how := _differs(record, other))]


def _differs(one: Record, other: Record) -> How | None:
    if one.statement.who == other.statement.who:
        akin = kinship(one.statement.text, other.statement.text) == "variant"
        return "words" if akin else None
    return "speaker" if _is_disputed(one, other) else None


def _is_disputed(one: Record, other: Record) -> bool:
    said = one.statement, other.statement
    return (
        all(statement.confidence >= _SURE and not statement.old for statement in said)
        and all(len(words_of(statement.text)) >= _FEWEST for statement in said)
        and not _may_be_one(one.statement.speaker or "", other.statement.speaker or "")
        and same_words(one.statement.text, other.statement.text)
    )


def _may_be_one(name: str, other: str) -> bool:
    """A name that is part of the other, or ends as it does, or none at all."""
    words = [part.casefold().split() for part in (name, other)]
    if not all(words):
        return True
    return words[0][-1] == words[1][-1] or not set(words[0]).isdisjoint(words[1])
