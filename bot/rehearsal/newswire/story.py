"""A story: what its writer put down, before anybody knows on which day it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.datafile import STRICT


@dataclass(frozen=True, slots=True)
class Story:
    """The one `[[story]]` of a file; the file's name is the slug, its folder the outlet.

    Blocks of `body` stand apart by an empty line. A block opens with `> ` for a block quotation,
    `## ` for a subheading, `^ ` for a caption, `| ` for a pull quote; any other is a paragraph.
    `{day}` is the weekday of publication, `{day-1}` the one before, `{date-3}` a date like 7 May.
    """

    title: str
    summary: str
    body: str
    after: float
    """Seconds from the start until it is out."""
    hours: float = 0.0
    """How old it is by its own dateline when it comes out."""
    published: datetime | None = None
    """The dateline of a story that belongs to a real day; `hours` then counts for nothing."""
    author: str = ""
    feed_title: str = ""
    """The title as the feed gives it, where the feed writes it worse than the page."""
    charset: str = "utf-8"

    __pydantic_config__ = STRICT
