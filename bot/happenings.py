"""What happened on the way from source to Slack, for whoever watches from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.alert import Alert
from bot.sources.entry import Entry
from bot.timeline.record import Record


@dataclass(frozen=True, slots=True)
class Polled:
    source: str
    new: int


@dataclass(frozen=True, slots=True)
class Read:
    entry: Entry
    article: str
    stub: bool
    """Only its beginning could be read: nobody listens to it."""


@dataclass(frozen=True, slots=True)
class Heard:
    article: str
    url: str
    records: tuple[Record, ...]
    """Under the ids by which they are kept."""


@dataclass(frozen=True, slots=True)
class Notified:
    alert: Alert
    record: Record


@dataclass(frozen=True, slots=True)
class Posted:
    alert: Alert
    ts: str
    records: tuple[Record, ...]
    """What the card tells; of a shift, the statement that completed it."""


@dataclass(frozen=True, slots=True)
class Parked:
    alert: Alert
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A try that did not succeed; it may be tried again."""

    step: str
    about: str
    kind: str
    """The name of the error in bot/errors.py, or of another that nobody foresaw."""
    reason: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    step: str
    about: str
    reason: str


Happening = Polled | Read | Heard | Notified | Posted | Parked | Failed | GivenUp

Witness = Callable[[Happening], None]
"""Is told once something was done, again where it is done again. It neither raises nor waits."""


def nobody(_happening: Happening) -> None:
    """Nobody looks."""


def failed(step: str, about: str, error: BaseException) -> Failed:
    return Failed(step, about, type(error).__name__, str(error))
