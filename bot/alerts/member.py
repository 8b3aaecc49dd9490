"""A member: somebody who talks with us in Slack, as far as Slack lets us know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    user: str
    zone: str
    """An IANA name."""
    is_admin: bool = False
    is_stranger: bool = False
    """Of another workspace, in a channel that both share."""
