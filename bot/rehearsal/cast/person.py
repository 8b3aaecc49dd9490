"""A person, or the bot, as a member of a team."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    id: str
    team: str
    name: str
    """The handle: `/_rehearsal` calls take it in place of the id."""
    real_name: str
    tz: str
    is_admin: bool = False
    is_bot: bool = False
    title: str = ""
