"""The grammar that the tables of shapes are written in: value, where it stands -> complaints.

A rule yields nothing for a value that is fine. Complaints are worded as Slack words them and end
in a JSON pointer to the culprit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def complaint(words: str, at: str) -> str:
    return f"[ERROR] {words} [json-pointer:{at}]"


def string(most: int, least: int = 0) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield complaint("must provide a string", at)
        elif len(value) > most:
            yield complaint(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield complaint(f"must be more than {least - 1} characters", at)

    return rule


def matching(pattern: str, what: str, most: int = 3000) -> Rule:
    """`pattern` must be linear: it sees whatever an app sends."""
    compiled, length = re.compile(pattern), string(most)

    def rule(value: Any, at: str) -> Iterator[str]:
        yield from length(value, at)
        if isinstance(value, str) and len(value) <= most and not compiled.fullmatch(value):
            yield complaint(f"must be a valid {what}", at)

    return rule


def flag(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield complaint("must be a boolean", at)


def number(least: float | None = None, most: float | None = None) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield complaint("must be a number", at)
        elif least is not None and value < least:
            yield complaint(f"must be at least {least:g}", at)
        elif most is not None and value > most:
            yield complaint(f"must be at most {most:g}", at)

    return rule


def choice(*words: str) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if value not in words:
            yield complaint(f"must be one of: {', '.join(words)}", at)

    return rule


def listing(of: Rule, most: int, least: int = 1) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield complaint("must provide an array", at)
        elif len(value) > most:
            yield complaint(f"no more than {most} items allowed", at)
        elif len(value) < least:
            yield complaint(f"no less than {least} items allowed", at)
        else:
            for place, item in enumerate(value):
                yield from of(item, f"{at}/{place}")

    return rule


def shape(needed: Mapping[str, Rule], also: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these keys and no others."""
    known = {**needed, **(also or {})}

    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complaint("must provide an object", at)
            return
        for key in needed:
            if value.get(key) is None:
                yield complaint(f"missing required field: {key}", at)
        for key, part in value.items():
            if key not in known:
                yield complaint(f"invalid additional property: {key}", at)
            elif part is not None:
                yield from known[key](part, f"{at}/{key}")

    return rule


def by_type(table: Callable[[], Mapping[str, Rule]]) -> Rule:
    """The rule that the value's own `type` names; `table` is asked late, so shapes may nest."""

    def rule(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complaint("must provide an object", at)
            return
        kind = value.get("type")
        if kind is None:
            yield complaint("missing required field: type", at)
        elif not isinstance(kind, str) or kind not in table():
            yield complaint(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from table()[kind]({k: v for k, v in value.items() if k != "type"}, at)

    return rule


def also(*rules: Rule) -> Rule:
    """All of them."""

    def rule(value: Any, at: str) -> Iterator[str]:
        for each in rules:
            yield from each(value, at)

    return rule


def exactly_one(*keys: str) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, dict) and sum(value.get(key) is not None for key in keys) != 1:
            yield complaint(f"exactly one of {', '.join(keys)} must be provided", at)

    return rule


def at_least_one(*keys: str) -> Rule:
    def rule(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, dict) and all(value.get(key) is None for key in keys):
            yield complaint(f"missing required field: {keys[0]}", at)

    return rule


def text(most: int, *kinds: str, least: int = 1) -> Rule:
    """A text object; both kinds unless they are named."""
    plain = shape({"text": string(most, least)}, {"emoji": flag})
    marked = shape({"text": string(most, least)}, {"verbatim": flag})
    table = {"plain_text": plain, "mrkdwn": marked}
    allowed = {kind: table[kind] for kind in kinds or table}
    return by_type(lambda: allowed)
