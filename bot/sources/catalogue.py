"""sources.toml -> sources: what is polled, how often, and whose site it is."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.datafile import line_of, read_records
from bot.errors import BadInput
from bot.sources.source import Source

SHORTEST_WAIT = 5
"""Seconds between two polls; a shorter wait is a slip of the pen, and no way to treat a host."""


def read_catalogue(texts: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """(filename, TOML) pairs -> sources; the same id in a later file replaces the source.

    Raises BadInput with file, line and key for the first thing that is wrong.
    """
    sources: dict[str, Source] = {}
    for filename, text in texts:
        sources |= _read_file(filename, text)
    return tuple(sources.values())


def _read_file(filename: str, text: str) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for index, source in enumerate(read_records(text, {"source": Source}, filename)["source"]):
        mistake = _mistake(source, sources)
        if mistake is not None:
            key, reason = mistake
            line = line_of(text, "source", index, key)
            raise BadInput(f"{filename}:{line}: {key}: {reason}")
        sources[source.id] = source
    return sources


def _mistake(source: Source, known: dict[str, Source]) -> tuple[str, str] | None:
    """The key that is wrong and why, or None."""
    if not source.id.strip():
        return "id", "must not be empty"
    if source.id in known:
        return "id", f"'{source.id}' stands twice in this file"
    if not is_web_address(source.url):
        return "url", f"'{source.url}' is not an http or https address"
    if source.every < SHORTEST_WAIT:
        return "every", f"{source.every} is below {SHORTEST_WAIT} seconds"
    if source.kind == "listing" and not source.items:
        return "kind", "a listing needs `items`, the CSS that selects one story each"
    return None


def is_web_address(url: str) -> bool:
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a bracket without its twin, a port that is no number
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0
