"""Everything the stand-in knows that outlives it: teams, people, channels, messages, homes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from bot.rehearsal.cast import company
from bot.rehearsal.cast.app import App, fresh_app
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.journal import Journal, Line
from bot.rehearsal.payload import Payload

Watcher = Callable[[str, Payload], None]

MESSAGES_KEPT = 2000
"""In each channel; the oldest go first, so that memory stays bounded."""

LINES_KEPT = 20_000


class Ledger:
    """The one place where a noun is replaced by its next state.

    Every change is written to the journal and told to the watchers (the page) at once.
    """

    def __init__(self, journal: Journal, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.app: App = fresh_app()
        self.teams: dict[str, Team] = {}
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.homes: dict[str, View] = {}
        self.ended: dict[str, str] = {}
        """Tokens that were good once, and Slack's word for why they no longer are."""
        self.opened = False
        """Whether the opening lines were typed: they are typed once in the life of a ledger."""
        self.watchers: list[Watcher] = []
        self._journal = journal
        self._last_ts = 0

    # -- changes ------------------------------------------------------------------------------

    def keep_app(self, app: App) -> None:
        self.app = app
        self._journal.write("app", asdict(app))

    def keep_team(self, team: Team) -> None:
        self.teams[team.id] = team
        self._note("team", asdict(team))

    def end_token(self, token: str, reason: str) -> None:
        self.ended[token] = reason
        self._journal.write("ended", {"token": token, "reason": reason})

    def keep_person(self, person: Person) -> None:
        self.people[person.id] = person
        self._note("person", asdict(person))

    def keep_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        self._note("channel", asdict(channel))

    def drop_channel(self, channel: Channel) -> None:
        self.channels.pop(channel.id, None)
        self.messages.pop(channel.id, None)
        self._note("channel_gone", {"id": channel.id})

    def keep_message(self, message: Message) -> None:
        there = self.messages.setdefault(message.channel, {})
        there[message.ts] = message
        if len(there) > MESSAGES_KEPT:
            del there[next(iter(there))]
        self._note("message", asdict(message))

    def drop_message(self, message: Message) -> None:
        self.messages.get(message.channel, {}).pop(message.ts, None)
        self._note("message_gone", {"channel": message.channel, "ts": message.ts})

    def keep_home(self, view: View) -> None:
        self.homes[view.user] = view
        self._note("home", asdict(view))

    def mark_opened(self) -> None:
        if not self.opened:
            self.opened = True
            self._note("opened", {})

    def _note(self, kind: str, record: Payload) -> None:
        self._journal.write(kind, record)
        if self._journal.lines > LINES_KEPT:
            self._journal.rewrite(self._lines())
        for watch in list(self.watchers):
            watch(kind, record)

    # -- questions ----------------------------------------------------------------------------

    def fresh_ts(self) -> str:
        """A time stamp later than every one before it."""
        self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get(channel, {}).get(ts)

    def in_channel(self, channel: str) -> list[Message]:
        return list(self.messages.get(channel, {}).values())

    def replies(self, channel: str, ts: str) -> list[Message]:
        return [m for m in self.in_channel(channel) if m.is_reply and m.thread_ts == ts]

    def all_messages(self) -> list[Message]:
        found = [m for there in self.messages.values() for m in there.values()]
        return sorted(found, key=lambda message: message.ts)

    def channels_of(self, team: str) -> list[Channel]:
        return [channel for channel in self.channels.values() if channel.team == team]

    def people_of(self, team: str) -> list[Person]:
        return [person for person in self.people.values() if person.team == team]

    # -- restarts -----------------------------------------------------------------------------

    def restore(self) -> bool:
        """Take in what the journal holds; whether there was anything."""
        lines = list(self._journal.read())
        for kind, record in lines:
            _RESTORE.get(kind, _ignore)(self, record)
        self._last_ts = max((_micros(m.ts) for m in self.all_messages()), default=0)
        self._journal.rewrite(self._lines())
        return bool(self.teams)

    def close(self) -> None:
        self._journal.close()

    def _lines(self) -> Iterator[Line]:
        yield "app", asdict(self.app)
        yield from (("team", asdict(team)) for team in self.teams.values())
        yield from (("person", asdict(person)) for person in self.people.values())
        yield from (("channel", asdict(channel)) for channel in self.channels.values())
        yield from (("message", asdict(message)) for message in self.all_messages())
        yield from (("home", asdict(view)) for view in self.homes.values())
        for token, reason in self.ended.items():
            yield "ended", {"token": token, "reason": reason}
        if self.opened:
            yield "opened", {}


def open_ledger(folder: Path | None = None, now: Callable[[], float] = time.time) -> Ledger:
    """The ledger kept in `folder` (made if need be), or one in memory that is gone afterwards."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(Journal(folder / "slack.jsonl" if folder else None), now)
    if not ledger.restore():
        _furnish(ledger)
    return ledger


def _furnish(ledger: Ledger) -> None:
    ledger.keep_app(ledger.app)
    for team in company.teams():
        ledger.keep_team(team)
    for person in company.people():
        ledger.keep_person(person)
    for channel in company.channels(int(ledger.now())):
        ledger.keep_channel(channel)


def _micros(ts: str) -> int:
    return int(ts.replace(".", ""))


def _restore_message(ledger: Ledger, record: Payload) -> None:
    message = Message(**(record | {key: tuple(record.get(key) or ()) for key in _MESSAGE_TUPLES}))
    there = ledger.messages.setdefault(message.channel, {})
    there[message.ts] = message
    if len(there) > MESSAGES_KEPT:
        del there[next(iter(there))]


def _restore_gone(ledger: Ledger, record: Payload) -> None:
    ledger.messages.get(record["channel"], {}).pop(record["ts"], None)


def _restore_channel(ledger: Ledger, record: Payload) -> None:
    channel = Channel(**(record | {"members": tuple(record["members"])}))
    ledger.channels[channel.id] = channel


def _restore_channel_gone(ledger: Ledger, record: Payload) -> None:
    ledger.channels.pop(record["id"], None)
    ledger.messages.pop(record["id"], None)


def _restore_team(ledger: Ledger, record: Payload) -> None:
    team = Team(**(record | {"scopes": tuple(record["scopes"])}))
    ledger.teams[team.id] = team


def _restore_person(ledger: Ledger, record: Payload) -> None:
    ledger.people[record["id"]] = Person(**record)


def _restore_home(ledger: Ledger, record: Payload) -> None:
    ledger.homes[record["user"]] = replace(View(**record), values={})


def _restore_app(ledger: Ledger, record: Payload) -> None:
    ledger.app = App(**record)


def _restore_ended(ledger: Ledger, record: Payload) -> None:
    ledger.ended[record["token"]] = record["reason"]


def _restore_opened(ledger: Ledger, _: Payload) -> None:
    ledger.opened = True


def _ignore(_: Ledger, __: Payload) -> None:
    """A line of another edition."""


_MESSAGE_TUPLES = ("blocks", "attachments", "files", "reactions")

_RESTORE: dict[str, Callable[[Ledger, Payload], None]] = {
    "app": _restore_app,
    "team": _restore_team,
    "person": _restore_person,
    "channel": _restore_channel,
    "channel_gone": _restore_channel_gone,
    "message": _restore_message,
    "message_gone": _restore_gone,
    "home": _restore_home,
    "ended": _restore_ended,
    "opened": _restore_opened,
}
