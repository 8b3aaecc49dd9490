"""installs: the workspaces that have the app, and the keys under which their tokens are sealed."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.adapters.installs.vault import fresh_key
from bot.cli.terminal import print_table
from bot.errors import BotError
from bot.wiring import inspection, parts

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    installs = typer.Typer(help="The workspaces that have the app, and the keys of their tokens.")
    installs.command("list")(list_installs)
    installs.command("key")(make_key)
    installs.command("rekey")(rekey)
    app.add_typer(installs, name="installs")
    app.command()(migrate)


def list_installs(as_json: AsJson = False) -> None:
    """Where the app is installed."""
    rows = inspection.installs(parts.settings())
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif not rows:
        typer.echo("none")
    else:
        columns = ("where", "name", "kind", "since")
        print_table(columns, ([row[column] for column in columns] for row in rows))


def make_key() -> None:
    """Make a key for BOT_TOKEN_KEYS. It is printed once and kept nowhere."""
    typer.echo(fresh_key())


def rekey(as_json: AsJson = False) -> None:
    """Seal all tokens under the first key. Status 1 when one can be opened with none."""
    done, shut = inspection.rekey(parts.settings())
    told = {"sealed": done, "not opened": [str(place) for place in shut]}
    typer.echo(json.dumps(told) if as_json else f"{done} sealed under the first key")
    if shut:
        raise BotError(inspection.unopened(shut))


def migrate() -> None:
    """Ready what is kept for this version, before its processes start. Twice is once."""
    done = inspection.ready(parts.settings())
    typer.echo(f"ready; {done} tokens sealed anew")
