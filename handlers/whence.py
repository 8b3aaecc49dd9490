"""Whence a press or a form comes: its workspace, whatever else is written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.alerts.subscription import Channel


def team_of(body: Mapping[str, Any]) -> str:
    """Slack may leave the workspace out where the whole organisation has the app."""
    return str((body.get("team") or {}).get("id") or body["user"]["team_id"])


def channel_of(written: str, body: Mapping[str, Any]) -> Channel:
    """The channel that we wrote into a button or a form.

    It is looked for in the workspace of whoever sent it, so that no other can be reached.
    """
    return replace(Channel.parse(written), team=team_of(body))
