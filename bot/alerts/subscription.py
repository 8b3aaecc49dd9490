"""A subscription: a channel that wants to know what an official, or a side, says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.commands.command import Alerts
from bot.timeline.bar import Sensitivity


@dataclass(frozen=True, slots=True)
class Channel:
    """Ids only: names change, and Slack tells us late or never."""

    team: str
    id: str

    def __str__(self) -> str:
        return f"{self.team}:{self.id}"

    @property
    def is_direct(self) -> bool:
        """A conversation with one person, and that person's own."""
        return self.id.startswith("D")

    @classmethod
    def parse(cls, written: str) -> Channel:
        team, _, id = written.partition(":")
        return cls(team, id)


@dataclass(frozen=True, slots=True)
class Subscription:
    channel: Channel
    subject: str
    """The id of an official, or the name of a group."""
    by: str
    """The user who asked for it."""
    since: datetime
    alerts: Alerts = "all"
    sensitivity: Sensitivity = "balanced"
    name: str = ""
    """What the subject was called when it was followed: the register may forget it."""
    paused: str = ""
    """Why nothing is sent, in Slack's word for it; empty while all is well."""
