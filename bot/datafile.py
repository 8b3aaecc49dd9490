"""TOML text -> checked records; every complaint names the file, the line and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.errors import BadInput

STRICT = ConfigDict(extra="forbid")
"""What a record's class sets as `__pydantic_config__` so that a mistyped key is refused by name."""


_PLAIN_WORDS = {
    "unexpected_keyword_argument": "unknown key",
    "missing": "missing",
    "list_type": "must be a list in square brackets",
    "tuple_type": "must be a list in square brackets",
    "dataclass_type": "must be a table in curly brackets",
    "string_type": "must be text in quotation marks",
    "date_type": "must be a day such as 2024-05-31",
    "date_from_datetime_parsing": "must be a day such as 2024-05-31",
    "date_from_datetime_inexact": "must be a day such as 2024-05-31",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a whole number",
}
"""What is wrong, by pydantic's name for it; its own words speak of Python, not of TOML."""


_PLAIN_SYNTAX = {
    "Cannot overwrite a value": "this key stands twice",
    "Illegal character '\\n'": "a closing quotation mark is missing",
}
"""The same for what the TOML reader says."""


def read_records(text: str, kinds: Mapping[str, type], filename: str) -> dict[str, list[Any]]:
    """The `[[table]]` entries of a file, by table, each in the order of the file.

    `kinds` says which record each table makes; a table that is absent gives an empty list.
    Raises BadInput with the first thing that is wrong: the syntax, a table that is not
    known, a key that is unknown or missing, or a value of the wrong type.
    """
    document = _parse(text, filename)
    for key, rows in document.items():
        where = f"{filename}:{_line_of_key(_lines(text), key)}"
        if key not in kinds:
            known = " and ".join(f"[[{table}]]" for table in kinds)
            raise BadInput(f"{where}: unknown table or key '{key}'; only {known} may stand here")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadInput(f"{where}: {key}: write each one under a line [[{key}]]")
    return {
        table: _read_table(text, table, kind, document.get(table, []), filename)
        for table, kind in kinds.items()
    }


def _read_table(text: str, table: str, kind: type, rows: Any, filename: str) -> list[Any]:
    try:
        return _reader(kind).validate_python(rows)
    except ValidationError as error:
        raise BadInput(_complaint(text, table, filename, _worst(error.errors()))) from error


@cache
def _reader(kind: type) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


def _worst(errors: Sequence[Any]) -> Any:
    """The first that is wrong; a mistyped key before the missing one that it was to be."""
    return min(errors, key=lambda error: (error["loc"][0], error["type"] == "missing"))


def line_of(
    text: str, table: str, index: int, key: str | None = None, item: int | None = None
) -> int:
    """The line (from 1) of the index-th `[[table]]`, of its `key`, or of the item-th table there.

    The nearest line that is known where the thing itself is not found.
    """
    lines = _lines(text)
    starts = [n for n, line in enumerate(lines) if _opens(line, table)]
    if index >= len(starts):
        return 1
    start = starts[index]
    end = starts[index + 1] if index + 1 < len(starts) else len(lines)
    return 1 + start + (_place(lines[start:end], table, key, item) if key else 0)


def _place(lines: Sequence[str], table: str, key: str, item: int | None) -> int:
    """How many lines into its table a key stands, or the item-th table that is its value."""
    at = next((n for n, line in enumerate(lines) if n and _names(line, key)), 0)
    if item is None:
        return at
    apart = [n for n, line in enumerate(lines) if _opens(line, f"{table}.{key}")]
    inline = [n for n in range(at, len(lines)) for _ in range(lines[n].count("{"))]
    items = apart or inline
    return items[item] if item < len(items) else at


def _parse(text: str, filename: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise BadInput(f"{filename}:1: not valid TOML: too many brackets inside others") from error
    except ValueError as error:  # besides wrong syntax, a number too long to read
        found = re.search(r" \(at line (\d+), column \d+\)", str(error))
        where = found[1] if found else str(len(_lines(text.rstrip())))
        reason = str(error).replace(found[0] if found else " (at end of document)", "")
        reason = _PLAIN_SYNTAX.get(reason, reason.partition(";")[0])
        raise BadInput(f"{filename}:{where}: not valid TOML: {reason}") from error


def _complaint(text: str, table: str, filename: str, error: Any) -> str:
    index, *place = error["loc"]
    key = str(place[0])
    item = place[1] if len(place) > 2 else None
    reason = _PLAIN_WORDS.get(error["type"], error["msg"].removeprefix("Input "))
    path = f"{key}: {place[-1]}" if len(place) > 2 else key
    return f"{filename}:{line_of(text, table, index, key, item)}: {path}: {reason}"


def _lines(text: str) -> list[str]:
    """As TOML counts them: other signs that Python breaks lines at may stand inside text."""
    return text.split("\n")


def _line_of_key(lines: Sequence[str], key: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if _names(line, key)), 1)


def _opens(line: str, table: str) -> bool:
    name = r"\s*\.\s*".join(map(re.escape, table.split(".")))
    return re.match(rf"\s*\[\[\s*{name}\s*\]\]", line) is not None


def _names(line: str, key: str) -> bool:
    return re.match(rf'\s*\[*\s*"?{re.escape(key)}"?\s*[=.\]]', line) is not None
