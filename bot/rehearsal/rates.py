"""How often a method may be called: Slack's tiers, and one message a second for each channel."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.rehearsal.pace import Pace

TIERS = {1: 20, 2: 20, 3: 50, 4: 100}
"""Calls a minute, for each method in each team.

Tier 1 promises one a minute "and bursts": a bot that is restarted a few times is not shut out.
"""


class Rates:
    def __init__(self, pace: Pace, now: Callable[[], float]) -> None:
        self._pace = pace
        self._now = now
        self._calls: dict[tuple[str, str], deque[float]] = {}
        self._channels: dict[str, tuple[float, float]] = {}

    def spend_call(self, team: str, method: str, tier: int) -> int:
        """0 when the call may go on, else the seconds to wait (`Retry-After`)."""
        calls = self._calls.setdefault((team, method), deque())
        now = self._now()
        while calls and now - calls[0] >= self._pace.minute:
            calls.popleft()
        if len(calls) >= TIERS[tier]:
            return _whole(calls[0] + self._pace.minute - now)
        calls.append(now)
        return 0

    def spend_message(self, channel: str) -> int:
        """The same for a message: a bucket that holds a short burst and fills once a second."""
        now, burst = self._now(), float(self._pace.message_burst)
        level, seen = self._channels.get(channel, (burst, now))
        level = min(burst, level + (now - seen) / self._pace.message_every)
        if level < 1:
            self._channels[channel] = (level, now)
            return _whole((1 - level) * self._pace.message_every)
        self._channels[channel] = (level - 1, now)
        return 0


def _whole(seconds: float) -> int:
    return max(1, math.ceil(seconds))
