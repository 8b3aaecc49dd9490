"""page that was read -> looked at again on a falling schedule, its new text compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.articles.article import Article
from bot.articles.page import read_page
from bot.articles.watch import LOOKS, Watch
from bot.errors import BadInput, GiveUp, NotYet, TryAgain
from bot.ports import Articles, Later, Rereads, Web


@dataclass(frozen=True, slots=True)
class Rereading:
    """What looking again works with."""

    web: Web
    articles: Articles
    rereads: Rereads
    later: Later


def watch(article: str, articles: Articles, rereads: Rereads, now: datetime) -> None:
    """From its first reading on; a page whose news is older than the last look is left alone.

    What the feed told instead of the page cannot be compared with the page.
    """
    kept = articles.get(article)
    if kept is None or not kept.url or kept.stub or kept.from_feed:
        return
    if kept.published is None or now - kept.published <= LOOKS[-1]:
        rereads.begin(Watch(kept.url, article, now))


def reread(url: str, desk: Rereading) -> None:
    """A page that cannot be had, or is less than it was, changes nothing: it has its next look.

    The comparison is queued before the look counts, so that a kill in between repeats it.
    """
    seen = desk.rereads.get(url)
    if seen is None:
        return
    old = desk.articles.get(seen.article)
    new = _look(old, desk.web) if old else None
    article = desk.articles.keep(new) if new else seen.article
    if article != seen.article:
        desk.later.revise(seen.article, article)
    desk.rereads.settle(replace(seen, article=article, looks=seen.looks + 1))


def _look(old: Article, web: Web) -> Article | None:
    try:
        fetched = web.page(old.url)
        found = read_page(fetched.body, fetched.url, fetched.content_type) if fetched else None
    except NotYet:
        raise
    except (BadInput, GiveUp, TryAgain):
        return None
    if found is None or found.stub or 2 * len(found.text) < len(old.text):
        return None
    return replace(old, text=found.text, title=found.title or old.title, modified=found.modified)
