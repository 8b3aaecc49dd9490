"""Preferences: how a channel wants to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

PER_HOUR = 20
"""Cards an hour and channel; the rest of that hour comes as one."""


@dataclass(frozen=True, slots=True)
class Preferences:
    zone: str = "UTC"
    """An IANA name: the zone of the hours below."""
    digest: time | None = None
    """The hour of the digest; None: no digest."""
    weekday: int | None = None
    """The day of a weekly digest, 0 for Monday; None: each day."""
    when_empty: bool = False
    """Send a digest also when there was nothing."""
    quiet: tuple[time, time] | None = None
    """From and to: cards wait and come as one summary. To may lie before from: over midnight."""
    per_hour: int = PER_HOUR
    muted: Mapping[str, datetime] = field(default_factory=dict)
    """Officials' ids, sides and outlets, and until when each is muted, in UTC."""
