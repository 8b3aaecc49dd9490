"""Slack's Web API: who somebody is and where we are, as far as our permissions reach."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.alerts.member import Member
from bot.alerts.subscription import Channel
from bot.errors import Gone


class Members:
    def __init__(self, client_of: Callable[[str], WebClient]) -> None:
        """`client_of` lends the client of a workspace, by its team id."""
        self._client_of = client_of

    def get(self, team: str, user: str) -> Member | None:
        answer = _asked(lambda: self._client_of(team).users_info(user=user))
        return _member(answer["user"], team) if answer else None

    def is_here(self, channel: Channel) -> bool | None:
        answer = _asked(
            lambda: self._client_of(channel.team).conversations_info(channel=channel.id)
        )
        if answer is None:
            return None
        found: dict[str, Any] = answer["channel"]
        return bool(found.get("is_im") or found.get("is_member"))


def _asked(ask: Callable[[], Any]) -> Any:
    """None where Slack does not say: a permission that we lack is no reason to fail."""
    try:
        return ask()
    except (SlackClientError, HTTPException, OSError, Gone):
        return None


def _member(user: dict[str, Any], team: str) -> Member:
    return Member(
        user=str(user["id"]),
        zone=str(user.get("tz") or ""),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_stranger=bool(user.get("is_stranger")) or user.get("team_id", team) != team,
    )
