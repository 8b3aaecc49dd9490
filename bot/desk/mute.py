"""Silence for a while: an official, a side or an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts import changes
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel
from bot.commands.command import Mute, Unmute
from bot.desk.books import Books
from bot.desk.meant import meant, name_of, voices
from bot.desk.noted import noted
from bot.desk.permit import refusal
from bot.desk.voice import Voice
from bot.statements.names import fold


def mute(asked: Mute, channel: Channel, user: str, books: Books) -> Message:
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    who = _meant(asked, books)
    if isinstance(who, Message):
        return who
    return silence(who, asked.span, channel, user, books)


def silence(who: Voice, span: timedelta, channel: Channel, user: str, books: Books) -> Message:
    until = books.now() + span

    def silenced(kept: Preferences) -> Preferences:
        return replace(kept, muted={**_still_muted(kept, books.now()), who.id: until})

    books.preferences.change(channel, silenced)
    return noted(channel, user, changes.muted_line(who.name, until), books)


def unmute(asked: Unmute, channel: Channel, user: str, books: Books) -> Message:
    """Without a name, whatever is muted."""
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    muted = _still_muted(books.preferences.of(channel), books.now())
    named = [id for id in muted if not asked.name or _is_called(id, asked.name, books)]
    return unsilence(named, channel, user, books) if named else changes.nothing_muted(asked.name)


def unsilence(ids: Sequence[str], channel: Channel, user: str, books: Books) -> Message:
    def loud(kept: Preferences) -> Preferences:
        muted = _still_muted(kept, books.now())
        return replace(kept, muted={id: end for id, end in muted.items() if id not in ids})

    books.preferences.change(channel, loud)
    names = [name_of(id, books.register) for id in ids]
    return noted(channel, user, changes.unmuted_line(names), books)


def _meant(asked: Mute, books: Books) -> Voice | Message:
    outlets = [name for name in books.outlets if fold(name) and fold(name) == fold(asked.name)]
    if outlets:
        return Voice(outlets[0], outlets[0])
    return meant(asked.name, books.register, lambda name: replace(asked, name=name))


def _is_called(id: str, typed: str, books: Books) -> bool:
    known = {voice.id for voice in voices(typed, books.register)}
    return id in known or (bool(fold(typed)) and fold(id) == fold(typed))


def _still_muted(kept: Preferences, now: datetime) -> dict[str, datetime]:
    return {id: until for id, until in kept.muted.items() if now < until}
