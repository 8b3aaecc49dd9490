"""What people fill in and pick: elements and their values, as Slack reports them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.rehearsal.payload import Payload

REPORTED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
INITIAL = {
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
    "users_select": "initial_user",
    "conversations_select": "initial_conversation",
    "channels_select": "initial_channel",
    "multi_users_select": "initial_users",
    "multi_conversations_select": "initial_conversations",
    "multi_channels_select": "initial_channels",
}
ONE_OPTION = ("static_select", "external_select", "radio_buttons", "overflow")
MANY_OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
PRESSED = ("button", "workflow_button", "icon_button", "feedback_buttons", "image")


def elements_of(blocks: Iterable[Payload]) -> Iterator[tuple[Payload, Payload]]:
    """Every interactive element, with the block it stands in."""
    for block in blocks:
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict) and block[key].get("action_id"):
                yield block, block[key]
        if block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])


def find_element(
    blocks: Iterable[Payload], action_id: str, block_id: str = "", value: Any = None
) -> tuple[Payload, Payload] | None:
    """The element of that name; of several, the first that carries or offers the value."""
    found = [
        (block, element)
        for block, element in elements_of(blocks)
        if element.get("action_id") == action_id and block_id in ("", block["block_id"])
    ]
    fitting = (pair for pair in found if value is not None and _offers(pair[1], value))
    return next(fitting, found[0] if found else None)


def _offers(element: Payload, value: Any) -> bool:
    options = element.get("options") or []
    return value == element.get("value") or value in [option.get("value") for option in options]


def reported(element: Payload, value: Any) -> Payload:
    """The value as it stands in an action or in a view's state.

    An option may be given whole, by its value, or by its text; any value as Slack reports it.
    """
    kind = element["type"]
    if isinstance(value, dict) and value.get("type") == kind:
        return value
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": _option(element, value)}
    if kind in MANY_OPTIONS:
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        return {"type": kind, "selected_options": [_option(element, each) for each in chosen]}
    if kind in REPORTED:
        return {"type": kind, REPORTED[kind]: value}
    return {"type": kind, "value": value if value in (None, "") else str(value)}


def initial_values(blocks: Iterable[Payload], channel: str = "") -> Payload:
    """The state of a form nobody has touched; `channel` is where it was opened."""
    values: Payload = {}
    for block, element in elements_of(blocks):
        if element["type"] not in PRESSED and element["type"] != "overflow":
            told = _here(element, channel) or _initial(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = told
    return values


def is_empty(value: Payload) -> bool:
    return not any(part for key, part in value.items() if key != "type")


def _here(element: Payload, channel: str) -> Payload | None:
    if not (channel and element.get("default_to_current_conversation")):
        return None
    kind = element["type"]
    return {"type": kind, REPORTED[kind]: [channel] if kind.startswith("multi_") else channel}


def _initial(element: Payload) -> Payload:
    kind = element["type"]
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in MANY_OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in REPORTED:
        empty: Any = [] if kind.startswith("multi_") else None
        return {"type": kind, REPORTED[kind]: element.get(INITIAL[kind], empty)}
    return {"type": kind, "value": element.get("initial_value")}


def _option(element: Mapping[str, Any], value: Any) -> Any:
    if value is None or isinstance(value, dict):
        return value
    groups = [group["options"] for group in element.get("option_groups") or []]
    for option in [*(element.get("options") or []), *(o for group in groups for o in group)]:
        if value in (option.get("value"), option["text"]["text"]):
            return option
    return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}
