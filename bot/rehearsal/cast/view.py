"""A view: a modal in front of one person, or that person's App Home."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearsal.payload import Payload


@dataclass(frozen=True)
class View:
    id: str
    team: str
    user: str
    content: Payload
    """What the app sent: type, title, blocks, callback_id, private_metadata ..."""
    hash: str
    root: str
    previous: str = ""
    values: Payload = field(default_factory=dict)
    """What the person has filled in so far: block_id -> action_id -> value."""
    from_channel: str = ""
    """Where the person was when it opened: the answer to `response_url_enabled`."""


KEPT = (
    "type", "title", "submit", "close", "blocks", "private_metadata", "callback_id",
    "clear_on_close", "notify_on_close", "external_id",
)  # fmt: skip


def as_slack(view: View, app: str, bot: str) -> Payload:
    """The view as the Web API and interactions show it."""
    blank: Payload = {
        "private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None,
        "close": None, "clear_on_close": False, "notify_on_close": False,
    }  # fmt: skip
    content = {key: view.content[key] for key in KEPT if key in view.content}
    return {
        "id": view.id, "team_id": view.team, **blank, **content, "hash": view.hash,
        "state": {"values": view.values}, "root_view_id": view.root, "app_id": app, "bot_id": bot,
        "previous_view_id": view.previous or None, "app_installed_team_id": view.team,
    }  # fmt: skip
