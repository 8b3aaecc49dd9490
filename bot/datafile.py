"""TOML text -> checked records; every complaint names the file, the line and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.errors import BadInput

STRICT = ConfigDict(extra="forbid")
"""What a record's class sets as `__pydantic_config__` so that a mistyped key is refused by name."""


def read_records(text: str, kinds: Mapping[str, type], filename: str) -> dict[str, list[Any]]:
    """The `[[table]]` entries of a file, by table, each in the order of the file.

    `kinds` says which record each table makes; a table that is absent gives an empty list.
    Raises BadInput with the first thing that is wrong: the syntax, a table that is not
    known, a key that is unknown or missing, or a value of the wrong type.
    """
    document = _parse(text, filename)
    for key in document:
        if key not in kinds:
            where = _line_of_key(text.splitlines(), key)
            known = " and ".join(f"[[{table}]]" for table in kinds)
            raise BadInput(
                f"{filename}:{where}: unknown table or key '{key}'; only {known} may stand here"
            )
    return {
        table: _read_table(text, table, kind, document.get(table, []), filename)
        for table, kind in kinds.items()
    }


def _read_table(text: str, table: str, kind: type, rows: Any, filename: str) -> list[Any]:
    try:
        records: list[Any] = TypeAdapter(list[kind]).validate_python(rows)  # type: ignore[valid-type]
    except ValidationError as error:
        raise BadInput(_complaint(text, table, filename, error.errors()[0])) from error
    return records


def line_of(text: str, table: str, index: int, key: str | None = None) -> int:
    """The line (from 1) where the index-th `[[table]]` stands, or where its `key` does."""
    lines = text.splitlines()
    starts = [
        n
        for n, line in enumerate(lines, 1)
        if re.match(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]", line)
    ]
    if index >= len(starts):
        return 1
    end = starts[index + 1] - 1 if index + 1 < len(starts) else len(lines)
    within = lines[starts[index] : end]
    return (
        starts[index] + _line_of_key(within, key)
        if key and _has_key(within, key)
        else starts[index]
    )


def _parse(text: str, filename: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        where = found[1] if found else str(len(text.splitlines()))
        raise BadInput(f"{filename}:{where}: not valid TOML: {error}") from error


def _complaint(text: str, table: str, filename: str, error: Any) -> str:
    place: Sequence[Any] = error["loc"]
    index = place[0] if place and isinstance(place[0], int) else 0
    key = str(place[1]) if len(place) > 1 else None
    path = ".".join(str(part) for part in place[1:]) or table
    reason = {"unexpected_keyword_argument": "unknown key", "missing": "missing"}.get(
        error["type"], error["msg"]
    )
    return f"{filename}:{line_of(text, table, index, key)}: {path}: {reason}"


def _has_key(lines: Sequence[str], key: str) -> bool:
    return any(_names(line, key) for line in lines)


def _line_of_key(lines: Sequence[str], key: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if _names(line, key)), 1)


def _names(line: str, key: str) -> bool:
    return re.match(rf'\s*\[*\s*"?{re.escape(key)}"?\s*[=.\]]', line) is not None
