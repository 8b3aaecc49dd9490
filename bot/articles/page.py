"""HTML -> article."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from trafilatura import bare_extraction
from trafilatura.settings import Document

from bot.articles.article import Article
from bot.articles.furniture import story_lines
from bot.articles.structured import read_structured
from bot.articles.wall import is_stub
from bot.errors import BadInput
from bot.sources.charset import decode

_PUBLISHED = re.compile(
    r"""(?:article:published_time|datePublished|date_published|parsely-pub-date)["']?
        \s{0,5}(?:content\s{0,5}=|:)\s{0,5}["']([0-9T:+.Z \-]{10,40})["']""",
    re.VERBOSE,
)
_MODIFIED = re.compile(
    r"""(?:article:modified_time|og:updated_time)["']?\s{0,5}content\s{0,5}=\s{0,5}
        ["']([0-9T:+.Z \-]{10,40})["']""",
    re.VERBOSE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_SCRIPT_ENDS = re.compile(r"</script", re.IGNORECASE)
_LONGEST_SCRIPT = 20_000
_SHORT = 800
"""Characters of text below which what the page tells machines may hold more of the story."""
_HEAD = 400_000
"""Characters in which pages state their date."""


def read_page(html: bytes | str, url: str, content_type: str = "") -> Article:
    """The story of a page. Raises BadInput when it has none."""
    page = decode(html, content_type) if isinstance(html, bytes) else html
    told = read_structured(page)
    title, text, day = _extract(page, url) or ("", "", "")
    text = _story(text)
    if len(text) < _SHORT:
        text = max(text, _story(told.body), key=len)
    if not text:
        raise BadInput(f"{url or 'the page'}: no story found in it")
    return Article(
        url=url,
        title=title,
        text=text,
        published=_stated(page) or _day(day),
        modified=told.modified or _changed(page),
        stub=is_stub(page, text, told.closed),
    )


def _story(text: str) -> str:
    return "\n\n".join(text[line.start : line.end] for line in story_lines(text))


def _extract(html: str, url: str) -> tuple[str, str, str] | None:
    """Title, text and day. Whatever a page does to the reader of pages, it has no story then."""
    try:
        found = bare_extraction(
            _without_long_scripts(html),
            url=url or None,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise BadInput(f"{url or 'the page'}: cannot be read as HTML: {error}") from error
    if not isinstance(found, Document) or not (found.text or "").strip():
        return None
    return found.title or "", found.text or "", found.date or ""


def _without_long_scripts(page: str) -> str:
    """trafilatura looks into what is told to machines in time that grows with its square."""
    kept, at = [], 0
    while script := _SCRIPT.search(page, at):
        end = _SCRIPT_ENDS.search(page, script.end())
        stop = end.start() if end else len(page)
        is_long = stop - script.start() > _LONGEST_SCRIPT
        kept.append(
            page[at : script.start()] + ("<script>" if is_long else page[script.start() : stop])
        )
        at = stop
    return "".join([*kept, page[at:]])


def _stated(page: str) -> datetime | None:
    """To the second, where the page says so in its head; trafilatura keeps days only."""
    found = _PUBLISHED.search(page[:_HEAD])
    return _moment(found[1]) if found is not None else None


def _changed(page: str) -> datetime | None:
    found = _MODIFIED.search(page[:_HEAD])
    return _moment(found[1]) if found is not None else None


def _day(day: str) -> datetime | None:
    return _moment(day) if day else None


def _moment(written: str) -> datetime | None:
    """A time without a zone is taken for UTC."""
    try:
        moment = datetime.fromisoformat(written.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
