"""An alert: news for one channel, told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.alerts.subscription import Channel

AlertKind = Literal["statement", "shift", "changed", "corrected", "withdrawn", "digest", "held"]
"""statement, shift: a card.

changed: the card of a statement is drawn anew, since more outlets carry it or it was corrected.
corrected: a line in the thread of a card that says what was corrected.
withdrawn: a shift no longer stands; its card says so, and so does a line in its thread.
digest: what the day or the week brought.
held: what quiet hours or the limit of the hour held back, as one card.
"""


@dataclass(frozen=True, slots=True)
class Alert:
    channel: Channel
    kind: AlertKind
    about: str
    """The id of the record or of the shift; of a digest and of what was held, the hour."""
    version: str = ""
    """Tells one state of the same thing from the next: each is told once."""

    @property
    def id(self) -> str:
        """The same news for the same channel has the same id, however often it is found."""
        named = f"{self.channel}:{self.kind}:{self.about}"
        return f"{named}:{self.version}" if self.version else named
