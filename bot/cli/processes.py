"""run, clock, work, web, rehearsal."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.crew import feel_leash, until_stopped
from bot.engine import QUEUES
from bot.errors import BadCall
from bot.settings import Settings
from bot.wiring import parts, watching
from bot.wiring import processes as wired


class Slack(StrEnum):
    """Which Slack to talk to."""

    AUTO = "auto"
    LOCAL = "local"
    REAL = "real"


Leashed = Annotated[bool, typer.Option("--leashed", hidden=True)]
Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Of the page on this machine; PORT or 3000."),
]
Instead = Annotated[
    Path | None, typer.Option("--sources", help="A file to poll instead of the built-in sources.")
]


def add_to(app: typer.Typer) -> None:
    for command in (run, clock, work, web, rehearsal):
        app.command()(command)


def run(
    slack: Annotated[Slack, typer.Option(help="auto: real when tokens are set.")] = Slack.AUTO,
    sources: Annotated[str | None, typer.Option(help="newswire, or a sources file.")] = None,
    port: Port = None,
) -> None:
    """Everything on one machine, until Ctrl-C."""
    chosen = _settings()
    planned = wired.plan(chosen, slack.value, sources, port or chosen.port)
    stopped = until_stopped()
    wired.run(chosen, planned, lambda line: typer.echo(line, err=False), stopped)


def clock(sources: Instead = None, leashed: Leashed = False) -> None:
    """Puts what is due into the queue. Any number may run."""
    stopped = until_stopped()
    _leash(leashed)
    wired.clock(_settings(), sources, stopped)


def work(
    queues: Annotated[
        str, typer.Option(help="waiting, computing, or both with a comma.")
    ] = ",".join(QUEUES),
    sources: Instead = None,
    leashed: Leashed = False,
) -> None:
    """Works off the queues. Any number may run."""
    stopped = until_stopped()
    _leash(leashed)
    wired.work(_settings(), _chosen_queues(queues), sources, stopped)


def web(port: Port = None, sources: Instead = None, leashed: Leashed = False) -> None:
    """Talks with Slack: Socket Mode with SLACK_APP_TOKEN, else HTTP on PORT."""
    stopped = until_stopped()
    _leash(leashed)
    chosen = _settings()
    wired.web(replace(chosen, port=port or chosen.port), sources, stopped)


def rehearsal(
    port: Port = None,
    data: Annotated[Path | None, typer.Option(help="A folder that keeps the workspace.")] = None,
    newswire: Annotated[bool, typer.Option("--newswire", help="With a newswire to poll.")] = False,
    leashed: Leashed = False,
) -> None:
    """A stand-in for Slack on this machine alone."""
    _leash(leashed)
    wired.rehearsal(port or parts.settings().port, data, with_newswire=newswire)


def _settings() -> Settings:
    """Read, and the log as they want it."""
    chosen = parts.settings()
    watching.log(chosen)
    return chosen


def _leash(leashed: bool) -> None:
    if leashed:
        feel_leash()


def _chosen_queues(written: str) -> list[str]:
    queues = [name.strip() for name in written.split(",") if name.strip()]
    for name in queues:
        if name not in QUEUES:
            raise BadCall(f"there is no queue '{name}'; there are {' and '.join(QUEUES)}")
    if not queues:
        raise BadCall("name a queue: waiting, computing, or both with a comma")
    return queues
