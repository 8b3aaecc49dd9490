"""A message as it stands, after whatever edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.payload import Payload


@dataclass(frozen=True)
class Message:
    channel: str
    ts: str
    user: str
    text: str
    bot_id: str = ""
    blocks: tuple[Payload, ...] = ()
    attachments: tuple[Payload, ...] = ()
    thread_ts: str = ""
    edited: str = ""
    """When it was last edited; empty when never."""
    ephemeral_to: str = ""
    metadata: Payload | None = None
    files: tuple[Payload, ...] = ()
    reactions: tuple[str, ...] = ()
    subtype: str = ""
    broadcast: bool = False

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts


def as_slack(message: Message, team: str, app: str) -> Payload:
    """The message as the Web API, events and interactions show it."""
    shown: Payload = {"type": "message", "user": message.user, "ts": message.ts, "team": team}
    shown["text"] = message.text
    if message.bot_id:
        shown |= {"bot_id": message.bot_id, "app_id": app}
    for key in ("blocks", "attachments", "files"):
        if parts := getattr(message, key):
            shown[key] = list(parts)
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.subtype:
        shown["subtype"] = message.subtype
    return shown | _afterwards(message)


def _afterwards(message: Message) -> Payload:
    """What others did to the message since."""
    added: Payload = {}
    if message.edited:
        added["edited"] = {"user": message.user, "ts": message.edited}
    if message.reactions:
        pairs = [reaction.split(" ", 1) for reaction in message.reactions]
        added["reactions"] = [_reaction(name, pairs) for name in dict.fromkeys(n for n, _ in pairs)]
    return added


def _reaction(name: str, pairs: list[list[str]]) -> dict[str, Any]:
    users = [user for given, user in pairs if given == name]
    return {"name": name, "users": users, "count": len(users)}
