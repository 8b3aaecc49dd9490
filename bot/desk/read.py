"""entry -> its article in the queue."""

from __future__ import annotations

from dataclasses import replace

from bot.articles.article import Article
from bot.articles.page import read_page
from bot.errors import BadInput, GiveUp
from bot.ports import Articles, Later, Web
from bot.sources.entry import Entry
from bot.sources.source import Source


def read(entry: Entry, source: Source, web: Web, articles: Articles, later: Later) -> None:
    """Fetches the page, or takes the feed's own text where the page cannot be had.

    Raises GiveUp when neither holds a story.
    """
    article = _article(entry, web)
    later.listen(
        articles.keep(
            replace(
                article,
                url=entry.url,
                title=article.title or entry.title,
                published=entry.published or article.published,
                source=source.id,
                outlet=source.name,
                first_party=source.first_party,
            )
        )
    )


def _article(entry: Entry, web: Web) -> Article:
    try:
        return _from_page(entry, web)
    except (BadInput, GiveUp) as error:
        if not entry.content:
            raise GiveUp(str(error)) from error
        return _from_feed(entry, error)


def _from_page(entry: Entry, web: Web) -> Article:
    fetched = web.fetch(entry.url)
    if fetched is None:
        raise GiveUp(f"{entry.url} answered 304 although nothing was asked for conditionally")
    return read_page(fetched.body, fetched.url)


def _from_feed(entry: Entry, why_not_page: Exception) -> Article:
    try:
        return read_page(f"<html><body><article>{entry.content}</article></body></html>", entry.url)
    except BadInput as error:
        raise GiveUp(str(why_not_page)) from error
