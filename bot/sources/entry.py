"""An entry: what a source says about one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Equal `id` within a source means the same entry, whatever else has changed."""

    source: str
    """The id of the source that lists it."""
    id: str
    """Its link, canonical."""
    url: str
    """Its link, as it was given."""
    title: str
    published: datetime | None
    """In UTC; None when the source gives no date that can be read."""
    content: str = ""
    """HTML of the whole story, where the source carries it."""
    guid: str = ""
    """The feed's own name for it, where no other entry of the feed has the same."""
    outlet: str = ""
    """Who published it, where a source lists what others publish."""
    found: datetime | None = None
    """When we first saw it, in UTC."""
