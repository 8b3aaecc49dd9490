"""A person's Home tab: what their channels follow, and what they change there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from bot.alerts import changes
from bot.alerts import form as forms
from bot.alerts.cards import shift_title, telling
from bot.alerts.form import Form
from bot.alerts.home import Followed, Health, Home, Place, home_view
from bot.alerts.message import Message, View
from bot.alerts.subscription import Channel, Subscription
from bot.commands.command import Alerts, Follow
from bot.desk import prefer
from bot.desk.books import Books
from bot.desk.follow import follow, follow_subject, stop
from bot.desk.meant import name_of
from bot.desk.mute import silence, unsilence
from bot.desk.permit import refusal
from bot.desk.voice import Voice
from bot.ports import SourceState
from bot.timeline.shift import Shift

_RECENT = timedelta(days=7)
_MUTE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rooms:
    """What Home and the forms may ask of the desk; what is answered was told to the channel."""

    home: Callable[[str, Channel], View]
    """The user, and the conversation with us."""
    act: Callable[[str, Channel, str, str], Message]
    """What to do, where, with which subject, and who asks."""
    add: Callable[[Follow, Channel, str], Message]
    form: Callable[[Channel, str], View]
    """The settings as a form, for this user."""
    save: Callable[[Form, str], Message]


def home(
    user: str,
    own: Channel,
    books: Books,
    states: Callable[[], Sequence[SourceState]],
    names: Mapping[str, str],
) -> View:
    """`names` of sources by id."""
    channels = dict.fromkeys([own, *books.journal.places(own.team, user)])
    places = tuple(_place(channel, books) for channel in channels)
    subjects = {f.subscription.subject for place in places for f in place.followed}
    return home_view(Home(own, places, _turns(subjects, own.team, books), _health(states(), names)))


def _place(channel: Channel, books: Books) -> Place:
    preferences, now = books.preferences.of(channel), books.now()

    def followed(subscription: Subscription) -> Followed:
        until = preferences.muted.get(subscription.subject)
        name = name_of(subscription.subject, books.register, subscription.name)
        return Followed(subscription, name, until if until and now < until else None)

    kept = books.subscriptions.of(channel)
    return Place(channel, preferences, tuple(map(followed, kept)))


def _turns(subjects: set[str], team: str, books: Books) -> tuple[tuple[datetime, str], ...]:
    now = books.now()
    found = [
        (shift.at, title)
        for id, shift in books.shifts.between(now - _RECENT, now)
        if not books.shifts.is_withdrawn(id, team) and (title := _title(shift, subjects, books))
    ]
    return tuple(sorted(found, reverse=True))


def _title(shift: Shift, subjects: set[str], books: Books) -> str:
    """Empty where nobody of those is concerned, or its evidence is gone."""
    before, after = (books.records.get(ids) for ids in (shift.before, shift.after))
    said = {(end.statement.official, end.statement.group) for end in (*before[-1:], *after[-1:])}
    if not before or not after or subjects.isdisjoint({shift.subject, *chain(*said)}):
        return ""
    first, last = (telling(records, shift.target) for records in (before, after))
    return shift_title(shift, first, last, books.register.ids)


def _health(states: Sequence[SourceState], names: Mapping[str, str]) -> Health:
    """Of those that were asked at all."""
    ailing = tuple((names.get(s.source, s.source), s.problem) for s in states if s.problem)
    well = sum(state.polled is not None and not state.problem for state in states)
    return Health(well, ailing)


def act(what: str, channel: Channel, subject: str, user: str, books: Books) -> Message:
    refused = refusal(channel, user, books)
    if refused is not None:
        return refused
    kept = next((s for s in books.subscriptions.of(channel) if s.subject == subject), None)
    name = name_of(subject, books.register, kept.name if kept else "")
    if kept is None:
        return changes.not_followed(name)
    return _said(channel, _done(what, kept, name, user, books), books)


def _done(what: str, kept: Subscription, name: str, user: str, books: Books) -> Message:
    channel, who = kept.channel, Voice(kept.subject, name)
    if what == "mute":
        return silence(who, _MUTE, channel, user, books)
    if what == "unmute":
        return unsilence([kept.subject], channel, user, books)
    if what == "unfollow":
        return stop(channel, kept.subject, name, user, books)
    levels: Mapping[str, Alerts] = {"all": "all", "shifts": "shifts", "digest": "digest"}
    asked = Follow(name, alerts=levels.get(what), sure=True)
    return follow_subject(asked, who, channel, user, books)


def add(asked: Follow, channel: Channel, user: str, books: Books) -> Message:
    return _said(channel, follow(replace(asked, sure=True), channel, user, books), books)


def form(channel: Channel, user: str, books: Books) -> View:
    return forms.form(prefer.standing(channel, user, books))


def save(sent: Form, user: str, books: Books) -> Message:
    """What was not allowed is the answer; else what was changed, and said in the channel."""
    saved = prefer.save(sent.shown, sent.wanted, sent.channel, user, books)
    locked = None
    if sent.people is not None:
        locked = prefer.lock(sent.people, sent.channel, user, books)
    answers = [_said(sent.channel, message, books) for message in (saved, locked) if message]
    if locked is not None and saved == changes.as_it_was():
        return answers[-1]
    return next((answer for answer in answers if not answer.visible), answers[0])


def _said(channel: Channel, message: Message, books: Books) -> Message:
    """Told to the channel, or to the one who asks where we may not speak there."""
    if not message.visible or books.say(channel, message):
        return message
    return changes.untold(channel, message)
