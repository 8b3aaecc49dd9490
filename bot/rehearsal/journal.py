"""What happened, one line each, so that a restarted or killed rehearsal stands where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from bot.rehearsal.payload import Payload

Line = tuple[str, Payload]


class Journal:
    """An append-only file; each line is handed to the system before `write` returns.

    A line cut off by a kill is skipped when it is read again. Without a path nothing is kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[str] | None = None
        self.lines = 0

    def read(self) -> Iterator[Line]:
        if self._path is None or not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    kind, record = json.loads(line)
                except ValueError:
                    continue
                yield kind, record

    def write(self, kind: str, record: Payload) -> None:
        if self._file is not None:
            self._file.write(_line((kind, record)))
            self._file.flush()
            self.lines += 1

    def rewrite(self, lines: Iterable[Line]) -> None:
        """Start over with these lines alone; a kill in the middle leaves the old file."""
        if self._path is None:
            return
        self.close()
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(_line(line) for line in lines)
        fresh.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8")
        self.lines = 0

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _line(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
