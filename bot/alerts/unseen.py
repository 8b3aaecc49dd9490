"""What an answer that counts did not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Unseen:
    counted: int
    """The newest."""
    total: int
    since: datetime
    """What was said before it was not counted."""
