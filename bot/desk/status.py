"""How the bot is doing, as far as a channel may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.alerts.health import Health, health
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.ports import SourceState


@dataclass(frozen=True, slots=True)
class Gauges:
    """Where the state of things is read."""

    sources: Callable[[], Sequence[SourceState]]
    names: Mapping[str, str]
    """Of sources, by id."""
    waiting: Callable[[Channel], int]
    held: Callable[[Channel], float]
    unsure: Callable[[Channel], int]
    parked: Callable[[str], Sequence[str]]
    """The reasons, by workspace."""


def status(channel: Channel, gauges: Gauges) -> Message:
    states = [state for state in gauges.sources() if state.polled]
    ailing = {
        gauges.names.get(state.source, state.source): state.problem
        for state in states
        if state.problem
    }
    return health(
        Health(
            polled=max((s.polled for s in states if s.polled), default=None),
            well=len(states) - len(ailing),
            ailing=ailing,
            waiting=gauges.waiting(channel),
            held=gauges.held(channel),
            unsure=gauges.unsure(channel),
            parked=gauges.parked(channel.team),
        )
    )
