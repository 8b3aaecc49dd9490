"""source -> its new entries in the queue."""

from __future__ import annotations

from bot.errors import BotError, GiveUp
from bot.ports import Fetched, Later, Seen, Web
from bot.sources.entry import Entry
from bot.sources.feed import read_feed
from bot.sources.source import Source


def poll(source: Source, web: Web, seen: Seen, later: Later) -> int:
    """How many entries were new. What went wrong is kept for `status`; the next round tries again.

    An entry is marked only once its work is queued, so a crash in between reads it twice,
    never not at all; and the validators are kept only after the last one is, so that an
    answer that was half worked through is asked for again.
    """
    last = seen.last(source.id)
    try:
        fetched = web.fetch(source.url, last)
        entries = _entries(source, fetched)
    except BotError as error:
        seen.polled(source.id, last, problem=str(error))
        return 0
    new = seen.unseen(entries)
    for entry in new:
        later.read(entry)
        seen.mark(entry)
    seen.polled(source.id, fetched.validators if fetched else last)
    return len(new)


def check(source: Source, web: Web) -> int:
    """How many entries the source lists now. Raises what is wrong with it."""
    fetched = web.fetch(source.url)
    if fetched is None:
        raise GiveUp(f"{source.url} answered 304 although nothing was asked for conditionally")
    return len(_entries(source, fetched))


def _entries(source: Source, fetched: Fetched | None) -> list[Entry]:
    """Oldest first, each once, so that what was said first is told first."""
    if fetched is None:
        return []
    listed = read_feed(fetched.body, source.id, fetched.url, fetched.content_type)
    once = {entry.id: entry for entry in listed}
    return sorted(once.values(), key=_published)


def _published(entry: Entry) -> float:
    return entry.published.timestamp() if entry.published else 0.0
