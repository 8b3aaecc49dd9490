"""bytes of a search engine's answer -> what it lists; and the addresses to ask it at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

from bot.errors import BadInput
from bot.sources.charset import decode
from bot.sources.entry import Entry
from bot.sources.link import canonical, web_link
from bot.sources.listed import Listed
from bot.sources.source import Source

NAME = "{name}"
"""Where the name of an official goes in an address."""
_MOST = 500


def ask_for(source: Source, id: str, name: str) -> Source:
    """The search for one official, as a source of its own."""
    return replace(
        source,
        id=f"{source.id}:{id}",
        name=f"{source.name}: {name}",
        url=source.url.replace(NAME, quote_plus(name)),
    )


def read_search(body: bytes, source: str, url: str) -> Listed:
    """The answer of GDELT's DOC interface, in JSON. Raises BadInput for what is none."""
    text = decode(body).strip()
    try:
        # An empty answer, and one object that breaks off in a control character, are usual there.
        answer = json.loads(text or "{}", strict=False)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{url} answered: {text[:200]!r}") from error
    if not isinstance(answer, dict):
        raise BadInput(f"{url} is not a list of articles")
    found = answer.get("articles", [])
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    return Listed(tuple(_entries(rows[:_MOST], source, url)))


def _entries(rows: Sequence[Mapping[str, Any]], source: str, url: str) -> Iterator[Entry]:
    for row in rows:
        link = web_link(url, _text(row.get("url")))
        if link:
            yield Entry(
                source=source,
                id=canonical(link),
                url=link,
                title=" ".join(_text(row.get("title")).split()),
                published=_seen(_text(row.get("seendate"))),
                outlet=_text(row.get("domain")),
            )


def _text(value: object) -> str:
    """Half a character, written as an escape, becomes a "?"."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _seen(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
