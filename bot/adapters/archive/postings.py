"""Postings: in which records a word stands, and where in them; whom they are about.

An entry is six bytes: the record's number and, for a word, its place among the words, for a
target the tone towards it. Entries stand in the order of their numbers. Those of records that
were forgotten or rewritten stay behind until they are weeded out: no row has their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.adapters.archive.column import LABELS, Column
from bot.timeline.record import Record
from bot.timeline.terms import terms_of
from bot.tone.tone import Label

ENTRY = np.dtype([("number", "<u4"), ("place", "<u2")])
Entries = NDArray[np.void]


def postings_of(record: Record) -> Iterator[tuple[str, bytes]]:
    """Keys, and the entries without the number."""
    for place, term in enumerate(terms_of(record.statement.text)):
        yield f"word:{term}", place.to_bytes(2, "little")
    for target in record.statement.targets:
        label = LABELS.index(record.tone_towards(target).label)
        yield f"target:{target}", label.to_bytes(2, "little")


def read_entries(packed: bytes) -> Entries:
    return np.frombuffer(packed, ENTRY)


def leading(entries: Entries, living: NDArray[np.uint32], last: int) -> Entries:
    """Those that lead to a living record, or to one placed after the `last` that was looked at."""
    return entries[(entries["number"] > last) | np.isin(entries["number"], living)]


def about(column: Column, entries: Entries, label: Label | None) -> Column:
    """Those about a target, in a tone towards it."""
    if label:
        entries = entries[entries["place"] == LABELS.index(label)]
    return _among(entries, column)


def saying(column: Column, phrase: Sequence[Entries]) -> Column:
    """Those in which the words stand in a row."""
    # The rarest word first: it leaves the fewest to look for the others in.
    for entries in sorted(phrase, key=len):
        column = _among(entries, column)
    starts, *others = (_places(entries, column) for entries in phrase)
    for distance, places in enumerate(others, 1):
        starts = starts[np.isin(starts + distance, places)]
    return column[np.isin(column["number"], starts >> 16)] if others else column


def _among(entries: Entries, column: Column) -> Column:
    """Those that have an entry."""
    numbers = np.ascontiguousarray(entries["number"])
    if not len(numbers):
        return column[:0]
    at = np.searchsorted(numbers, column["number"])
    there: NDArray[np.bool_] = numbers[np.minimum(at, len(numbers) - 1)] == column["number"]
    return column[there]


def _places(entries: Entries, column: Column) -> NDArray[np.int64]:
    """One number for record and place; no statement has words enough for the next one's."""
    entries = entries[np.isin(entries["number"], column["number"])]
    places: NDArray[np.int64] = entries["number"].astype(np.int64) << 16 | entries["place"]
    return places
