"""An alert: news for one channel, told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.alerts.subscription import Channel

AlertKind = Literal[
    "statement", "shift", "changed", "corrected", "withdrawn", "digest", "held", "health"
]
"""statement, shift: a card; of a statement, with those of the same burst.

changed: the card of a statement is drawn anew, since more outlets carry it or it was corrected.
corrected: a line in the thread of a card that says what was corrected.
withdrawn: a shift no longer stands; its card says so, and so does a line in its thread.
digest: what the day or the week brought.
held: the statements that quiet hours or the limit of the hour held back, as one card.
health: sources that the channel depends on have come to ail, or are well again.
"""


@dataclass(frozen=True, slots=True)
class Alert:
    channel: Channel
    kind: AlertKind
    about: str
    """The id of the record or of the shift; of what was held, the first; of a digest and of what
    was noticed of sources, its hour."""
    version: str = ""
    """Tells one state of the same thing from the next: each is told once."""
    at: datetime | None = None
    """Of a card, since when it waits; of a change, before when it does not leave."""
    burst: str = ""
    """Statements that wait with the same word here may share a card."""
    holds: tuple[str, ...] = ()
    """Ids of the records that share this card; empty when it is about one thing."""

    @property
    def id(self) -> str:
        """The same news for the same channel has the same id, however often it is found."""
        named = f"{self.channel}:{self.kind}:{self.about}"
        return f"{named}:{self.version}" if self.version else named

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the statements that it tells."""
        return self.holds or ((self.about,) if self.kind == "statement" else ())

    @property
    def tells(self) -> tuple[str, ...]:
        """Ids of the alerts that are told once it is: its own, and one a statement."""
        statements = (str(Alert(self.channel, "statement", id).id) for id in self.records)
        return tuple(dict.fromkeys((self.id, *statements)))

    @property
    def is_card(self) -> bool:
        """What counts against the limit of an hour, and waits in quiet hours."""
        return self.kind in ("statement", "shift", "held")
