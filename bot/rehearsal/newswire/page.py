"""Edition -> the HTML page of its outlet, with the furniture that real sites have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from string import Template

from bot.rehearsal.newswire.edition import Edition
from bot.rehearsal.newswire.outlet import Outlet

_TAGS = {
    "> ": ("<blockquote>", "</blockquote>"),
    "## ": ("<h2>", "</h2>"),
    "^ ": ("<figure><div class='picture'></div><figcaption>", "</figcaption></figure>"),
    "| ": ("<aside class='pull-quote'>", "</aside>"),
}
_MULTILINE = {"> ", "| "}


def render_page(template: str, edition: Edition, others: Sequence[Edition]) -> str:
    """`others` are teased below the story and beside it."""
    return Template(template).substitute(
        title=escape(edition.title),
        summary=escape(edition.summary),
        outlet=escape(edition.outlet.name),
        author=escape(edition.story.author or edition.outlet.name),
        iso=edition.published.isoformat(),
        published=_in_words(edition.published),
        charset=edition.story.charset,
        body=render_body(edition.blocks),
        related=render_teasers(others),
    )


def render_front(outlet: Outlet, editions: Sequence[Edition]) -> str:
    """The outlet's front page: its name and what is out so far."""
    name, teasers = escape(outlet.name), render_teasers(editions)
    return (
        f"<!doctype html><html lang='{outlet.language}'><head><meta charset='utf-8'>"
        f"<title>{name}</title><link rel='alternate' href='{outlet.feed}'>"
        "<style>body{font:17px/1.5 Georgia,serif;max-width:40rem;margin:2rem auto}</style></head>"
        f"<body><h1>{name}</h1><p><em>{escape(outlet.motto)}</em></p><ul>{teasers}</ul></body></html>"
    )


def render_body(blocks: Sequence[str]) -> str:
    return "\n".join(_render_block(block) for block in blocks)


def render_teasers(editions: Sequence[Edition]) -> str:
    return "\n".join(
        f"<li><a href='{edition.slug}.html'>{escape(edition.title)}</a></li>"
        for edition in editions
    )


def paragraphs(blocks: Sequence[str]) -> tuple[str, ...]:
    """What belongs to the story: running paragraphs and block quotations, line by line."""
    told = [block for block in blocks if _mark(block) in ("", "> ")]
    return tuple(line.removeprefix("> ") for block in told for line in _lines(block))


def _render_block(block: str) -> str:
    mark = _mark(block)
    if not mark:
        return f"<p>{escape(' '.join(_lines(block)), quote=False)}</p>"
    opening, closing = _TAGS[mark]
    lines = (escape(line.removeprefix(mark), quote=False) for line in _lines(block))
    inside = "".join(f"<p>{line}</p>" for line in lines) if mark in _MULTILINE else " ".join(lines)
    return f"{opening}{inside}{closing}"


def _mark(block: str) -> str:
    return next((mark for mark in _TAGS if block.startswith(mark)), "")


def _lines(block: str) -> list[str]:
    """A paragraph may run over lines of its file; a block quotation keeps its lines apart."""
    return block.splitlines() if _mark(block) in _MULTILINE else [" ".join(block.split())]


def _in_words(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}, {moment:%H:%M} UTC"
