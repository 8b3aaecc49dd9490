"""Who follows whom: asked for and stopped from Slack."""

from __future__ import annotations

from datetime import datetime

from bot.alerts import answers
from bot.alerts.message import Message
from bot.alerts.subscription import Channel, Subscription
from bot.ports import Subscriptions
from bot.statements.official import Official
from bot.statements.register import Register


def follow(
    typed: str,
    channel: Channel,
    by: str,
    register: Register,
    subscriptions: Subscriptions,
    now: datetime,
) -> Message:
    subject = _subject(typed, register)
    if isinstance(subject, Message):
        return subject
    id, name = subject
    new = subscriptions.add(Subscription(channel, id, by, now))
    return answers.followed(name, new=new)


def unfollow(
    typed: str, channel: Channel, register: Register, subscriptions: Subscriptions
) -> Message:
    subject = _subject(typed, register)
    if isinstance(subject, Message):
        return subject
    id, name = subject
    return answers.unfollowed(name, was=subscriptions.remove(channel, id))


def following(channel: Channel, register: Register, subscriptions: Subscriptions) -> Message:
    names = {official.id: official.name for official in register.officials}
    return answers.following(subscriptions.of(channel), names)


def _subject(typed: str, register: Register) -> tuple[str, str] | Message:
    """Id and name of what was meant, or the answer that says why it is not clear."""
    side = register.group(typed)
    if side is not None:
        return side.name, side.name
    found = register.find(typed)
    if len(found) == 1:
        official: Official = found[0]
        return official.id, official.name
    if found:
        return answers.ambiguous(typed, found)
    return answers.unknown(typed, register.suggest(typed))
