"""Blocks and views -> Slack's complaints about them; an empty list means accepted."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.rehearsal.blocks.elements import group, plain, plain_option
from bot.rehearsal.blocks.kinds import HOME, MESSAGE, MODAL
from bot.rehearsal.blocks.rules import (
    Rule,
    by_type,
    complaint,
    flag,
    listing,
    shape,
    string,
    text,
)
from bot.rehearsal.payload import Payload

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
LONGEST_MARKDOWN = 12_000
LONGEST_TABLES = 10_000
MOST_OF_KIND = {"table": 1, "data_visualization": 2}

_message = listing(by_type(lambda: MESSAGE), MOST_IN_MESSAGE, 0)
_modal_blocks = listing(by_type(lambda: MODAL), MOST_IN_VIEW, 0)
_home_blocks = listing(by_type(lambda: HOME), MOST_IN_VIEW, 0)
_common: Mapping[str, Rule] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_modal = shape(
    {"title": text(24, plain), "blocks": _modal_blocks},
    {
        **_common,
        "close": text(24, plain),
        "submit": text(24, plain),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_home = shape({"blocks": _home_blocks}, {**_common, "title": text(24, plain)})
_VIEWS = {"modal": _modal, "home": _home}


def complaints_of_message(blocks: Any) -> list[str]:
    found = list(_message(blocks, "/blocks"))
    return found or list(_of_all(blocks))


def complaints_of_view(view: Any, kinds: Iterable[str]) -> list[str]:
    """`kinds`: which types of view may stand here."""
    allowed = {kind: _VIEWS[kind] for kind in kinds}
    found = list(by_type(lambda: allowed)(view, "/view"))
    if found:
        return found
    return [*_without_submit(view), *_same_ids(view["blocks"], "/view/blocks")]


def with_ids(blocks: Iterable[Payload]) -> tuple[Payload, ...]:
    """The blocks with the ids that Slack makes up where the app gave none."""
    return tuple(_with_ids(block) for block in blocks)


def _with_ids(block: Payload) -> Payload:
    named = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            named[key] = _with_action(block[key])
    if block["type"] in ("actions", "context_actions"):
        named["elements"] = [_with_action(element) for element in block["elements"]]
    return named


def _with_action(element: Payload) -> Payload:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)}


def _of_all(blocks: list[Payload]) -> Iterator[str]:
    """What holds for the blocks of a message together."""
    yield from _same_ids(blocks, "/blocks")
    counts = Counter(block["type"] for block in blocks)
    for kind, most in MOST_OF_KIND.items():
        if counts[kind] > most:
            yield complaint(f"no more than {most} {kind} block allowed", "/blocks")
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > LONGEST_MARKDOWN:
        yield complaint(f"markdown must be less than {LONGEST_MARKDOWN + 1} characters", "/blocks")
    tables = [block["rows"] for block in blocks if block["type"] == "table"]
    if sum(_cell_text(rows) for rows in tables) > LONGEST_TABLES:
        yield complaint(f"tables must be less than {LONGEST_TABLES + 1} characters", "/blocks")


def _cell_text(rows: Any) -> int:
    if isinstance(rows, dict):
        own = len(rows["text"]) if isinstance(rows.get("text"), str) else 0
        return own + sum(_cell_text(part) for part in rows.values())
    return sum(_cell_text(part) for part in rows) if isinstance(rows, list) else 0


def _same_ids(blocks: list[Payload], at: str) -> Iterator[str]:
    """A block_id once in all blocks, an action_id once in its block."""
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        id_ = block.get("block_id")
        if id_ in seen:
            yield complaint(f"block_id already exists: {id_}", f"{at}/{place}/block_id")
        if id_:
            seen.add(id_)
        if block["type"] in ("actions", "context_actions"):
            yield from _same_actions(block["elements"], f"{at}/{place}/elements")


def _same_actions(elements: list[Payload], at: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, element in enumerate(elements):
        id_ = element.get("action_id")
        if id_ in seen:
            yield complaint(f"action_id already exists: {id_}", f"{at}/{place}/action_id")
        if id_:
            seen.add(id_)


def _without_submit(view: Payload) -> Iterator[str]:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and not view.get("submit"):
        yield complaint("missing required field: submit", "/view")


_options = shape(
    {}, {"options": listing(plain_option, 100, 0), "option_groups": listing(group, 100, 0)}
)


def complaints_of_options(answer: Any) -> list[str]:
    """Of what an app answers to a `block_suggestion`."""
    return list(_options(answer, ""))
