"""`export` and `import`: what an installation keeps, as lines of a file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.metadata import version
from typing import Any

from bot import engine
from bot.adapters.archive.backup import FORMAT, Backup
from bot.adapters.archive.layout import LAYOUT, settle
from bot.errors import BadInput, BotError
from bot.settings import Settings
from bot.wiring import inspection, parts

_ASKED_FOR = ("poll", "retain")
"""The clock asks for those by itself."""


def export(chosen: Settings) -> Iterator[str]:
    """A header, a line for each thing, and a last line with their number."""
    at = parts.now().isoformat(timespec="seconds")
    header = {"kind": "verbatim", "format": FORMAT, "layout": LAYOUT, "version": _version()}
    yield _line(header | {"at": at})
    count = 0
    with closing(inspection.archive(chosen)) as kept:
        for line in _lines(kept):
            yield _line(line)
            count += 1
    yield _line({"kind": "end", "lines": count})


def restore(chosen: Settings, lines: Iterable[str]) -> int:
    """How many things were in it. Twice is once; what is there already stays as it is.

    Raises BadInput with the number of the line that cannot be read, and for a file that ends
    early: what stood before it is there then, and the same file may be taken again.
    """
    with closing(inspection.archive(chosen)) as kept:
        settle(kept.redis)
        return _restore_all(kept, lines)


def _restore_all(kept: parts.Archive, lines: Iterable[str]) -> int:
    numbered = enumerate(map(_parsed, lines), 1)
    _check(next(numbered, (1, None))[1])
    backup, count = _backup(kept), 0
    for number, line in numbered:
        if line is not None and line.get("kind") == "end":
            _check_end(line, count)
            _deliver_all(kept)
            return count
        try:
            _restore(kept, backup, line)
        except BadInput as error:
            raise BadInput(f"line {number}: {error}") from error
        count += 1
    raise BadInput(f"the file ends early, after {count} lines; it was not written to its end")


def _lines(kept: parts.Archive) -> Iterator[dict[str, Any]]:
    yield from _backup(kept).lines()
    for job, argument in engine.left(kept.broker):
        if job not in _ASKED_FOR:
            yield {"kind": "job", "job": job, "argument": argument}


def _restore(kept: parts.Archive, backup: Backup, line: dict[str, Any] | None) -> None:
    if line is None:
        raise BadInput("this is no line of JSON")
    if line.get("kind") == "job":
        kept.later.again(str(line.get("job")), line.get("argument"))
    else:
        backup.restore(line)


def _deliver_all(kept: parts.Archive) -> None:
    for channel in kept.outbox.waiting():
        kept.later.deliver(channel)


def _check(header: dict[str, Any] | None) -> None:
    if header is None or header.get("kind") != "verbatim":
        raise BadInput("this is no export of Verbatim: its first line says something else")
    if (header.get("format"), header.get("layout")) != (FORMAT, LAYOUT):
        raise BotError(
            f"this was exported by version {header.get('version')} with format"
            f" {header.get('format')} and layout {header.get('layout')}; this version reads format"
            f" {FORMAT} and layout {LAYOUT}"
        )


def _check_end(line: dict[str, Any], count: int) -> None:
    if line.get("lines") != count:
        raise BadInput(f"{count} lines were there, and {line.get('lines')} were written")


def _backup(kept: parts.Archive) -> Backup:
    return Backup(kept.raw, kept.records, kept.outbox)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def _line(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


def _version() -> str:
    return version("verbatim")
