"""The modal that asks whom it is about, and what its menus offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.alerts import blocks
from bot.alerts.isolate import label
from bot.alerts.message import Block

CALLBACK = "pick"
OFFICIAL = "official"
"""The action of every menu over the register, whatever modal it stands in."""
THEN = "then"
_VALUE = 75
"""Characters that the value of an option may have everywhere in Slack."""
_WORDS = {
    "find": "Look up what they said",
    "follow": "Follow them in this channel",
    "tone": "See how their tone stood",
}


def picker(then: str, metadata: str) -> Mapping[str, Any]:
    """`then`: what is chosen at first. `metadata` comes back with what was picked."""
    options = [_option(words, value) for value, words in _WORDS.items()]
    chosen = _option(_WORDS.get(then, _WORDS["find"]), then if then in _WORDS else "find")
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": metadata,
        "title": blocks.plain("Verbatim", 24),
        "submit": blocks.plain("Ask", 24),
        "close": blocks.plain("Cancel", 24),
        "blocks": [
            _input("who", "Who", whom("Type a name, in any spelling")),
            _input(
                "what",
                "What",
                {
                    "type": "radio_buttons",
                    "action_id": THEN,
                    "options": options,
                    "initial_option": chosen,
                },
            ),
            blocks.context("Or type it: `/quotes help` shows how."),
        ],
    }


def whom(placeholder: str) -> Mapping[str, Any]:
    """A menu over the register, which offers more with every letter."""
    return {
        "type": "external_select",
        "action_id": OFFICIAL,
        "min_query_length": 1,
        "placeholder": blocks.plain(placeholder, 150),
        "focus_on_load": True,
    }


def options(voices: Iterable[tuple[str, str]]) -> list[Mapping[str, Any]]:
    """`voices`: what is shown, and its value."""
    return [_option(label(shown, 75), value) for shown, value in voices if len(value) <= _VALUE]


def _option(words: str, value: str) -> Mapping[str, Any]:
    return {"text": blocks.plain(words, 75), "value": value}


def _input(id: str, shown: str, element: Mapping[str, Any]) -> Block:
    return {"type": "input", "block_id": id, "label": blocks.plain(shown, 2000), "element": element}
