"""What a channel may ask about whom it follows, and how it wants to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Follow, Mute, SetDigest, SetQuiet, Unfollow, Unmute


@dataclass(frozen=True, slots=True)
class Follows:
    """Each is told where it was asked, and by which user, and says what to answer."""

    follow: Callable[[Follow, Channel, str], Message]
    unfollow: Callable[[Unfollow, Channel, str], Message]
    following: Callable[[Channel], Message]
    mute: Callable[[Mute, Channel, str], Message]
    unmute: Callable[[Unmute, Channel, str], Message]
    digest: Callable[[SetDigest, Channel, str], Message]
    quiet: Callable[[SetQuiet, Channel, str], Message]
    settings: Callable[[Channel, str], Message]
