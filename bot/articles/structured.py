"""HTML -> what the page says of its story to machines: JSON-LD, as search engines ask for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

_BLOCK = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_BREAK = re.compile(r"</p\s{0,5}>|<br\s{0,5}/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCKS, _NODES = 20, 500
_LONGEST = 400_000
"""Characters of one block; the longest story has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Structured:
    body: str = ""
    """Paragraphs on lines of their own."""
    modified: datetime | None = None
    closed: bool = False
    """It says that it is not free to read."""


def read_structured(page: str) -> Structured:
    """Of several descriptions the one with the longest text; what is broken is left out."""
    stories = [node for block in _blocks(page) for node in _nodes(block) if _is_story(node)]
    if not stories:
        return Structured()
    bodies = [_body(story) for story in stories]
    modified = [_moment(_text(story.get("dateModified"))) for story in stories]
    return Structured(
        body=max(bodies, key=len),
        modified=max((moment for moment in modified if moment), default=None),
        closed=any(_is_false(story.get("isAccessibleForFree")) for story in stories),
    )


def _blocks(page: str) -> Iterator[Any]:
    for number, opening in enumerate(_BLOCK.finditer(page)):
        end = _END.search(page, opening.end())
        if number >= _BLOCKS or end is None:
            return
        written = page[opening.end() : end.start()]
        if len(written) <= _LONGEST:
            yield _json(written)


def _json(written: str) -> Any:
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(block: Any) -> Iterator[Mapping[str, Any]]:
    """Whatever is described in it, at any depth."""
    waiting, met = [block], 0
    while waiting and met < _NODES:
        node, met = waiting.pop(), met + 1
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node[:_NODES]


def _is_story(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in named)


def _body(story: Mapping[str, Any]) -> str:
    text = unescape(_text(story.get("articleBody")))
    lines = _TAG.sub("", _BREAK.sub("\n", text)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _text(value: object) -> str:
    """Half a character, written as an escape, becomes a "?"."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _is_false(value: object) -> bool:
    return value is False or str(value).strip().lower() == "false"


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
