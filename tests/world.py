"""A world of small fakes, one a port, and makers of nouns for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.alerts.member import Member
from bot.alerts.message import Message, View
from bot.alerts.modals import gone_view
from bot.alerts.subscription import Channel
from bot.articles.article import Article
from bot.desk.cards import Cards
from bot.errors import GiveUp
from bot.ports import NEVER, Fetched, Validators
from bot.sources.entry import Entry
from bot.sources.source import Source
from bot.statements.register import Register, read_register
from bot.statements.statement import Statement
from bot.timeline.record import Record
from bot.timeline.repeats import record_id
from bot.tone.tone import Label, Reason, Tone

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DESK = Channel("T1", "C1")
SPORT = Channel("T1", "C2")
HERALD = Source(id="herald", name="The Herald", url="https://herald.example/feed", every=60)

REGISTER = """
[[side]]
name = "Torvania"
words = ["Torvanian", "Ostrel"]

[[side]]
name = "Kelmora"
words = ["Kelmoran", "Port Sabelle"]

[[official]]
id = "maresa-tolvik"
name = "Maresa Tolvik"
group = "Torvania"
aliases = ["Tolvik"]
pronoun = "she"
offices = [{ title = "foreign minister", since = 2019-05-01 }]

[[official]]
id = "joren-aalst"
name = "Joren Aalst"
group = "Torvania"
aliases = ["Aalst"]
pronoun = "he"
offices = [{ title = "president", since = 2018-01-01 }]

[[official]]
id = "tomas-verrell"
name = "Tomas Verrell"
group = "Kelmora"
aliases = ["Verrell"]
pronoun = "he"
offices = [{ title = "foreign minister", since = 2020-01-01 }]
"""


def register() -> Register:
    return read_register([("register.toml", REGISTER)])


def a_statement(
    text: str = "We are grateful.", speaker: str | None = "Maresa Tolvik", **changes: object
) -> Statement:
    by = {official.name: official for official in register().officials}.get(speaker or "")
    plain = Statement(
        start=0,
        end=len(text),
        text=text,
        kind="direct",
        speaker=speaker,
        speaker_start=None,
        speaker_end=None,
        official=by.id if by else None,
        group=by.group if by else None,
        cue="said",
        via=None,
        said=date(2026, 3, 2),
        old=False,
        targets=(),
        confidence=0.95,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_tone(tone: float = 0.0) -> Tone:
    label: Label = "confrontational" if tone < 0 else "conciliatory" if tone > 0 else "neutral"
    because = (Reason("grateful", 7, 15, tone),) if tone else ()
    return Tone(tone, label, 0.9, because)


def a_record(
    text: str = "We are grateful.",
    speaker: str = "Maresa Tolvik",
    at: datetime = NOON,
    tone: float = 0.0,
    outlet: str = "The Herald",
    **changes: object,
) -> Record:
    statement = a_statement(text, speaker, **changes)
    return Record(
        id=record_id(statement.official or speaker, text),
        statement=statement,
        tone=a_tone(tone),
        at=at,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/1",
        title="Ferry sails",
        outlet=outlet,
        published=at,
    )


@dataclass
class FakeWeb:
    """Pages by address; whatever is called instead of bytes is raised."""

    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        self.asked.append((url, last))
        page = self.pages.get(url, GiveUp(f"{url} answered 404 Not Found"))
        if isinstance(page, Exception):
            raise page
        etag = f'"{len(page)}"'
        if last.etag == etag:
            return None
        return Fetched(url, page, "text/html", Validators(etag), self.moved.get(url, ""))

    def page(self, url: str) -> Fetched | None:
        return self.fetch(url)


@dataclass
class FakeLater:
    """Work left for later, as a list; `fail_at` dies at the n-th call, as a kill would."""

    left: list[tuple[str, object]] = field(default_factory=list)
    fail_at: int | None = None

    def _leave(self, job: str, argument: object) -> None:
        if self.fail_at is not None and len(self.left) >= self.fail_at:
            raise Killed
        self.left.append((job, argument))

    def poll(self, source: str) -> None:
        self._leave("poll", source)

    def read(self, entry: Entry) -> None:
        self._leave("read", entry)

    def revise(self, old: str, new: str) -> None:
        self._leave("revise", [old, new])

    def listen(self, article: str, *, old: bool = False) -> None:
        self._leave("catch_up" if old else "listen", article)

    def notify(self, *records: str) -> None:
        self._leave("notify", list(records))

    def retain(self, place: str = "") -> None:
        self._leave("retain", place)

    def deliver(self, channel: Channel, after: float = 0.0) -> None:
        self._leave("deliver", channel)


class Killed(BaseException):
    """The process ended in the middle of things."""


@dataclass
class FakeNewsroom:
    """A Slack that takes everything; `before` and `after` a post may raise."""

    messages: list[tuple[Channel, str, Message]] = field(default_factory=list)
    answered: dict[str, str] = field(default_factory=dict)
    """The cards in whose threads an alert stands."""
    updated: list[tuple[str, Message]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def post(self, channel: Channel, message: Message, alert: str, thread: str = "") -> str:
        self.before()
        self.messages.append((channel, alert, message))
        if thread:
            self.answered[alert] = thread
        self.after()
        return f"{len(self.messages)}.0"

    def update(self, channel: Channel, ts: str, message: Message, alert: str) -> bool:
        self.before()
        self.updated.append((ts, message))
        self.after()
        there = int(float(ts)) <= len(self.messages)
        return there and self.messages[int(float(ts)) - 1][:2] == (channel, alert)

    def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
        there = [n for n, (c, a, _) in enumerate(self.messages, 1) if (c, a) == (channel, alert)]
        return f"{there[0]}.0" if there and self.answered.get(alert, "") == thread else None

    def tell(self, channel: Channel, user: str, text: str) -> None:
        self.told.append((user, text))

    def say(self, channel: Channel, message: Message) -> bool:
        self.messages.append((channel, "", message))
        return True


@dataclass
class FakeMembers:
    """People as Slack knows them; who is not among them is somebody it does not speak of."""

    people: dict[str, Member] = field(default_factory=dict)
    here: bool | None = True

    def get(self, _team: str, user: str) -> Member | None:
        return self.people.get(user)

    def is_here(self, _channel: Channel) -> bool | None:
        return self.here


def no_cards() -> Cards:
    """Of a desk that is asked about something else."""

    def view(*_: str) -> View:
        return gone_view("Nothing")

    return Cards(
        context=view,
        why=view,
        wrong_speaker=view,
        wrong_tone=view,
        refusal=lambda *_: None,
        correct_speaker=lambda *_: None,
        correct_tone=lambda *_: None,
        subject=lambda *_: "",
        said_before=lambda *_: Message("Nothing"),
    )


@dataclass
class FakeEar:
    """Hears the statements it was given, and finds every word friendly, hostile or neither."""

    statements: list[Statement] = field(default_factory=list)
    tone: float = 0.0

    def hear(self, _article: Article) -> list[Statement]:
        return self.statements

    def weigh(self, _text: str) -> Tone:
        return a_tone(self.tone)


def an_article(text: str = "We are grateful.", outlet: str = "The Herald") -> Article:
    return Article(
        url=f"https://{outlet.lower().replace(' ', '-')}.example/1",
        title="Ferry sails",
        text=text,
        published=NOON,
        source=outlet.lower(),
        outlet=outlet,
    )
