"""An entry: what a feed says about one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Equal `id` within a source means the same entry, whatever else has changed."""

    source: str
    """The id of the source that lists it."""
    id: str
    url: str
    title: str
    published: datetime | None
    """In UTC; None when the feed gives no date that can be read."""
    content: str = ""
    """HTML of the whole story, where the feed carries it."""
