"""The settings of a channel as a form, and what was altered in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.alerts import blocks
from bot.alerts.message import Block, View
from bot.alerts.preferences import Preferences
from bot.alerts.settings import WEEKDAYS, Standing, who
from bot.alerts.subscription import Channel
from bot.commands.when import read_zone
from bot.errors import BadCall

MOST_PER_HOUR = 60
_JSON = TypeAdapter(Preferences)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was sent back."""

    channel: Channel
    shown: Preferences
    """What stood in it when it was opened."""
    wanted: Preferences
    people: tuple[str, ...] | None
    """Who alone may change what is followed; None where that was not asked."""


def form(standing: Standing) -> View:
    kept = standing.preferences
    often = "never" if kept.digest is None else str(kept.weekday if kept.weekday is not None else 7)
    ticks = (("quiet", kept.quiet), ("when-empty", kept.when_empty), ("health", kept.health))
    ticked = [name for name, on in ticks if on]
    start, end = kept.quiet or (time(22), time(7))
    return {
        "type": "modal",
        "callback_id": "settings",
        "title": _plain("Settings"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "private_metadata": _metadata(standing),
        "blocks": [
            _input("digest", "Digest", _menu(_OFTEN, often)),
            _input("digest-at", "Digest at", _clock(kept.digest or time(9))),
            _input("ticks", "Besides", _boxes(_TICKS, ticked), optional=True),
            _input("quiet-from", "Quiet hours from", _clock(start)),
            _input("quiet-to", "Quiet hours to", _clock(end)),
            _input("zone", "Time zone of these hours", _text(kept.zone)),
            _input("per-hour", "Cards an hour, at most", _number(kept.per_hour)),
            *_lock(standing),
        ],
    }


_OFTEN = {
    "never": "No digest",
    "7": "Every day",
    **{str(number): f"Every {day}" for number, day in enumerate(WEEKDAYS)},
}
_TICKS = {
    "quiet": "Hold cards in quiet hours, and send them as one summary",
    "when-empty": "Send a digest also when there was nothing",
    "health": "Say when a source has been silent or broken for long",
}


def _metadata(standing: Standing) -> str:
    kept = replace(standing.preferences, muted={})
    return json.dumps(
        {"channel": str(standing.channel), "shown": _JSON.dump_python(kept, mode="json")}
    )


def _lock(standing: Standing) -> Iterator[Block]:
    if standing.channel.is_direct:
        return
    if standing.is_admin:
        people = list(standing.may_change or ())[:100]
        picker = {"type": "multi_users_select", **({"initial_users": people} if people else {})}
        label = "Who alone may change what this workspace follows"
        yield _input("people", label, picker, optional=True, hint="Nobody named: anybody may.")
        return
    unknown = " An admin can name who may, once the app has the permission users:read."
    hint = unknown if standing.is_admin is None else " An admin of the workspace can change that."
    yield blocks.context(f"Who may change this: {who(standing)}.{hint}")


def _input(
    name: str, label: str, element: Mapping[str, Any], *, optional: bool = False, hint: str = ""
) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "optional": optional,
        "element": {**element, "action_id": name},
        **({"hint": _plain(hint)} if hint else {}),
    }


def _menu(choices: Mapping[str, str], chosen: str) -> Mapping[str, Any]:
    options = {value: _option(value, text) for value, text in choices.items()}
    return {
        "type": "static_select",
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _boxes(choices: Mapping[str, str], ticked: Sequence[str]) -> Mapping[str, Any]:
    options = {value: _option(value, text) for value, text in choices.items()}
    initial = [options[value] for value in ticked]
    return {
        "type": "checkboxes",
        "options": list(options.values()),
        **({"initial_options": initial} if initial else {}),
    }


def _option(value: str, text: str) -> Mapping[str, Any]:
    return {"value": value, "text": _plain(text)}


def _clock(at: time) -> Mapping[str, Any]:
    return {"type": "timepicker", "initial_time": f"{at:%H:%M}"}


def _text(words: str) -> Mapping[str, Any]:
    return {"type": "plain_text_input", "initial_value": words, "max_length": 60}


def _number(number: int) -> Mapping[str, Any]:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MOST_PER_HOUR),
        "initial_value": str(number),
    }


def _plain(text: str) -> Mapping[str, Any]:
    return {"type": "plain_text", "text": text}


def read_form(metadata: str, values: Mapping[str, Mapping[str, Any]]) -> Form | dict[str, str]:
    """What was wanted, or what is wrong by the block that it stands in."""
    opened = json.loads(metadata)
    kept = _JSON.validate_python(opened["shown"])
    told = {name: fields.get(name) or {} for name, fields in values.items()}
    errors: dict[str, str] = {}
    zone = _read(errors, "zone", lambda: read_zone(str(told["zone"].get("value") or "")))
    per_hour = _read(errors, "per-hour", lambda: _read_number(told["per-hour"].get("value")))
    ticked = {option["value"] for option in told.get("ticks", {}).get("selected_options") or ()}
    quiet = (_read_clock(told["quiet-from"]), _read_clock(told["quiet-to"]))
    if "quiet" in ticked and quiet[0] == quiet[1]:
        errors["quiet-to"] = "Quiet hours end at another hour than they begin."
    if errors or zone is None or per_hour is None:
        return errors
    often = str(told["digest"]["selected_option"]["value"])
    wanted = replace(
        kept,
        digest=None if often == "never" else _read_clock(told["digest-at"]),
        weekday=int(often) if often in "0123456" else None,
        when_empty="when-empty" in ticked,
        health="health" in ticked,
        quiet=quiet if "quiet" in ticked else None,
        zone=zone,
        per_hour=per_hour,
    )
    people = tuple(told["people"].get("selected_users") or ()) if "people" in told else None
    return Form(Channel.parse(opened["channel"]), kept, wanted, people)


def _read(errors: dict[str, str], name: str, read: Callable[[], T]) -> T | None:
    try:
        return read()
    except BadCall as error:
        errors[name] = str(error)
        return None


def _read_number(said: object) -> int:
    written = str(said or "")
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:9]) <= MOST_PER_HOUR):
        raise BadCall(f"Write a number from 1 to {MOST_PER_HOUR}.")
    return int(written)


def _read_clock(told: Mapping[str, Any]) -> time:
    return time.fromisoformat(str(told.get("selected_time") or "00:00"))
