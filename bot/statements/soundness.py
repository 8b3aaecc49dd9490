"""officials.toml, sides.toml -> officials and sides that can stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.datafile import line_of, read_records
from bot.errors import BadInput
from bot.statements.names import Key, fold
from bot.statements.offices import side_key
from bot.statements.official import Official
from bot.statements.side import Side

Record = TypeVar("Record", Official, Side)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Row(Generic[Record]):
    """A record and where it stands, so that a complaint can point at it."""

    record: Record
    table: str
    filename: str
    text: str
    index: int

    def wrong(self, key: str, reason: str, item: int | None = None) -> BadInput:
        line = line_of(self.text, self.table, self.index, key, item)
        return BadInput(f"{self.filename}:{line}: {key}: {reason}")


def read_sound(texts: Iterable[tuple[str, str]]) -> tuple[tuple[Official, ...], tuple[Side, ...]]:
    """(filename, TOML) pairs; the same id in a later file replaces the record.

    Raises BadInput with file, line and key for the first thing that is wrong.
    """
    officials: dict[str, _Row[Official]] = {}
    sides: dict[str, _Row[Side]] = {}
    for filename, text in texts:
        found = read_records(text, {"official": Official, "side": Side}, filename)
        for kind, table in ((officials, "official"), (sides, "side")):
            rows = [_Row(record, table, filename, text, n) for n, record in enumerate(found[table])]
            _add(kind, rows)
    _check_shared_words(sides.values())
    for row in officials.values():
        _check_official(row, sides)
    _check_shared_names(officials.values())
    return tuple(row.record for row in officials.values()), tuple(
        row.record for row in sides.values()
    )


def _add(known: dict[str, _Row[Record]], rows: Iterable[_Row[Record]]) -> None:
    """Later files replace; within one file the same id or name twice is a mistake."""
    fresh: dict[str, _Row[Record]] = {}
    for row in rows:
        field = "id" if isinstance(row.record, Official) else "name"
        key = getattr(row.record, field)
        if key in fresh:
            raise row.wrong(field, f"'{key}' stands twice in this file")
        fresh[key] = row
    known.update(fresh)


def _check_shared_words(rows: Iterable[_Row[Side]]) -> None:
    meanings: dict[str, str] = {}
    for row in rows:
        for key, words in (("name", (row.record.name,)), ("words", row.record.words)):
            for word in words:
                _check_word(row, key, word, meanings)


def _check_word(row: _Row[Side], key: str, word: str, meanings: dict[str, str]) -> None:
    folded = side_key(word)
    if not folded:
        raise row.wrong(key, f"'{word}' holds no letter")
    other = meanings.setdefault(folded, row.record.name)
    if other != row.record.name:
        raise row.wrong(key, f"'{word}' already means {other}")


def _check_official(row: _Row[Official], sides: Mapping[str, _Row[Side]]) -> None:
    if not _SLUG.fullmatch(row.record.id):
        raise row.wrong("id", f"'{row.record.id}' is not lower-case ASCII words with hyphens")
    if row.record.group not in sides:
        raise row.wrong("group", f"no [[side]] is named '{row.record.group}'")
    for item, office in enumerate(row.record.offices):
        if not fold(office.title):
            raise row.wrong("offices", f"the title '{office.title}' holds no letter", item)
        if office.of and office.of not in sides:
            raise row.wrong("offices", f"no [[side]] is named '{office.of}'", item)
        if office.until is not None and office.until <= office.since:
            dates = f"since {office.since} until {office.until}"
            raise row.wrong("offices", f"{office.title}: {dates} is out of order", item)


def _check_shared_names(rows: Iterable[_Row[Official]]) -> None:
    bearers: dict[Key, list[_Row[Official]]] = {}
    for row in rows:
        for key in {key: None for _, _, key in _names_of(row)}:
            bearers.setdefault(key, []).append(row)
    for key, shared in bearers.items():
        if len(shared) > 1:
            _check_marked(key, shared)


def _names_of(row: _Row[Official]) -> Iterable[tuple[str, str, Key]]:
    """Where each name stands, the name and its key."""
    one = row.record
    for field, names in (
        ("name", (one.name,)),
        ("aliases", one.aliases),
        ("ambiguous", one.ambiguous),
    ):
        for name in names:
            key = fold(name)
            if not key:
                raise row.wrong(field, f"'{name}' holds no letter")
            yield field, name, key


def _check_marked(key: Key, shared: list[_Row[Official]]) -> None:
    for row in reversed(shared):
        fields = {field: name for field, name, other in _names_of(row) if other == key}
        if "ambiguous" not in fields:
            others = ", ".join(other.record.id for other in shared if other is not row)
            field, name = next(iter(fields.items()))
            reason = f"'{name}' is also a name of {others}: mark it `ambiguous` in each"
            raise row.wrong(field, reason)
