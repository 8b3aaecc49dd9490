"""An alert: news for one channel, told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.alerts.subscription import Channel


@dataclass(frozen=True, slots=True)
class Alert:
    channel: Channel
    kind: Literal["statement", "shift"]
    about: str
    """The id of the record or of the shift."""

    @property
    def id(self) -> str:
        """The same news for the same channel has the same id, however often it is found."""
        return f"{self.channel}:{self.kind}:{self.about}"
