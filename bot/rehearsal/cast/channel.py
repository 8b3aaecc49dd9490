"""A channel: public, private, or a direct conversation between one person and the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["public", "private", "im"]


@dataclass(frozen=True)
class Channel:
    id: str
    team: str
    name: str
    kind: Kind
    members: tuple[str, ...]
    created: int
    topic: str = ""
    is_archived: bool = False

    def has(self, user: str) -> bool:
        return user in self.members
