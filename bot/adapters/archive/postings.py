"""Postings: in which records a word stands, and where in them; whom they are about.

An entry is six bytes: the record's number and, for a word, its place among the words, for a
target the tone towards it. Numbers of records that were forgotten or rewritten stay behind until
they are weeded out: no row has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.adapters.archive.column import LABELS, Column
from bot.timeline.record import Record
from bot.timeline.terms import terms_of
from bot.tone.tone import Label

_ENTRY = np.dtype([("number", "<u4"), ("place", "<u2")])
Entries = NDArray[np.void]


def postings_of(record: Record) -> Iterator[tuple[str, bytes]]:
    """Keys, and the entries without the number."""
    for place, term in enumerate(terms_of(record.statement.text)):
        yield f"word:{term}", place.to_bytes(2, "little")
    for target in record.statement.targets:
        label = LABELS.index(record.tone_towards(target).label)
        yield f"target:{target}", label.to_bytes(2, "little")


def read_entries(packed: bytes | None) -> Entries:
    return np.frombuffer(packed or b"", _ENTRY)


def leading(entries: Entries, living: NDArray[np.uint32], last: int) -> Entries:
    """Those that lead to a living record, or to one placed after the `last` that was looked at."""
    return entries[(entries["number"] > last) | np.isin(entries["number"], living)]


def about(column: Column, entries: Entries, label: Label | None) -> Column:
    """Those about a target, in a tone towards it."""
    if label:
        entries = entries[entries["place"] == LABELS.index(label)]
    return column[np.isin(column["number"], entries["number"])]


def saying(column: Column, phrase: Sequence[Entries]) -> Column:
    """Those in which the words stand in a row."""
    first, *others = phrase
    column = column[np.isin(column["number"], first["number"])]
    if not others:
        return column
    starts = _places(first, column)
    for distance, entries in enumerate(others, 1):
        starts = starts[np.isin(starts + distance, _places(entries, column))]
    return column[np.isin(column["number"], starts >> 16)]


def _places(entries: Entries, column: Column) -> NDArray[np.int64]:
    """One number for record and place; no statement has words enough for the next one's."""
    entries = entries[np.isin(entries["number"], column["number"])]
    places: NDArray[np.int64] = entries["number"].astype(np.int64) << 16 | entries["place"]
    return places
