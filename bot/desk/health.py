"""How sources are doing -> words, and those that somebody should look at. Touches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.alerts.ailment import Ailment
from bot.ports import SourceState

_BROKEN_AFTER = timedelta(hours=6)
_SILENT_AFTER = timedelta(days=3)
_ROUNDS = 100
"""A source is silent for long only after so many rounds without news: some are asked rarely."""
_TRIES = 3
"""A bot that wakes up after days, without a network yet, has not found a source broken for days."""


def ailing(states: Iterable[SourceState], now: datetime) -> list[Ailment]:
    """The sources that have been broken or silent for long, longest first."""
    found = [ailment for state in states if (ailment := _ailment(state, now))]
    return sorted(found, key=lambda ailment: ailment.since)


def _ailment(state: SourceState, now: datetime) -> Ailment | None:
    began = state.began or state.polled or now
    if state.ended:
        return Ailment(state.source, "ended", state.polled or began, state.problem)
    if state.failures:
        since = state.good or began
        late = now - since >= _BROKEN_AFTER and state.failures >= _TRIES
        return Ailment(state.source, "broken", since, state.problem) if late else None
    since = state.news or began
    # Up to when it was last read: what it listed while we were away is news to us.
    if (state.good or now) - since < max(_SILENT_AFTER, timedelta(seconds=_ROUNDS * state.wait)):
        return None
    return Ailment(state.source, "silent", since, "it answers, and lists nothing new")


def in_words(state: SourceState) -> str:
    """One line for `status` and `sources list`."""
    if state.ended:
        return f"ended: {state.problem}"
    told = [_when("read", state.good), _when("next", state.next), _lag(state.lag)]
    if state.failures:
        times = "once" if state.failures == 1 else f"{state.failures} times"
        told.insert(0, f"failed {times}: {state.problem}")
    return ", ".join(filter(None, told)) or "not asked yet"


def _when(what: str, moment: datetime | None) -> str:
    return f"{what} {moment:%Y-%m-%d %H:%M:%S} UTC" if moment else ""


def _lag(seconds: float | None) -> str:
    return "" if seconds is None else f"lag {timedelta(seconds=round(seconds))}"
