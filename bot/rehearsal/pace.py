"""How long things take and how often they may happen: Slack's figures, or a test's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Seconds, all of them. A test that cannot wait shrinks what it needs."""

    minute: float = 60.0
    """What the tiers (20, 50, 100 calls a minute) count in."""

    message_every: float = 1.0
    message_burst: int = 3
    """One message a second for each channel; a short burst is let through first."""

    acknowledged_within: float = 3.0
    trigger_lives: float = 3.0
    response_lives: float = 1800.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Pauses before an unacknowledged event is sent again."""

    refresh_every: float = 3600.0
    """A Socket Mode connection is asked to make room for a fresh one after so long."""

    answer_within: float = 5.0
    """How long `/_rehearsal/command` and its like wait for what comes back."""

    token_lives: float = 43200.0
    """A rotated token of OAuth expires after so long."""
