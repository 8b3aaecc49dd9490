"""timeline -> shifts: an official leaves the line, or two of one side part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Shift:
    kind: Literal["turn", "contrast"]
    """turn: an official or a side leaves where it stood.

    contrast: two officials of one side stand at opposite poles within two days.
    """
    subject: str
    """The id of the official of a turn; the group of a contrast."""
    target: str | None
    """Whom both ends are about; None when they share nobody."""
    direction: Literal["harder", "softer"]
    before: tuple[str, ...]
    """Ids of the records that show where it stood, oldest first."""
    after: tuple[str, ...]
    """Ids of the records that show where it stands, oldest first; the last one set it off."""
    at: datetime
    """When the statement that set it off was said."""
    confidence: float
    rests_on: int
    """The number of statements behind it."""
