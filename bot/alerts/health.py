"""How the bot is doing -> what the person who asked sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts import blocks
from bot.alerts.message import Message

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Health:
    """Of everything that is shared, and of this channel and workspace alone."""

    polled: datetime | None
    """When any source was last asked."""
    well: int
    """Sources that answered when they were last asked."""
    ailing: Mapping[str, str]
    """The others by name, and what was wrong."""
    waiting: int
    """Alerts for this channel that wait for Slack."""
    held: float
    """Seconds until the channel may be posted to."""
    unsure: int
    """Of those, alerts whose answer was lost: they may have arrived."""
    parked: Sequence[str]
    """Why each alert of this workspace was put aside."""


def health(state: Health) -> Message:
    lines = [*_sources(state), *_alerts(state), *_parked(state)]
    return Message("\n".join(lines), blocks.sections(lines))


def _sources(state: Health) -> list[str]:
    if state.polled is None:
        return ["*Sources:* none was polled yet."]
    ailing = [
        f"• {blocks.named(name)}: {blocks.named(problem)}"
        for name, problem in list(state.ailing.items())[:_SHOWN]
    ]
    left = len(state.ailing) - len(ailing)
    count = f"{state.well} well, {len(state.ailing)} ailing"
    return [
        f"*Sources:* {count}; last polled {blocks.local_time(state.polled)}.",
        *ailing,
        *([f"• and {left} more"] if left else []),
    ]


def _alerts(state: Health) -> list[str]:
    if not state.waiting:
        return ["*Alerts for this channel:* none waits."]
    wait = f", for {state.held:.0f} seconds more" if state.held >= 1 else ""
    unsure = (
        f" Of {state.unsure} Slack's answer was lost: I look whether it is there before I post it"
        " again."
        if state.unsure
        else ""
    )
    count = f"{state.waiting:,} wait{'s' * (state.waiting == 1)}"
    return [f"*Alerts for this channel:* {count}{wait}.{unsure}"]


def _parked(state: Health) -> list[str]:
    """With the reasons that most of them share."""
    if not state.parked:
        return ["*Put aside in this workspace:* nothing."]
    reasons = [
        f"• {count} because of: {blocks.named(reason)}"
        for reason, count in Counter(state.parked).most_common(_SHOWN)
    ]
    return [f"*Put aside in this workspace:* {len(state.parked):,}.", *reasons]
