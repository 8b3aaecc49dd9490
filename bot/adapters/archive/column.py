"""A column: one row of 40 bytes for each record of a speaker or a side.

Rows stand in the order they were kept in. Of a record that was forgotten, or rewritten under
another number, the row stays, and a later one with its number says that it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.timeline.repeats import may_be_same, print_of

ROW = np.dtype(
    [
        ("number", "<u4"),
        ("label", "u1"),
        ("kind", "u1"),
        ("at", "<i8"),
        ("print", "<u8", 2),
        ("id", "S10"),
    ]
)
Column = NDArray[np.void]

LABELS = ("confrontational", "neutral", "conciliatory")
_KINDS = ("direct", "mixed", "indirect")
_GONE = 255
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 24 * 3600 * 10**6


def columns_of(record: Record) -> list[str]:
    """The keys under which a record has a row."""
    statement = record.statement
    sides = [f"group:{statement.group}"] if statement.group else []
    return [f"speaker:{statement.who}", *sides]


def row_of(record: Record) -> bytes:
    """Without its number."""
    row = np.array(
        (
            0,
            LABELS.index(record.tone.label),
            _KINDS.index(record.statement.kind),
            micros(record.at),
            print_of(record.statement.text),
            bytes.fromhex(record.id),
        ),
        ROW,
    )
    return row.tobytes()[4:]


def gone(number: int) -> bytes:
    return np.array((number, 0, _GONE, 0, 0, b""), ROW).tobytes()


def read_column(packed: bytes) -> Column:
    """Without the rows of what is gone."""
    column = np.frombuffer(packed, ROW)
    told = column["kind"] == _GONE
    if not told.any():
        return column
    return column[~np.isin(column["number"], column["number"][told])]


def answering(column: Column, query: Query) -> Column:
    """As far as rows can tell: by day, kind, and the tone where no target is asked for."""
    keep = np.ones(len(column), bool)
    if query.since:
        keep &= column["at"] >= _midnight(query.since)
    if query.until:
        keep &= column["at"] < _midnight(query.until) + _DAY
    if query.label and not query.target:
        keep &= column["label"] == LABELS.index(query.label)
    if query.kind:
        keep &= column["kind"] == _KINDS.index(query.kind)
    return column if keep.all() else column[keep]


def without(column: Column, records: Iterable[str]) -> Column:
    """The rows of other records."""
    left_out = np.array([bytes.fromhex(id) for id in records], ROW["id"])
    return column[~np.isin(column["id"], left_out)] if len(left_out) else column


def placed(column: Column, rows: Sequence[bytes]) -> Column:
    """With these rows as well, which have no number."""
    added = np.frombuffer(b"".join(bytes(4) + row for row in rows), ROW)
    return np.concatenate([column, added]) if len(added) else column


def micros(moment: datetime) -> int:
    """As the rows tell it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _midnight(day: date) -> int:
    return (day.toordinal() - _EPOCH.toordinal()) * _DAY


def alike(column: Column, text: str, most: int) -> list[str]:
    """Ids of those that may hold the same words, the most alike first."""
    said = print_of(text)
    near = column[may_be_same(column["print"], said)]
    apart = np.bitwise_count(near["print"] ^ said).sum(axis=1)
    return ids(near[np.argsort(apart, kind="stable")[:most]])


def newest(column: Column, count: int) -> Column:
    """The latest first; of the same moment by id."""
    if 0 < count < len(column):
        earliest = np.partition(column["at"], -count)[-count]
        column = column[column["at"] >= earliest]
    return column[np.lexsort((column["id"], column["at"]))[::-1][:count]]


def ids(column: Column) -> list[str]:
    # NumPy drops the zero bytes at the end of a string.
    return [id.ljust(10, b"\0").hex() for id in column["id"].tolist()]
