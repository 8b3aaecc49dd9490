"""Preferences: how a channel wants to be told, and what that means at a given moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.timeline.record import Record

PER_HOUR = 20
"""Cards an hour and channel; the rest of that hour comes as one."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preferences:
    zone: str = "UTC"
    """An IANA name: the zone of the hours below."""
    digest: time | None = None
    """The hour of the digest; None: no digest."""
    weekday: int | None = None
    """The day of a weekly digest, 0 for Monday; None: each day."""
    digest_since: datetime | None = None
    """When the digest was asked for, in UTC: what fell due before is not sent."""
    when_empty: bool = False
    """Send a digest also when there was nothing."""
    quiet: tuple[time, time] | None = None
    """From and to: cards wait and come as one summary. To may lie before from: over midnight."""
    per_hour: int = PER_HOUR
    health: bool = True
    """Say when a source has been silent or broken for long, and when it is back."""
    muted: Mapping[str, datetime] = field(default_factory=dict)
    """Officials' ids, sides and outlets, and until when each is muted, in UTC."""


def is_quiet(preferences: Preferences, now: datetime) -> bool:
    return quiet_until(preferences, now) is not None


def quiet_until(preferences: Preferences, now: datetime) -> datetime | None:
    """The end of the quiet hours that `now` lies in, in UTC; None when it lies in none."""
    if preferences.quiet is None or preferences.quiet[0] == preferences.quiet[1]:
        return None
    start, end = preferences.quiet
    zone = _zone(preferences.zone)
    today = now.astimezone(zone).date()
    for day in (today - _DAY, today):
        begins = _instant(day, start, zone)
        ends = _instant(day + _DAY if end < start else day, end, zone)
        if begins <= now < ends:
            return ends
    return None


def is_muted(preferences: Preferences, record: Record, now: datetime) -> bool:
    """Whoever said it, their side, or the outlet that we read it in."""
    said = record.statement
    return any(
        name and name in preferences.muted and now < preferences.muted[name]
        for name in (said.official, said.group, record.outlet)
    )


def digest_due(preferences: Preferences, last: datetime | None, now: datetime) -> datetime | None:
    """The slot that a digest is to be sent for, in UTC; None when nothing is due.

    `last`: the slot of the digest sent last. Of several that were missed only the newest is due.
    """
    slot = digest_slot(preferences, now)
    since = preferences.digest_since
    if slot is None or (last and slot <= last) or (since and slot < since):
        return None
    return slot


def digest_slot(preferences: Preferences, now: datetime) -> datetime | None:
    """The newest slot not after `now`, in UTC: just before a slot, the one before it."""
    if preferences.digest is None:
        return None
    zone = _zone(preferences.zone)
    today = now.astimezone(zone).date()
    for back in range(9):
        day = today - back * _DAY
        slot = _instant(day, preferences.digest, zone)
        if slot <= now and preferences.weekday in (None, day.weekday()):
            return slot
    return None


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """An hour that summer time skips is taken to come as much later; of a double one, the first."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    """A name that this machine no longer knows must not stop the news."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
