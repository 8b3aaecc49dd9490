"""Who may change a channel: those who are in it, or the few whom an admin named."""

from __future__ import annotations

from bot.alerts import changes
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.desk.books import Books


def refusal(channel: Channel, user: str, books: Books) -> Message | None:
    """None when the user may. A conversation with us alone is that person's own."""
    return None if channel.is_direct else refusal_in(channel.team, user, books)


def refusal_in(team: str, user: str, books: Books) -> Message | None:
    """The same for what the whole workspace sees, such as a correction, wherever it is made.

    Where Slack does not let us know who somebody is, nobody is an admin or a stranger.
    """
    lock = books.locks.of(team)
    if lock is not None and user in lock.people:
        return None
    member = books.members.get(team, user)
    if member is not None and member.is_stranger:
        return changes.stranger()
    if lock is None or (member is not None and member.is_admin):
        return None
    return changes.locked(lock.people)
