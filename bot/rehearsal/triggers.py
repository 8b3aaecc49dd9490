"""What a person's act lends the app: a trigger for a modal, an address to respond to."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.rehearsal.pace import Pace

RESPONSES = 5
"""How often one response address may be used."""


@dataclass(frozen=True)
class Trigger:
    id: str
    team: str
    user: str
    channel: str
    born: float
    view: str = ""
    """The modal that was open when the person acted; `views.push` goes on top of it."""


@dataclass(frozen=True)
class ResponseAddress:
    key: str
    team: str
    user: str
    channel: str
    born: float
    message_ts: str = ""
    """The message whose button was pressed; empty after a command."""
    uses: int = 0


class Lent:
    """Triggers and response addresses given out; what is long over is forgotten."""

    def __init__(self, pace: Pace, now: Callable[[], float]) -> None:
        self._pace = pace
        self._now = now
        self._triggers: dict[str, Trigger] = {}
        self._exchanged: dict[str, float] = {}
        self._addresses: dict[str, ResponseAddress] = {}

    def trigger(self, team: str, user: str, channel: str = "", view: str = "") -> Trigger:
        self._forget()
        id_ = f"{int(self._now() * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[id_] = Trigger(id_, team, user, channel, self._now(), view)
        return self._triggers[id_]

    def exchange(self, id_: str) -> Trigger | str:
        """The trigger, once and in time; otherwise Slack's word for why not."""
        if id_ in self._exchanged:
            return "exchanged_trigger_id"
        found = self._triggers.pop(id_, None)
        if found is None:
            return "invalid_trigger_id"
        if self._now() - found.born > self._pace.trigger_lives:
            self._triggers[id_] = found
            return "expired_trigger_id"
        self._exchanged[id_] = found.born
        return found

    def address(self, team: str, user: str, channel: str, message_ts: str = "") -> ResponseAddress:
        key = f"{secrets.randbelow(10**13)}/{secrets.token_urlsafe(18)}"
        given = ResponseAddress(key, team, user, channel, self._now(), message_ts)
        self._addresses[key] = given
        return given

    def respond(self, key: str) -> ResponseAddress | str:
        """The address, with this use counted; otherwise Slack's word for why not."""
        found = self._addresses.get(key)
        if found is None or self._now() - found.born > self._pace.response_lives:
            return "expired_url"
        if found.uses >= RESPONSES:
            return "used_url"
        self._addresses[key] = replace(found, uses=found.uses + 1)
        return found

    def _forget(self) -> None:
        now = self._now()
        self._triggers = {i: t for i, t in self._triggers.items() if now - t.born < 600}
        self._exchanged = {i: born for i, born in self._exchanged.items() if now - born < 600}
        over = 2 * self._pace.response_lives
        self._addresses = {k: a for k, a in self._addresses.items() if now - a.born < over}
