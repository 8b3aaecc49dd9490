"""A watch: a page that is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LOOKS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)
"""After the first reading; most edits come early."""


@dataclass(frozen=True, slots=True)
class Watch:
    url: str
    article: str
    """The id of the article as it was last read there."""
    since: datetime
    """When it was first read."""
    looks: int = 0
    """How often it was looked at since."""

    @property
    def next(self) -> datetime | None:
        """None: it has been looked at often enough."""
        return self.since + LOOKS[self.looks] if self.looks < len(LOOKS) else None
