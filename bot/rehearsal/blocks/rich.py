"""Rich text: sections, lists, quotes and code, made of styled words, links and mentions."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rehearsal.blocks.elements import url
from bot.rehearsal.blocks.rules import Rule, by_type, choice, flag, listing, number, shape, string

_style = shape(
    {},
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ),
        flag,
    ),
)
_styled: Mapping[str, Rule] = {"style": _style}

INLINE: Mapping[str, Rule] = {
    "text": shape({"text": string(12_000, 1)}, _styled),
    "link": shape({"url": url}, {**_styled, "text": string(3000), "unsafe": flag}),
    "emoji": shape(
        {"name": string(100, 1)}, {**_styled, "unicode": string(100), "skin_tone": number(1, 6)}
    ),
    "user": shape({"user_id": string(50, 1)}, _styled),
    "usergroup": shape({"usergroup_id": string(50, 1)}, _styled),
    "channel": shape({"channel_id": string(50, 1)}, _styled),
    "team": shape({"team_id": string(50, 1)}, _styled),
    "broadcast": shape({"range": choice("here", "channel", "everyone")}, _styled),
    "color": shape({"value": string(20, 1)}, _styled),
    "date": shape(
        {"timestamp": number(0), "format": string(200, 1)},
        {**_styled, "url": url, "fallback": string(300)},
    ),
}
_words = listing(by_type(lambda: INLINE), 1000, 0)
_section = shape({"elements": _words})
_border: Mapping[str, Rule] = {"border": number(0, 1)}

PARTS: Mapping[str, Rule] = {
    "rich_text_section": _section,
    "rich_text_quote": shape({"elements": _words}, _border),
    "rich_text_preformatted": shape({"elements": _words}, {**_border, "language": string(50)}),
    "rich_text_list": shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": listing(by_type(lambda: {"rich_text_section": _section}), 1000, 0),
        },
        {**_border, "indent": number(0, 8), "offset": number(0)},
    ),
}
rich_text = {"elements": listing(by_type(lambda: PARTS), 1000, 0)}
