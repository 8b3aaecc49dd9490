"""export, import: everything that is kept, to a file and back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from bot.cli.terminal import shown
from bot.errors import BadCall, BotError
from bot.wiring import backup, parts

File = Annotated[
    Path | None, typer.Argument(help="Standard output or input when none, or when it is -.")
]


def add_to(app: typer.Typer) -> None:
    app.command("export")(export)
    app.command("import")(restore)


def export(file: File = None) -> None:
    """Write everything that is kept as JSON Lines; the bot may go on meanwhile."""
    lines = backup.export(parts.settings())
    if file is None or str(file) == "-":
        sys.stdout.writelines(lines)
        return
    with _written_whole(file) as out:
        out.writelines(shown(lines, "exporting"))


def restore(
    file: File = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read such a file into this installation; what is there already stays as it is."""
    with _opened(file) as lines:
        count = backup.restore(parts.settings(), shown(lines, "importing"))
    typer.echo(json.dumps({"lines": count}) if as_json else f"{count} lines are there now")


@contextmanager
def _written_whole(file: Path) -> Iterator[TextIO]:
    """The file appears once it is whole: a half-written one is no backup."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("w", encoding="utf-8") as out:
            # What was said in confidence stands in it too: corrections, and who follows whom.
            part.chmod(0o600)
            yield out
        part.replace(file)
    except OSError as error:
        raise BotError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _opened(file: Path | None) -> Iterator[TextIO]:
    if file is None or str(file) == "-":
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            yield lines
    except OSError as error:
        raise BadCall(f"{file} cannot be read: {error.strerror}") from error
