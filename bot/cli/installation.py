"""sources, officials, status, doctor, dead: seeing to the installation."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence, Sized
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.terminal import plain, print_table, shown
from bot.desk.forget import Held
from bot.desk.poll import check
from bot.errors import BadCall, BotError
from bot.ports import Web
from bot.sources.catalogue import is_web_address
from bot.sources.opml import read_opml, write_opml, write_toml
from bot.sources.search import NAME
from bot.sources.source import Source
from bot.statements.official import Official
from bot.wiring import inspection, parts
from bot.wiring.forgetting import forget_person

_AT_ONCE = 8
"""Sources; each mostly waits for a host of its own."""

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def add_to(app: typer.Typer) -> None:
    sources = typer.Typer(help="The sources that are polled.")
    sources.command("list")(list_sources)
    sources.command("check")(check_sources)
    sources.command("import")(import_sources)
    sources.command("export")(export_sources)
    app.add_typer(sources, name="sources")
    officials = typer.Typer(help="The register of officials.")
    officials.command("list")(list_officials)
    officials.command("find")(find_official)
    app.add_typer(officials, name="officials")
    dead = typer.Typer(help="Jobs that were given up, and alerts that were put aside.")
    dead.command("list")(list_dead)
    dead.command("retry")(retry_dead)
    dead.command("drop")(drop_dead)
    app.add_typer(dead, name="dead")
    app.command()(status)
    app.command()(corrections)
    app.command()(forget)
    app.command()(doctor)


def list_sources(as_json: AsJson = False) -> None:
    """Every source, the built-in ones and those of BOT_SOURCES, and how they are doing."""
    chosen = parts.settings()
    healths = inspection.healths(chosen)
    unknown = {"health": "not asked yet" if healths else ""}
    rows = [asdict(s) | healths.get(s.id, unknown) for s in parts.catalogue_of(chosen)]
    _print(rows, ("id", "name", "section", "url", "health"), as_json)


def check_sources(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="[ID|URL]...", help="All when none.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch each source once and say what is there. Status 1 when one cannot be read.

    An address is checked as a source would be; that of a home page says which feeds it names.
    """
    chosen = parts.settings()
    known = [source for source in parts.catalogue_of(chosen) if NAME not in source.url]
    sources = _named(known, only or [])
    rows = check_all(sources, parts.web_of(chosen))
    _print(rows, ("id", "entries", "problem"), as_json)
    if any(row["problem"] for row in rows):
        raise BotError(f"{sum(bool(row['problem']) for row in rows)} of {len(rows)} cannot be read")


def check_all(sources: Sequence[Source], web: Web) -> list[dict[str, Any]]:
    """Several at once, in the order of the sources."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        checked = threads.map(partial(_checked, web=web), sources)
        return list(shown(checked, "checking", len(sources)))


def _named(catalogue: Sequence[Source], only: Sequence[str]) -> list[Source]:
    known = {source.id: source for source in catalogue}
    known |= {url: Source(url, url, url) for url in only if is_web_address(url)}
    for id in only:
        if id not in known:
            near = difflib.get_close_matches(id, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "`sources list` shows them all"
            raise BadCall(f"there is no source '{id}'; {hint}")
    return [known[id] for id in only or known]


def import_sources(
    file: Annotated[Path, typer.Argument(help="OPML, as any feed reader exports it.")],
) -> None:
    """Print the lines of sources.toml for the feeds of an OPML file."""
    try:
        found = read_opml(file.read_bytes(), str(file))
    except OSError as error:
        raise BadCall(f"{file} cannot be read: {error.strerror}") from error
    typer.echo("\n".join(map(write_toml, found)), nl=False)


def export_sources() -> None:
    """Print the feeds as OPML, for any feed reader."""
    catalogue = parts.catalogue_of(parts.settings())
    feeds = [s for s in catalogue if s.kind in (None, "feed") and NAME not in s.url]
    typer.echo(write_opml(feeds), nl=False)


def _checked(source: Source, web: Web) -> dict[str, Any]:
    try:
        return {"id": source.id, "entries": len(check(source, web).entries), "problem": ""}
    except BotError as error:
        return {"id": source.id, "entries": 0, "problem": str(error)}


def list_officials(as_json: AsJson = False) -> None:
    """Everybody in the register."""
    _print_officials(parts.register_of(parts.settings()).officials, as_json)


def find_official(name: str, as_json: AsJson = False) -> None:
    """Whom a name means. Status 1 when nobody."""
    register = parts.register_of(parts.settings())
    found = register.find(name)
    if not found:
        near = register.suggest(name)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise BotError(f"nobody in the register is called '{name}'{hint}")
    _print_officials(found, as_json)


def status(as_json: AsJson = False) -> None:
    """What waits, what is done and what went wrong."""
    rows = inspection.status(parts.settings())
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=str))
        return
    for name, value in rows.items():
        _print_status(name, value)


def corrections() -> None:
    """What newsrooms corrected, as labelled data: JSON Lines, oldest first."""
    for line in inspection.corrections(parts.settings()):
        typer.echo(json.dumps(line, ensure_ascii=False))


def forget(
    name: Annotated[str, typer.Argument(help="An official's id or name, or any full name.")],
    really: Annotated[bool, typer.Option("--really", help="Do it; it cannot be undone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is kept of a person; with --really, forget it."""
    found = forget_person(parts.settings(), name, really=really)
    counts = {name: len(kept) for name, kept in _kept_of(found).items()}
    if as_json:
        typer.echo(json.dumps({"forgotten": really, "names": found.names, **counts}))
        return
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    who = " or ".join(found.names)
    typer.echo(plain(f"{'forgotten' if really else 'kept'} of {who}: {told}"))
    if not really and any(counts.values()):
        typer.echo("--really forgets all of it, for good; cards that stand in Slack stay there")


