"""A call of a method, and how it is refused."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.team import Team
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage

T = TypeVar("T")

STRICT_LIMIT = ("conversations.list", "conversations.members", "users.conversations")
"""They refuse a limit they do not understand; the others take what they can."""


class Refused(Exception):
    """`ok: false` with this error; `more` stands beside it in the answer."""

    def __init__(self, error: str, messages: Sequence[str] = (), **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more: Payload = dict(more)
        if messages:
            self.more["response_metadata"] = {"messages": list(messages)}


class Limited(Exception):
    """Status 429: come back after so many seconds."""

    def __init__(self, after: int) -> None:
        super().__init__(f"after {after} s")
        self.after = after


@dataclass(frozen=True)
class Call:
    stage: Stage
    method: str
    args: Payload
    team: Team
    token: str = ""

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value in (None, "") else str(value).lower() in ("true", "1")

    def structure(self, name: str, refusal: str) -> Any:
        """An argument that is JSON, in a form a string; None when it is not there."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value.strip() else None
        except (ValueError, RecursionError) as error:
            raise Refused(refusal) from error

    def channel(self, name: str = "channel") -> Channel:
        """The channel as the bot sees it: of its team, and private ones only from inside."""
        wanted = self.text(name)
        found = self.stage.ledger.channels.get(wanted)
        if found is None or found.team != self.team.id:
            raise Refused("channel_not_found")
        if found.kind != "public" and not found.has(self.team.bot_user):
            raise Refused("channel_not_found")
        return found

    def page(self, items: Sequence[T], default: int, most: int) -> tuple[list[T], str]:
        """One page of the items, and the cursor of the next (empty at the end)."""
        limit = self._limit(default, most)
        start = self._cursor()
        if start > len(items):
            raise Refused("invalid_cursor")
        after = start + limit
        cursor = base64.b64encode(f"next:{after}".encode()).decode() if after < len(items) else ""
        return list(items[start:after]), cursor

    def _limit(self, default: int, most: int) -> int:
        given = self.text("limit")
        if not given or (given == "0" and self.method not in STRICT_LIMIT):
            return default
        if given.isdecimal() and 0 < int(given) <= most:
            return int(given)
        if self.method in STRICT_LIMIT:
            raise Refused("invalid_limit")
        return most if given.isdecimal() else default

    def _cursor(self) -> int:
        given = self.text("cursor")
        if not given:
            return 0
        try:
            word, _, place = base64.b64decode(given, validate=True).decode().partition(":")
            if word == "next":
                return int(place)
        except ValueError:
            pass
        raise Refused("invalid_cursor")
