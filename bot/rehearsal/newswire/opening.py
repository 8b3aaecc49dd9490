"""What an editor types when the rehearsal opens, so that there is something to watch."""

from __future__ import annotations

from dataclasses import dataclass

from bot.datafile import STRICT, read_records
from bot.rehearsal.newswire.shelf import read_text

_FILE = "opening.toml"


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One `[[line]]`: who types what in which channel, each by name."""

    user: str
    channel: str
    text: str
    """What follows `/quotes`."""

    __pydantic_config__ = STRICT


def read_opening() -> list[tuple[str, str, str]]:
    """User, channel and the whole command, in the order they are typed."""
    lines: list[OpeningLine] = read_records(read_text(_FILE), {"line": OpeningLine}, _FILE)["line"]
    return [(line.user, line.channel, f"/quotes {line.text}") for line in lines]