def _kept_of(found: Held) -> dict[str, Sized]:
    return {
        "statements": (*found.statements, *found.labelled),
        "shifts": found.shifts,
        "corrections": found.corrections,
        "alerts that wait": (*found.waiting, *found.parked),
    }


def doctor(
    post: Annotated[str, typer.Option(metavar="CHANNEL", help="Send a test message there.")] = "",
    sources: Annotated[
        int, typer.Option(min=0, max=50, help="Ask so many of the sources now.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Looks for what is wrong and says what to do. Status 1 when something is."""
    findings = inspection.doctor(parts.settings(), post, sources)
    rows = [asdict(finding) for finding in findings]
    _print(rows, ("what", "well", "remedy"), as_json)
    if not all(finding.well for finding in findings):
        raise BotError("something is wrong; see the remedies above")


def list_dead(as_json: AsJson = False) -> None:
    """The jobs that were given up in the last week, the alerts that were put aside, and why."""
    rows = [asdict(letter) for letter in inspection.put_aside(parts.settings())]
    _print(rows, ("id", "job", "argument", "reason"), as_json)


def retry_dead(only: Ids = None, as_json: AsJson = False) -> None:
    """Put them back into the queue or the outbox; all when none is named."""
    count = _found(inspection.retry_dead(parts.settings(), only or []), only)
    typer.echo(json.dumps({"queued": count}) if as_json else f"{count} put back into the queue")


def drop_dead(only: Ids = None, as_json: AsJson = False) -> None:
    """Forget those that are named: they are never done."""
    if not only:
        raise BadCall("name what to drop; `dead list` shows the ids")
    count = _found(inspection.drop_dead(parts.settings(), only), only)
    typer.echo(json.dumps({"dropped": count}) if as_json else f"{count} dropped")


def _found(count: int, only: Sequence[str] | None) -> int:
    if only and count < len(set(only)):
        raise BotError(f"{count} of {len(set(only))} were there; `dead list` shows the ids")
    return count


def _print_officials(officials: Sequence[Official], as_json: bool) -> None:
    rows = [asdict(official) for official in officials]
    _print(rows, ("id", "name", "group"), as_json)


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=str))
        return
    if not rows:
        typer.echo("none")
        return
    print_table(columns, ([row[column] for column in columns] for row in rows))


def _print_status(name: str, value: Any) -> None:
    if isinstance(value, dict):
        typer.echo(f"{name}:")
        for key, inner in value.items():
            told = inner["health"] if isinstance(inner, dict) else inner
            typer.echo(plain(f"  {key}: {told}"))
    else:
        typer.echo(plain(f"{name}: {value}"))
