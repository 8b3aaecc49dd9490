"""The vocabulary of our messages: text and links -> Block Kit, hostile words made inert.

Quotations go into rich_text, where nothing is interpreted; what goes into mrkdwn is escaped.
Limits are Slack's (https://docs.slack.dev/reference/block-kit/blocks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.alerts.isolate import LABEL, isolated, label
from bot.alerts.message import Block

HEADER = 150
BUTTON = 75
SECTION = 3000
QUOTATION = 2500
"""Characters of one quotation; a longer one is cut at a word, and says so."""

ADDRESS = 1000
"""Characters of an address; a longer one is no link."""

_STYLED = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")

Element = Mapping[str, Any]


def escape(text: str) -> str:
    """For mrkdwn and `text`: `<!channel>`, `<@U1>` and disguised links become plain words."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def named(text: str, limit: int = LABEL) -> str:
    """A label in mrkdwn, which knows no way to write the marks of its styles but others."""
    return escape(_EDGES.sub("＿", label(text, limit).translate(_STYLED)))


def said(text: str) -> str:
    """Quoted words in mrkdwn and `text`: as they are, shut in."""
    return isolated(escape(text))


def link(url: str, to: str) -> str:
    """A mrkdwn link, or the bare label when the address is not one of the web."""
    # `|` and `>` would end the address early.
    address = quote(url[: ADDRESS + 1], safe=":/?#[]@!$&()*+,;=%~-._") if is_web(url) else ""
    if not address or len(address) > ADDRESS:
        return named(to)
    return f"<{address}|{named(to) or 'source'}>"


def is_web(url: str) -> bool:
    """An address with a name before its host shows one host and leads to another."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


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
    kept = (text[: limit - 40].rsplit(None, 1) or [""])[0]
    left = len(text.split()) - len(kept.split())
    more = f"{left} more word{'s' * (left != 1)}" if left else "more"
    return f"{kept} … [{more} at the source]"


def plain(text: str, limit: int) -> Element:
    """A `plain_text` object; without emoji, so that ":x:" stays what it is."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def section(mrkdwn: str) -> Block:
    return {"type": "section", "text": _mrkdwn(mrkdwn[:SECTION])}


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
    elements = [_mrkdwn(text[:SECTION]) for text in mrkdwn if text]
    return {"type": "context", "elements": elements[:10]}


def _mrkdwn(text: str) -> Element:
    """Verbatim: Slack turns no bare address or name in it into a link."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def actions(*elements: Element) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(action: str, text: str, value: str) -> Element:
    shown = plain(text, BUTTON)
    return {"type": "button", "action_id": action, "text": shown, "value": value}


def menu(action: str, options: Iterable[tuple[str, str]]) -> Element:
    """Behind three dots: the words and the value of each of at most five."""
    shown = [{"text": plain(text, BUTTON), "value": value} for text, value in options]
    return {"type": "overflow", "action_id": action, "options": shown}


def line_chart(title: str, points: Sequence[tuple[str, float]], y_label: str) -> Block:
    """At most twenty points, each under a label of its own."""
    axis = {"categories": [at for at, _ in points], "y_label": y_label}
    data = [{"label": at, "value": value} for at, value in points]
    series = [{"name": "Tone", "data": data}]
    return {
        "type": "data_visualization",
        "title": title[:50],
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }


def divider() -> Block:
    return {"type": "divider"}


def words(text: str, *, bold: bool = False, italic: bool = False) -> Element:
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def line(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def quotation(text: str) -> Element:
    return quoted(words(cut(text, QUOTATION)))


def quoted(*elements: Element) -> Element:
    return {"type": "rich_text_quote", "elements": list(elements)}


def rich(*parts: Element) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def listed(names: Iterable[str], joined: str = "and") -> str:
    """One after the other: "Lavrov", "Lavrov and Putin", "Lavrov, Putin and Ushakov"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} {joined} {last}" if first else last


def side_by_side(*mrkdwn: str) -> Block:
    """At most ten, two in a row."""
    return {"type": "section", "fields": [_mrkdwn(text[:2000]) for text in mrkdwn]}
