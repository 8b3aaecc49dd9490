"""alerts -> the outboxes of their channels, and their delivery asked for."""

from __future__ import annotations

from bot.alerts.alert import Alert
from bot.ports import Later, Outbox


def leave(outbox: Outbox, later: Later, *alerts: Alert) -> None:
    """Twice is once; delivery is asked for also where an alert was there before, since a crash
    may have come in between."""
    for alert in alerts:
        outbox.put(alert)
    for channel in dict.fromkeys(alert.channel for alert in alerts):
        later.deliver(channel)
