"""What a terminal is shown: tables and lines without control characters, and progress bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

_T = TypeVar("_T")

# An article may hold what moves the cursor, renames the window or turns the line around.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    return _CONTROL.sub("", str(text))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, lines: bool = False
) -> None:
    table = Table(*columns, show_lines=lines)
    for row in rows:
        # As Text, since a string would be read as markup.
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)


def shown(items: Iterable[_T], doing: str, total: int | None = None) -> Iterable[_T]:
    """The same items; a bar on a terminal while they come, nothing in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return items
    return track(items, description=doing, total=total, console=console, transient=True)
