"""An outlet: one of the houses on the newswire, and the kind of feed it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.datafile import STRICT

FeedName = Literal["feed.xml", "atom.xml", "feed.json"]
"""What the feed is called tells what it is: RSS, Atom or JSON Feed."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One `[[outlet]]`; its stories and its `page.html` lie in the folder named by `id`."""

    id: str
    name: str
    motto: str
    feed: FeedName
    language: str = "en"
    first_party: bool = False
    section: str = ""
    whole: bool = False
    """The feed carries the whole story, not only its summary."""

    __pydantic_config__ = STRICT
