"""Every type of block as a rule, and where it may stand: messages, modals, App Home."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rehearsal.blocks.elements import (
    ACCESSORIES,
    ACTIONS,
    INPUTS,
    feedback_buttons,
    icon_button,
    identity,
    image,
    plain,
    web_url,
)
from bot.rehearsal.blocks.rich import rich_text
from bot.rehearsal.blocks.rules import (
    Rule,
    also,
    at_least_one,
    by_type,
    choice,
    exactly_one,
    flag,
    listing,
    number,
    shape,
    string,
    text,
)


def block(needed: Mapping[str, Rule], extra: Mapping[str, Rule] | None = None) -> Rule:
    return shape(needed, {"block_id": identity, **(extra or {})})


section = also(
    block(
        {},
        {
            "text": text(3000),
            "fields": listing(text(2000), 10),
            "accessory": by_type(lambda: ACCESSORIES),
            "expand": flag,
        },
    ),
    at_least_one("text", "fields"),
)
image_block = also(
    block(
        {"alt_text": string(2000, 1)},
        {
            "image_url": web_url,
            "slack_file": shape({}, {"id": string(255), "url": web_url}),
            "title": text(2000, plain),
        },
    ),
    exactly_one("image_url", "slack_file"),
)
_words_of_context = shape({"text": string(3000, 1)}, {"verbatim": flag})
_plain_words = shape({"text": string(3000, 1)}, {"emoji": flag})
context = block(
    {
        "elements": listing(
            by_type(
                lambda: {"image": image, "mrkdwn": _words_of_context, "plain_text": _plain_words}
            ),
            10,
        )
    }
)
context_actions = block(
    {
        "elements": listing(
            by_type(lambda: {"feedback_buttons": feedback_buttons, "icon_button": icon_button}), 5
        )
    }
)
input_block = block(
    {"label": text(2000, plain), "element": by_type(lambda: INPUTS)},
    {"hint": text(2000, plain), "optional": flag, "dispatch_action": flag},
)
video = block(
    {
        "alt_text": string(2000, 1),
        "title": text(199, plain),
        "thumbnail_url": web_url,
        "video_url": web_url,
    },
    {
        "author_name": string(49),
        "description": text(199, plain),
        "provider_icon_url": web_url,
        "provider_name": string(200),
        "title_url": web_url,
    },
)
_cell = by_type(
    lambda: {
        "raw_text": shape({"text": string(3000, 1)}),
        "rich_text": shape(rich_text, {"block_id": identity}),
    }
)
_column = shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})
table = block(
    {"rows": listing(listing(_cell, 20), 100)},
    {"column_settings": listing(_column, 20)},
)
_point = shape({"label": string(20, 1), "value": number()})
_slices = shape({"segments": listing(shape({"label": string(20, 1), "value": number(0)}), 12)})
_series = shape({"name": string(20, 1), "data": listing(_point, 20)})
_axis = shape(
    {"categories": listing(string(20, 1), 20)}, {"x_label": string(50), "y_label": string(50)}
)
_plotted = shape({"series": listing(_series, 12), "axis_config": _axis})
chart = by_type(lambda: {"pie": _slices, "bar": _plotted, "line": _plotted, "area": _plotted})
data_visualization = block({"title": string(50, 1), "chart": chart})

EVERYWHERE: Mapping[str, Rule] = {
    "section": section,
    "divider": block({}),
    "image": image_block,
    "actions": block({"elements": listing(by_type(lambda: ACTIONS), 25)}),
    "context": context,
    "header": block({"text": text(150, plain)}, {"level": number(1, 6)}),
    "rich_text": block(rich_text),
    "video": video,
    "input": input_block,
}
MESSAGE: Mapping[str, Rule] = {
    **EVERYWHERE,
    "markdown": block({"text": string(12_000, 1)}),
    "table": table,
    "context_actions": context_actions,
    "data_visualization": data_visualization,
    "file": block({"external_id": string(255, 1), "source": choice("remote")}),
    "call": block({"call_id": string(255, 1)}, {"api_decoration_available": flag}),
}
VIEW = EVERYWHERE
