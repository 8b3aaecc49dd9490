"""entry -> its article in the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.articles.article import EARLIEST_YEAR, Article
from bot.articles.page import read_page
from bot.errors import BadInput, GiveUp, NotYet, TryAgain
from bot.happenings import Read, Witness, nobody
from bot.ports import Articles, Later, Web
from bot.sources.entry import Entry
from bot.sources.source import Source

_NEWS = timedelta(hours=6)
"""What is older does not keep the news of the hour waiting."""
_AHEAD = timedelta(minutes=10)
"""By which the clocks of others may be fast."""


def read(
    entry: Entry,
    source: Source,
    web: Web,
    articles: Articles,
    later: Later,
    now: datetime,
    witness: Witness = nobody,
) -> None:
    """Fetches the page, or takes the feed's own text where the page cannot be had or is a stub.

    A stub of which the feed has no more either is kept and not listened to: what its beginning
    quotes may be taken back by the rest. Raises GiveUp when neither holds a story.
    """
    found = _article(entry, web)
    article = replace(
        found,
        url=entry.url,
        title=found.title or entry.title,
        published=_date(entry, found, now),
        source=source.id,
        outlet=entry.outlet if source.kind == "search" and entry.outlet else source.name,
        first_party=source.first_party,
    )
    old = article.published is not None and now - article.published > _NEWS
    kept = articles.keep(article)
    if not article.stub:
        later.listen(kept, old=old)
    witness(Read(entry, kept, article.stub))


def _date(entry: Entry, article: Article, now: datetime) -> datetime | None:
    """Whoever states one that can be; otherwise the story is as old as our knowledge of it."""
    for published in (entry.published, article.published):
        if published and published.year >= EARLIEST_YEAR and published <= now + _AHEAD:
            return min(published, now)
    return entry.found


def _article(entry: Entry, web: Web) -> Article:
    in_feed = _from_feed(entry)
    try:
        page = _from_page(entry, web)
    except NotYet:
        raise
    except (BadInput, GiveUp, TryAgain) as error:
        if in_feed is not None:
            return in_feed
        if isinstance(error, TryAgain):
            raise
        raise GiveUp(str(error)) from error
    return in_feed if in_feed and _is_wall(page, in_feed) else page


def _is_wall(page: Article, in_feed: Article) -> bool:
    """A paywall or a consent page stands where the story should be."""
    return len(page.text) < len(in_feed.text) / (1 if page.stub else 2)


def _from_page(entry: Entry, web: Web) -> Article:
    fetched = web.page(entry.url)
    if fetched is None:
        raise GiveUp(f"{entry.url} answered 304 although nothing was asked for conditionally")
    return read_page(fetched.body, fetched.url, fetched.content_type)


def _from_feed(entry: Entry) -> Article | None:
    if not entry.content:
        return None
    try:
        told = f"<html><body><article>{entry.content}</article></body></html>"
        return replace(read_page(told, entry.url), from_feed=True)
    except BadInput:
        return None
