"""A command: one thing that somebody may ask of the bot in Slack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from bot.statements.statement import Kind
from bot.timeline.bar import Sensitivity
from bot.tone.tone import Label

PAGE = 5
"""Statements in an answer, unless another number was asked for."""

MOST = 10
"""Statements in one answer: as many as Slack lets a message hold."""

Alerts = Literal["all", "shifts", "digest"]
"""What a subscription sends at once: every statement, shifts alone, or nothing but the digest."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What somebody, or a side, said. An empty filter lets everything through."""

    name: str
    about: str = ""
    """Words that are wanted; those between straight double marks in that order."""
    to: str = ""
    since: date | None = None
    until: date | None = None
    tone: Label | None = None
    kind: Kind | None = None
    count: int = PAGE
    page: int = 1
    meant: str = ""
    """The command that a mistyped word of ours stands for, should nobody be called that."""


@dataclass(frozen=True, slots=True)
class Follow:
    name: str
    alerts: Alerts | None = None
    """None: as it is, or "all" where it is new."""
    sensitivity: Sensitivity | None = None
    sure: bool = False
    """The dry run was seen."""


@dataclass(frozen=True, slots=True)
class Unfollow:
    name: str


@dataclass(frozen=True, slots=True)
class Following:
    """Whom this channel follows."""


@dataclass(frozen=True, slots=True)
class Mute:
    name: str
    """An official, a side or an outlet."""
    span: timedelta


@dataclass(frozen=True, slots=True)
class Unmute:
    name: str
    """Empty: whatever is muted."""


@dataclass(frozen=True, slots=True)
class SetDigest:
    at: time | None
    """None: no digest."""
    zone: str = ""
    """An IANA name; empty: the channel's, or that of the person who asks."""
    weekday: int | None = None
    """0 is Monday; None: each day."""


@dataclass(frozen=True, slots=True)
class SetQuiet:
    start: time | None
    """None: no quiet hours."""
    end: time | None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ToneOf:
    name: str
    days: int = 30


@dataclass(frozen=True, slots=True)
class Compare:
    one: str
    other: str
    """Empty: all was one row of words; who knows the names finds the border between two."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    name: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ExportCorrections:
    """What the workspace corrected, as labelled data."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    pass


@dataclass(frozen=True, slots=True)
class ShowStatus:
    pass


@dataclass(frozen=True, slots=True)
class Help:
    word: str = ""
    """The command it is about; empty: all of them."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Nobody was named: a modal asks whom it is about."""

    then: Literal["find", "follow", "tone"] = "find"
    """What is to be done with whom is picked."""


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed cannot be meant; nothing is done."""

    reason: str
    """One line that says what to do."""


Command = (
    Lookup
    | Follow
    | Unfollow
    | Following
    | Mute
    | Unmute
    | SetDigest
    | SetQuiet
    | ToneOf
    | Compare
    | Export
    | ExportCorrections
    | ShowSettings
    | ShowStatus
    | Help
    | Pick
    | Misread
)
