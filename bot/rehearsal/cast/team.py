"""A team: one workspace of Slack, with what the app was given there."""

from __future__ import annotations

from dataclasses import dataclass

SCOPES = (
    "commands",
    "chat:write",
    "users:read",
    "channels:read",
    "groups:read",
    "im:read",
    "channels:history",
    "groups:history",
    "im:history",
    "channels:join",
    "im:write",
    "reactions:write",
    "team:read",
    "files:read",
    "files:write",
    "app_mentions:read",
)
"""Granted at the start. `chat:write.public` is not among them, so that membership is felt."""


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str
    bot_user: str
    bot_id: str
    bot_token: str
    """Empty while the app is not installed here."""
    scopes: tuple[str, ...] = SCOPES
    refresh_token: str = ""
    expires: float = 0.0
    """When the token ends; 0 when tokens are not rotated."""
    enterprise: str = ""
    """The organisation it belongs to, if any."""
    org_wide: bool = False
    """The token is the organisation's: all its teams have the same one."""

    @property
    def installed(self) -> bool:
        return bool(self.bot_token)
