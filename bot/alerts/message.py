"""A message: what Slack is given to show, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]
View = Mapping[str, Any]
"""A modal or a Home tab, as Slack's documentation draws it."""
"""One Block Kit block, as Slack's documentation draws it."""


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    """What notifications and screen readers read; says all that the blocks say."""
    blocks: tuple[Block, ...] = ()
    visible: bool = False
    """Where it answers somebody: everybody in the channel sees it."""
