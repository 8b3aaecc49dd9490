"""How a channel wants to be told: its digest, its quiet hours and the rest of its settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from bot.alerts import asking, changes, settings
from bot.alerts.lock import Lock
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences
from bot.alerts.settings import Standing
from bot.alerts.subscription import Channel
from bot.commands.command import SetDigest, SetQuiet
from bot.commands.when import read_zone
from bot.desk.books import Books
from bot.desk.meant import name_of
from bot.desk.noted import noted
from bot.desk.permit import refusal
from bot.errors import BadCall

_SHOWN = 5
"""Changes in the settings."""


def digest(asked: SetDigest, channel: Channel, user: str, books: Books) -> Message:
    def wanted(kept: Preferences) -> Preferences:
        if asked.at is None:
            return replace(kept, digest=None)
        zone = _zone(asked.zone, kept, channel, user, books)
        return replace(kept, digest=asked.at, weekday=asked.weekday, zone=zone)

    return _changed(channel, user, books, wanted)


def quiet(asked: SetQuiet, channel: Channel, user: str, books: Books) -> Message:
    def wanted(kept: Preferences) -> Preferences:
        if asked.start is None or asked.end is None:
            return replace(kept, quiet=None)
        zone = _zone(asked.zone, kept, channel, user, books)
        return replace(kept, quiet=(asked.start, asked.end), zone=zone)

    return _changed(channel, user, books, wanted)


def save(
    shown: Preferences, wanted: Preferences, channel: Channel, user: str, books: Books
) -> Message:
    """What was altered in a form; the rest stays as somebody else may have set it meanwhile."""
    altered = {
        field.name: getattr(wanted, field.name)
        for field in fields(Preferences)
        if getattr(wanted, field.name) != getattr(shown, field.name)
    }
    return _changed(channel, user, books, lambda kept: replace(kept, **altered))


def _changed(
    channel: Channel, user: str, books: Books, to: Callable[[Preferences], Preferences]
) -> Message:
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    before: list[Preferences] = []

    def wanted(kept: Preferences) -> Preferences:
        before[:] = [kept]
        return _dated(kept, to(kept), books)

    try:
        after = books.preferences.change(channel, wanted)
    except BadCall as error:
        return asking.misread(str(error))
    lines = settings.changed_lines(before[0], after)
    if not lines:
        return changes.as_it_was()
    return noted(channel, user, "; ".join(lines), books)


def _dated(before: Preferences, after: Preferences, books: Books) -> Preferences:
    """A digest asked for now is not sent for an hour that is over."""
    hour = (after.digest, after.weekday, after.zone)
    if hour == (before.digest, before.weekday, before.zone):
        return after
    return replace(after, digest_since=books.now() if after.digest else None)


def _zone(said: str, kept: Preferences, channel: Channel, user: str, books: Books) -> str:
    """The one that was named; else the channel's, else that of the person who asks."""
    if said:
        return read_zone(said)
    if kept.digest or kept.quiet or kept.zone != "UTC":
        return kept.zone
    member = books.members.get(channel.team, user)
    try:
        return read_zone(member.zone) if member and member.zone else kept.zone
    except BadCall:
        return kept.zone


def standing(channel: Channel, user: str, books: Books) -> Standing:
    """All that the settings show of a channel, to this user."""
    kept = books.preferences.of(channel)
    lock = books.locks.of(channel.team)
    member = books.members.get(channel.team, user)
    return Standing(
        channel=channel,
        preferences=kept,
        muted=tuple(
            (name_of(id, books.register), until)
            for id, until in sorted(kept.muted.items())
            if books.now() < until
        ),
        may_change=None if lock is None else lock.people,
        is_admin=None if member is None else member.is_admin,
        changes=tuple(books.journal.last(channel, _SHOWN)),
    )


def show(channel: Channel, user: str, books: Books) -> Message:
    return settings.shown(standing(channel, user, books))


def lock(people: Sequence[str], channel: Channel, user: str, books: Books) -> Message | None:
    """An admin says who alone may change what the workspace follows; nobody named: anybody.

    None when that is how it was. Who is no admin, or not known to be one, is refused.
    """
    before = books.locks.of(channel.team)
    wanted = tuple(dict.fromkeys(people))
    if wanted == (before.people if before else ()):
        return None
    member = books.members.get(channel.team, user)
    if member is None or not member.is_admin or member.is_stranger:
        return changes.admins_only()
    if wanted:
        books.locks.lock(channel.team, Lock(wanted, user, books.now()))
    else:
        books.locks.unlock(channel.team)
    return noted(channel, user, changes.lock_line(wanted), books)
