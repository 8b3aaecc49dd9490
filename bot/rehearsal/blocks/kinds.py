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
from bot.rehearsal.blocks.newer import (
    alert,
    card,
    carousel,
    container,
    data_table,
    data_visualization,
    plan,
    task_card,
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
rich_text_input = shape(
    {},
    {
        "action_id": identity,
        "initial_value": by_type(lambda: {"rich_text": shape(rich_text, {"block_id": identity})}),
        "placeholder": text(150, plain),
        "focus_on_load": flag,
        "min_lines": number(1, 100),
        "max_lines": number(1, 100),
    },
)
input_block = block(
    {
        "label": text(2000, plain),
        "element": by_type(lambda: {**INPUTS, "rich_text_input": rich_text_input}),
    },
    {"hint": text(2000, plain), "optional": flag, "dispatch_action": flag},
)
video = block(
    {
        "alt_text": string(2000, 1),
        "title": text(200, plain),
        "thumbnail_url": web_url,
        "video_url": web_url,
    },
    {
        "author_name": string(50),
        "description": text(200, plain),
        "provider_icon_url": web_url,
        "provider_name": string(50),
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
    "card": card,
}
_IN_CONTAINER: Mapping[str, Rule] = {
    **{kind: rule for kind, rule in EVERYWHERE.items() if kind != "card"},
    "table": table,
}
_WIDE: Mapping[str, Rule] = {
    "table": table,
    "data_table": data_table,
    "data_visualization": data_visualization,
    "carousel": carousel,
    "container": container(_IN_CONTAINER),
}
MESSAGE: Mapping[str, Rule] = {
    **EVERYWHERE,
    **_WIDE,
    "markdown": block({"text": string(12_000, 1)}),
    "context_actions": context_actions,
    "file": block({"external_id": string(255, 1), "source": choice("remote")}),
    "call": block({"call_id": string(255, 1)}, {"api_decoration_available": flag}),
    "task_card": task_card,
    "plan": plan,
}
MODAL: Mapping[str, Rule] = {**EVERYWHERE, "alert": alert}
HOME: Mapping[str, Rule] = {**EVERYWHERE, **_WIDE}
