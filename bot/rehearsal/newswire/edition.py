"""story + start -> edition: the story as readers get it, every date filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rehearsal.newswire.outlet import Outlet
from bot.rehearsal.newswire.story import Story

_DATES = re.compile(r"\{(day|date)([+-]\d{1,3})?\}")


@dataclass(frozen=True, slots=True)
class Edition:
    slug: str
    outlet: Outlet
    story: Story
    released: datetime
    """When it can first be seen."""
    published: datetime
    """What its dateline says."""
    title: str
    summary: str
    blocks: tuple[str, ...]
    """The body's, marks and all."""

    @property
    def path(self) -> str:
        return f"/newswire/{self.outlet.id}/{self.slug}.html"


def bring_out(story: Story, slug: str, outlet: Outlet, started: datetime, pace: float) -> Edition:
    """`pace` 2.0 brings it out in half the time."""
    released = started + timedelta(seconds=story.after / pace)
    published = story.published or (released - timedelta(hours=story.hours)).replace(microsecond=0)
    return Edition(
        slug=slug,
        outlet=outlet,
        story=story,
        released=released,
        published=published,
        title=_fill_dates(story.title, published),
        summary=_fill_dates(story.summary, published),
        blocks=_blocks(_fill_dates(story.body, published)),
    )


def _blocks(body: str) -> tuple[str, ...]:
    return tuple(block.strip() for block in body.split("\n\n") if block.strip())


def _fill_dates(text: str, published: datetime) -> str:
    return _DATES.sub(lambda found: _date(found[1], int(found[2] or 0), published), text)


def _date(form: str, days: int, published: datetime) -> str:
    day = published + timedelta(days=days)
    return f"{day:%A}" if form == "day" else f"{day.day} {day:%B}"
