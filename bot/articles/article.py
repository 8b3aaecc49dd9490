"""An article: a story as its outlet published it, furniture removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

EARLIEST_YEAR = 1900
"""A date before it is a slip: the year 1 is what programs write for no date."""


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is what offsets of statements count in; paragraphs stand on lines of their own."""

    url: str
    """Where to read it; empty when it was typed in or came from a file."""
    title: str
    text: str
    published: datetime | None = None
    """In UTC."""
    source: str = ""
    """The id of the source that led here."""
    outlet: str = ""
    """The name readers know the source by."""
    first_party: bool = False
    modified: datetime | None = None
    """When the page says that it was last changed, in UTC."""
    stub: bool = False
    """Only its beginning can be read: the rest stands behind a wall."""
    from_feed: bool = False
    """The feed tells it: the page could not be had, or had less."""
