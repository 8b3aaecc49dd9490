"""What becomes of channels and workspaces: each event once, and subscriptions stay true."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App

from bot.alerts.subscription import Channel
from bot.desk.lifecycle import Lifecycle
from bot.errors import BotError

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


def register(app: App, desk: Lifecycle) -> None:
    for kind, happened in EVENTS.items():
        _listen(app, kind, happened, desk)


def _listen(
    app: App, kind: str, happened: Callable[[Body, Lifecycle], None], desk: Lifecycle
) -> None:
    @app.event(kind)
    def heard(body: dict[str, Any]) -> None:
        try:
            if desk.first(str(body["event_id"])):
                happened(body, desk)
        except BotError:
            # Nobody waits for an answer; what was missed shows when the next card is refused.
            log.exception("an event of Slack was not dealt with")


def _channel(body: Body, name: str = "channel") -> Channel:
    told = body["event"][name]
    return Channel(str(body["team_id"]), str(told["id"] if isinstance(told, dict) else told))


def _is_us(body: Body) -> bool:
    ours = {one.get("user_id") for one in body.get("authorizations") or ()}
    return body["event"].get("user") in ours


def _nothing(_body: Body, _desk: Lifecycle) -> None:
    """Channels are known by id: another name, or fewer who can look in, change nothing."""


def _archived(body: Body, desk: Lifecycle) -> None:
    desk.close(_channel(body), "is_archived")


def _open_again(body: Body, desk: Lifecycle) -> None:
    desk.open(_channel(body))


def _deleted(body: Body, desk: Lifecycle) -> None:
    desk.delete(_channel(body))


def _we_left(body: Body, desk: Lifecycle) -> None:
    desk.close(_channel(body), "not_in_channel")


def _joined(body: Body, desk: Lifecycle) -> None:
    if _is_us(body):
        desk.open(_channel(body))


def _left(body: Body, desk: Lifecycle) -> None:
    if _is_us(body):
        _we_left(body, desk)
    else:
        desk.left(_channel(body), str(body["event"]["user"]))


def _new_id(body: Body, desk: Lifecycle) -> None:
    desk.move(_channel(body, "old_channel_id"), _channel(body, "new_channel_id"))


def _uninstalled(body: Body, desk: Lifecycle) -> None:
    desk.remove(str(body["team_id"]), "app_uninstalled")


def _revoked(body: Body, desk: Lifecycle) -> None:
    """Tokens of people are none of ours: we post with the bot's."""
    if body["event"].get("tokens", {}).get("bot"):
        desk.remove(str(body["team_id"]), "token_revoked")


EVENTS: Mapping[str, Callable[[Body, Lifecycle], None]] = {
    "channel_rename": _nothing,
    "group_rename": _nothing,
    "channel_convert_to_private": _nothing,
    "channel_archive": _archived,
    "group_archive": _archived,
    "channel_unarchive": _open_again,
    "group_unarchive": _open_again,
    "channel_deleted": _deleted,
    "group_deleted": _deleted,
    "channel_left": _we_left,
    "group_left": _we_left,
    "member_joined_channel": _joined,
    "member_left_channel": _left,
    "channel_id_changed": _new_id,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
}
