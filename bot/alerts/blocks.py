"""The vocabulary of our messages: text and links -> Block Kit, hostile words made inert.

Quotations go into rich_text, where nothing is interpreted; what goes into mrkdwn is escaped.
Limits are Slack's (https://docs.slack.dev/reference/block-kit/blocks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.alerts.message import Block

HEADER = 150
SECTION = 3000
QUOTATION = 2500
"""Characters of one quotation; a longer one is cut at a word, and says so."""

Element = Mapping[str, Any]


def escape(text: str) -> str:
    """For mrkdwn and `text`: `<!channel>`, `<@U1>` and disguised links become plain words."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(url: str, label: str) -> str:
    """A mrkdwn link, or the bare label when the address is not one of the web."""
    if not is_web(url):
        return escape(label)
    # `|` and `>` would end the address early.
    return f"<{quote(url, safe=':/?#[]@!$&()*+,;=%~-._')}|{escape(label) or 'source'}>"


def is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def local_time(when: datetime) -> str:
    """Each reader sees it in their own time zone; UTC where Slack cannot."""
    stamp = int(when.timestamp())
    return f"<!date^{stamp}^{{date_short_pretty}}, {{time}}|{when:%d %b %Y, %H:%M} UTC>"


def day(day: date) -> str:
    """A day of the calendar, the same for every reader: no time of day is known."""
    return f"{day.day} {day:%b %Y}"


def cut(text: str, limit: int) -> str:
    """Whole words up to the limit, and how many were left out."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 40].rsplit(None, 1)[0]
    left = len(text.split()) - len(kept.split())
    return f"{kept} … [{left} more words at the source]"


def header(text: str) -> Block:
    plain = text if len(text) <= HEADER else text[: HEADER - 1] + "…"
    return {"type": "header", "text": {"type": "plain_text", "text": plain}}


def section(mrkdwn: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn[:SECTION]}}


def sections(lines: Iterable[str]) -> tuple[Block, ...]:
    """Lines of mrkdwn over as many sections as they need, none of them cut."""
    pages: list[str] = []
    for added in lines:
        if pages and len(pages[-1]) + len(added) < SECTION:
            pages[-1] += f"\n{added}"
        else:
            pages.append(added)
    return tuple(section(page) for page in pages)


def context(*mrkdwn: str) -> Block:
    elements = [{"type": "mrkdwn", "text": text} for text in mrkdwn if text]
    return {"type": "context", "elements": elements[:10]}


def divider() -> Block:
    return {"type": "divider"}


def words(text: str, *, bold: bool = False, italic: bool = False) -> Element:
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def line(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def quotation(text: str) -> Element:
    return {"type": "rich_text_quote", "elements": [words(cut(text, QUOTATION))]}


def rich(*parts: Element) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def listed(names: Iterable[str], joined: str = "and") -> str:
    """One after the other: "Lavrov", "Lavrov and Putin", "Lavrov, Putin and Ushakov"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} {joined} {last}" if first else last
