"""The front: a command line -> its exit status; every error is one clear line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import typer

from bot.cli import backup, ear, installation, installs, processes
from bot.cli.terminal import plain
from bot.errors import BadCall, BotError

app = typer.Typer(
    name="bot",
    help="Verbatim: who said what, when, in which tone, and when the tone turns.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
processes.add_to(app)
ear.add_to(app)
installation.add_to(app)
backup.add_to(app)
installs.add_to(app)

_TALKATIVE = ("courlan", "htmldate", "justext", "slack_sdk", "trafilatura")
"""Whatever these complain of is raised as well, or is no error, and told by us in a line."""


def answer(arguments: Sequence[str]) -> int:
    """0 when done, 1 when the work failed, 2 when the call was wrong."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        status = app(list(arguments) or ["--help"], standalone_mode=False)
    except BadCall as error:
        return _say(error, 2)
    except typer.TyperException as error:
        return _say(f"{_told(error)} (--help shows what there is)", 2)
    except BotError as error:
        return _say(error, 1)
    except typer.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing more can be said to them.
        sys.stderr.close()
        return 0
    return status if isinstance(status, int) else 0


def _told(error: typer.TyperException) -> str:
    return error.format_message() if isinstance(error, typer.BadParameter) else str(error)


def _say(error: object, status: int) -> int:
    line = plain(" ".join(str(error).split()))
    print(f"bot: {line}", file=sys.stderr)  # noqa: T201
    return status
