"""Interactive elements and composition objects, each as a rule."""

from __future__ import annotations

from collections.abc import Mapping

from bot.rehearsal.blocks.rules import (
    Rule,
    also,
    choice,
    exactly_one,
    flag,
    listing,
    matching,
    number,
    shape,
    string,
    text,
)

url = matching(r"(?:https?|mailto|slack|tel|sms):\S+", "URL")
web_url = matching(r"https?://\S+", "URL")
date = matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "date (YYYY-MM-DD)")
clock = matching(r"[0-9]{2}:[0-9]{2}", "time (HH:mm)")
identity = string(255, 1)
plain = "plain_text"

confirm = shape(
    {
        "title": text(100, plain),
        "text": text(300),
        "confirm": text(30, plain),
        "deny": text(30, plain),
    },
    {"style": choice("primary", "danger")},
)


def option(*kinds: str, link: bool = False) -> Rule:
    extra: dict[str, Rule] = {"description": text(75, *kinds)}
    if link:
        extra["url"] = url
    return shape({"text": text(75, *kinds), "value": string(150, 1)}, extra)


plain_option = option(plain)
marked_option = option()
group = shape({"label": text(75, plain), "options": listing(plain_option, 100)})

_action: Mapping[str, Rule] = {"action_id": identity, "confirm": confirm}
_menu: Mapping[str, Rule] = {**_action, "focus_on_load": flag, "placeholder": text(150, plain)}
_many: Mapping[str, Rule] = {**_menu, "max_selected_items": number(1)}
_filter = shape(
    {},
    {
        "include": listing(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)

button = shape(
    {"text": text(75, plain)},
    {
        **_action,
        "url": url,
        "value": string(2000),
        "style": choice("primary", "danger"),
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
    },
)
_choices: Mapping[str, Rule] = {
    "options": listing(plain_option, 100),
    "option_groups": listing(group, 100),
}
_initial = also(exactly_one("options", "option_groups"))
static_select = also(shape({}, {**_menu, **_choices, "initial_option": plain_option}), _initial)
multi_static_select = also(
    shape({}, {**_many, **_choices, "initial_options": listing(plain_option, 100)}), _initial
)
_lazy: Mapping[str, Rule] = {"min_query_length": number(0)}
_one = {"response_url_enabled": flag}

image = also(
    shape(
        {"alt_text": string(2000)},
        {"image_url": web_url, "slack_file": shape({}, {"id": string(255), "url": web_url})},
    ),
    exactly_one("image_url", "slack_file"),
)
overflow = shape({"options": listing(option(plain, link=True), 5)}, _action)
checkboxes = shape(
    {"options": listing(marked_option, 10)},
    {**_action, "initial_options": listing(marked_option, 10), "focus_on_load": flag},
)
radio_buttons = shape(
    {"options": listing(marked_option, 10)},
    {**_action, "initial_option": marked_option, "focus_on_load": flag},
)
datepicker = shape({}, {**_menu, "initial_date": date})
timepicker = shape({}, {**_menu, "initial_time": clock, "timezone": string(100)})
datetimepicker = shape({}, {**_action, "focus_on_load": flag, "initial_date_time": number(0)})

_dispatch = shape(
    {}, {"trigger_actions_on": listing(choice("on_enter_pressed", "on_character_entered"), 2)}
)
_typed: Mapping[str, Rule] = {
    "action_id": identity,
    "placeholder": text(150, plain),
    "focus_on_load": flag,
    "dispatch_action_config": _dispatch,
}
plain_text_input = shape(
    {},
    {
        **_typed,
        "initial_value": string(3000),
        "multiline": flag,
        "min_length": number(0, 3000),
        "max_length": number(1, 3000),
    },
)
number_input = shape(
    {"is_decimal_allowed": flag},
    {
        **_typed,
        "initial_value": string(100),
        "min_value": string(100),
        "max_value": string(100),
    },
)
email_text_input = shape({}, {**_typed, "initial_value": string(3000)})
url_text_input = shape({}, {**_typed, "initial_value": string(3000)})
file_input = shape(
    {},
    {"action_id": identity, "filetypes": listing(string(20), 100), "max_files": number(1, 10)},
)
feedback = shape(
    {"text": text(75, plain), "value": string(2000)}, {"accessibility_label": string(75)}
)
feedback_buttons = shape(
    {"positive_button": feedback, "negative_button": feedback}, {"action_id": identity}
)
icon_button = shape(
    {"icon": choice("trash"), "text": text(75, plain)},
    {
        **_action,
        "value": string(2000),
        "visible_to_user_ids": listing(string(50), 10),
        "accessibility_label": string(75),
    },
)

SELECTS: Mapping[str, Rule] = {
    "static_select": static_select,
    "external_select": shape({}, {**_menu, **_lazy, "initial_option": plain_option}),
    "users_select": shape({}, {**_menu, "initial_user": string(50)}),
    "conversations_select": shape(
        {},
        {
            **_menu,
            **_one,
            "initial_conversation": string(50),
            "default_to_current_conversation": flag,
            "filter": _filter,
        },
    ),
    "channels_select": shape({}, {**_menu, **_one, "initial_channel": string(50)}),
    "multi_static_select": multi_static_select,
    "multi_external_select": shape(
        {}, {**_many, **_lazy, "initial_options": listing(plain_option, 100)}
    ),
    "multi_users_select": shape({}, {**_many, "initial_users": listing(string(50), 100, 0)}),
    "multi_conversations_select": shape(
        {},
        {
            **_many,
            "initial_conversations": listing(string(50), 100, 0),
            "default_to_current_conversation": flag,
            "filter": _filter,
        },
    ),
    "multi_channels_select": shape({}, {**_many, "initial_channels": listing(string(50), 100, 0)}),
}
PRESSED: Mapping[str, Rule] = {
    "button": button,
    "checkboxes": checkboxes,
    "datepicker": datepicker,
    "overflow": overflow,
    "radio_buttons": radio_buttons,
    "timepicker": timepicker,
    **SELECTS,
}
ACTIONS: Mapping[str, Rule] = {**PRESSED, "datetimepicker": datetimepicker}
ACCESSORIES: Mapping[str, Rule] = {**PRESSED, "image": image}
INPUTS: Mapping[str, Rule] = {
    **SELECTS,
    "checkboxes": checkboxes,
    "radio_buttons": radio_buttons,
    "datepicker": datepicker,
    "timepicker": timepicker,
    "datetimepicker": datetimepicker,
    "plain_text_input": plain_text_input,
    "number_input": number_input,
    "email_text_input": email_text_input,
    "url_text_input": url_text_input,
    "file_input": file_input,
}
