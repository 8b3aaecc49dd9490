"""A lock: an admin of a workspace said who alone may change what its channels follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lock:
    people: tuple[str, ...]
    """The users who may, beside the admins."""
    by: str
    at: datetime
