"""what waits for a channel -> the one alert that it can bear now.

Decides, and touches nothing: the same outbox at the same hour gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts.alert import Alert
from bot.alerts.preferences import Preferences, is_quiet

BURST = 5
"""Quotations of one speaker on one card."""
STALE = timedelta(minutes=10)
"""What waited so long, with others, is folded into one card: an old card is no longer an alert."""
_MOST_HELD = 1000
"""Statements in one card of what was held back; more of them make another."""


def next_alert(
    waiting: Sequence[Alert], recent: int, preferences: Preferences, now: datetime
) -> Alert | None:
    """None when nothing may leave now. `recent`: cards that the channel had within the hour.

    What makes no noise leaves first, then shifts, then statements in their order. Of the hour's
    cards one is kept for a shift and one for what is folded, so that neither has to wait for the
    hour to pass.
    """
    due = [alert for alert in waiting if _is_due(alert, preferences, now)]
    notes = [alert for alert in due if not alert.is_card]
    if notes:
        return notes[0]
    if not due or is_quiet(preferences, now):
        return None
    shifts = [alert for alert in due if alert.kind == "shift"]
    if shifts:
        return shifts[0] if recent < preferences.per_hour else None
    return _next_statements(due, recent, preferences, now)


def _is_due(alert: Alert, preferences: Preferences, now: datetime) -> bool:
    if alert.kind == "health":
        return not is_quiet(preferences, now)
    return alert.kind != "changed" or alert.at is None or alert.at <= now


def _next_statements(
    statements: Sequence[Alert], recent: int, preferences: Preferences, now: datetime
) -> Alert | None:
    stale = any(_is_stale(alert, preferences, now) for alert in statements)
    if recent >= max(1, preferences.per_hour - (1 if stale else 2)):
        return None
    first = _share_a_card(statements)
    alone = len(first.records) == sum(len(alert.records) for alert in statements)
    return first if alone or not stale else _fold(statements)


def _is_stale(alert: Alert, preferences: Preferences, now: datetime) -> bool:
    """What was folded once stays so; the night's news is not told one by one in the morning."""
    if alert.kind == "held" or alert.at is None:
        return alert.kind == "held"
    return now - alert.at >= STALE or is_quiet(preferences, alert.at)


def _share_a_card(statements: Sequence[Alert]) -> Alert:
    """The first, with as many of its burst as a card takes."""
    first = statements[0]
    others = [alert for alert in statements[1:] if first.burst and alert.burst == first.burst]
    holds = _together([first, *others], BURST)
    return replace(first, holds=holds) if len(holds) > 1 else first


def _fold(statements: Sequence[Alert]) -> Alert:
    """Named by its first record, and a record is folded once in a channel."""
    ordered = sorted(statements, key=lambda alert: alert.kind != "held")
    oldest = min((alert.at for alert in statements if alert.at), default=None)
    holds = _together(ordered, _MOST_HELD)
    return Alert(ordered[0].channel, "held", holds[0], at=oldest, holds=holds)


def _together(alerts: Iterable[Alert], most: int) -> tuple[str, ...]:
    """Their records as far as they fit, all of an alert or none; the first always fits."""
    holds: tuple[str, ...] = ()
    for alert in alerts:
        if not holds or len(holds) + len(alert.records) <= most:
            holds += alert.records
    return holds


def taken_in(alert: Alert, waiting: Iterable[Alert]) -> list[Alert]:
    """Those that need not leave any more once `alert` does."""
    told = set(alert.tells)
    return [other for other in waiting if other.id in told]
