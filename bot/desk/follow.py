"""Who follows whom: asked for and stopped from Slack."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts import changes
from bot.alerts.message import Message
from bot.alerts.subscription import Channel, Subscription
from bot.commands.command import Follow, Unfollow
from bot.desk.books import Books
from bot.desk.meant import is_known, meant, name_of, spelled, voices
from bot.desk.noted import noted
from bot.desk.permit import refusal
from bot.desk.trial import try_out
from bot.desk.voice import Voice
from bot.statements.names import fold

MOST_HERE = 200
"""Subjects of a channel: more is a river that nobody reads; a side brings all who speak for it."""
MOST_IN_ALL = 5_000
"""Subscriptions of a workspace: fifty channels, each with as many as anybody can read. Each
statement is looked up in the settings of every channel that follows, whoever shares the bot."""


def follow(asked: Follow, channel: Channel, user: str, books: Books) -> Message:
    """Shows first what it would have sent; what is followed already is changed at once."""
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    subject = meant(asked.name, books.register, lambda name: replace(asked, name=name))
    if isinstance(subject, Message):
        return subject
    return (
        _no_room(subject, channel, books)
        or _dry_run(asked, subject, channel, books)
        or follow_subject(asked, subject, channel, user, books)
    )


def _no_room(subject: Voice, channel: Channel, books: Books) -> Message | None:
    """None where one more may be followed; two who ask at the same time may both be let in."""
    kept = books.subscriptions.of(channel)
    if any(s.subject == subject.id for s in kept):
        return None
    if len(kept) >= MOST_HERE:
        return changes.full(f"This channel follows {MOST_HERE} already, which is the most.")
    if books.subscriptions.count(channel.team) >= MOST_IN_ALL:
        return changes.full(
            f"This workspace follows {MOST_IN_ALL:,} in all its channels, which is the most."
        )
    return None


def _dry_run(asked: Follow, subject: Voice, channel: Channel, books: Books) -> Message | None:
    """None where nothing is to be seen first, or it was seen."""
    if asked.sure or any(s.subject == subject.id for s in books.subscriptions.of(channel)):
        return None
    trial = try_out(subject, asked.sensitivity or "balanced", books)
    if not trial.statements and not trial.shifts:
        return None
    sure = replace(asked, name=spelled(subject, books.register), sure=True)
    return changes.dry_run(sure, subject.name, trial)


def follow_subject(
    asked: Follow, subject: Voice, channel: Channel, user: str, books: Books
) -> Message:
    """No questions asked: it is clear who is meant, and that it may be done."""
    new = Subscription(channel, subject.id, user, books.now(), name=subject.name)

    def wanted(kept: Subscription | None) -> Subscription:
        was = kept or new
        return replace(
            was,
            alerts=asked.alerts or was.alerts,
            sensitivity=asked.sensitivity or was.sensitivity,
        )

    before, after = books.subscriptions.change(channel, subject.id, wanted)
    if after is None or before == after:
        return changes.already(after or new)
    if before is not None:
        return noted(channel, user, changes.changed_line(after), books)
    return noted(channel, user, changes.followed_line(after), books, _advice(after, books))


def _advice(subscription: Subscription, books: Books) -> str:
    """What still stands in the way of its alerts."""
    channel = subscription.channel
    has_digest = books.preferences.of(channel).digest is not None
    here = books.members.is_here(channel)
    return changes.advice(subscription, here=here, has_digest=has_digest)


def unfollow(asked: Unfollow, channel: Channel, user: str, books: Books) -> Message:
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    subject = _followed(asked.name, channel, books)
    if isinstance(subject, Message):
        return subject
    return stop(channel, subject.id, subject.name, user, books)


def stop(channel: Channel, subject: str, name: str, user: str, books: Books) -> Message:
    if not books.subscriptions.remove(channel, subject):
        return changes.not_followed(name)
    return noted(channel, user, changes.unfollowed_line(name), books)


def _followed(typed: str, channel: Channel, books: Books) -> Voice | Message:
    """Among those followed here first, by any of their names, also the one they once had."""
    kept = books.subscriptions.of(channel)
    bearers = {voice.id for voice in voices(typed, books.register)}
    named = [s for s in kept if s.subject in bearers or _was_called(s, typed)]
    if len(named) == 1:
        name = name_of(named[0].subject, books.register, named[0].name)
        return Voice(named[0].subject, name)
    return meant(typed, books.register, Unfollow)


def _was_called(subscription: Subscription, typed: str) -> bool:
    words = fold(typed)
    return bool(words) and words in (fold(subscription.name), fold(subscription.subject))


def following(channel: Channel, books: Books) -> Message:
    kept, preferences = books.subscriptions.of(channel), books.preferences.of(channel)
    subjects, now = {s.subject for s in kept}, books.now()
    muted = [(id, end) for id, end in sorted(preferences.muted.items()) if now < end]
    return changes.following(
        [(s, name_of(s.subject, books.register, s.name)) for s in kept],
        preferences,
        muted=[(name_of(id, books.register), end) for id, end in muted if id not in subjects],
        gone={subject for subject in subjects if not is_known(subject, books.register)},
        now=now,
    )
