"""What becomes of channels and workspaces -> subscriptions that stay true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.alerts import answers
from bot.alerts.subscription import Channel
from bot.ports import ChannelPreferences, Journal, Later, Newsroom, Notices, Outbox, Subscriptions

_HELD = 600.0
"""Seconds between two looks at a channel that does not take our messages."""
_ONCE = 24 * 3600.0
"""Seconds for which an event is remembered: Slack repeats one for an hour at the most."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """What the events of Slack do."""

    first: Callable[[str], bool]
    """True for the first who brings the event of that id."""
    close: Callable[[Channel, str], None]
    """The channel takes no messages any more, for the reason in Slack's word."""
    open: Callable[[Channel], None]
    delete: Callable[[Channel], None]
    move: Callable[[Channel, Channel], None]
    remove: Callable[[str, str], None]
    """The workspace that the app is no longer in, and the reason in Slack's word."""
    back: Callable[[str], None]
    """The workspace that the app is in again."""
    left: Callable[[Channel, str], None]
    """Somebody left the channel."""


@dataclass(frozen=True, slots=True)
class Registry:
    """What it works with."""

    subscriptions: Subscriptions
    preferences: ChannelPreferences
    journal: Journal
    notices: Notices
    outbox: Outbox
    newsroom: Newsroom
    later: Later
    claim: Callable[[str, float], bool]


def first(event: str, registry: Registry) -> bool:
    return registry.claim(f"event:{event}", _ONCE)


def close(channel: Channel, reason: str, registry: Registry) -> None:
    """Its alerts wait; who asked for them is told, once."""
    active = [s for s in registry.subscriptions.of(channel) if not s.paused]
    registry.subscriptions.pause(channel, reason)
    registry.outbox.hold(channel, _HELD)
    for user in sorted({subscription.by for subscription in active}):
        registry.newsroom.tell(channel, user, answers.refused(channel.id, reason))


def open_(channel: Channel, registry: Registry) -> None:
    """What waited is sent now."""
    if not registry.subscriptions.of(channel):
        return
    registry.subscriptions.resume(channel)
    registry.outbox.hold(channel, 0.001)
    registry.later.deliver(channel)


def delete(channel: Channel, registry: Registry) -> None:
    registry.subscriptions.forget(channel)
    registry.preferences.forget(channel)
    registry.journal.forget(channel)
    registry.notices.forget(channel)
    with registry.outbox.alone(channel):
        while (alert := registry.outbox.next(channel)) is not None:
            registry.outbox.park(alert, "the channel was deleted")


def move(old: Channel, new: Channel, registry: Registry) -> None:
    """What waits is sent under the new id; who follows comes first, since news goes by that."""
    registry.subscriptions.move(old, new)
    registry.preferences.move(old, new)
    registry.journal.move(old, new)
    registry.notices.move(old, new)
    with registry.outbox.alone(old):
        while (alert := registry.outbox.next(old)) is not None:
            registry.outbox.put(replace(alert, channel=new))
            registry.outbox.drop(alert)
    registry.later.deliver(new)


def remove(team: str, reason: str, registry: Registry) -> None:
    """Kept for a return: the first alert that Slack takes again resumes its channel."""
    for channel in registry.subscriptions.of_team(team):
        registry.subscriptions.pause(channel, reason)
        registry.outbox.hold(channel, _HELD)


def back(team: str, registry: Registry) -> None:
    """What each channel follows it has kept, and what waited is sent."""
    for channel in registry.subscriptions.of_team(team):
        open_(channel, registry)


def left(channel: Channel, user: str, registry: Registry) -> None:
    """Their Home no longer shows what the channel follows."""
    registry.journal.left(channel, user)
