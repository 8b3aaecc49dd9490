"""Files of this folder -> outlets, stories and their editions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.datafile import read_records
from bot.rehearsal.newswire.edition import Edition, bring_out
from bot.rehearsal.newswire.outlet import Outlet
from bot.rehearsal.newswire.story import Story

_SHELF = files("bot.rehearsal.newswire.stories")


def read_text(name: str) -> str:
    """A file of this folder, as `officials.toml` or `halyard/page.html`."""
    return _SHELF.joinpath(*name.split("/")).read_text(encoding="utf-8")


def read_outlets() -> tuple[Outlet, ...]:
    name = "outlets.toml"
    return tuple(read_records(read_text(name), {"outlet": Outlet}, name)["outlet"])


def bring_out_all(started: datetime, pace: float = 1.0) -> tuple[Edition, ...]:
    """In the order in which they come out; what comes out together, by dateline."""
    editions = (
        bring_out(story, slug, outlet, started, pace)
        for outlet in read_outlets()
        for slug, story in _read_stories(outlet)
    )
    return tuple(sorted(editions, key=lambda edition: (edition.released, edition.published)))


def _read_stories(outlet: Outlet) -> Iterator[tuple[str, Story]]:
    for file in _SHELF.joinpath(outlet.id).iterdir():
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), _read_story(file)


def _read_story(file: Traversable) -> Story:
    """A file holds one story: a second one in it is an error of ours, and loud."""
    name = file.name
    stories: list[Story] = read_records(file.read_text("utf-8"), {"story": Story}, name)["story"]
    (story,) = stories
    return story
