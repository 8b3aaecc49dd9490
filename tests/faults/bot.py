"""The real duties, web and archive, run by hand in a time of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.adapters.archive.hosts import Hosts
from bot.adapters.archive.rota import Rota
from bot.adapters.archive.seen import Seen
from bot.adapters.web.guard import Resolver
from bot.adapters.web.web import Web
from bot.articles.article import Article
from bot.desk.pace import Pace
from bot.desk.poll import Round, poll
from bot.desk.read import read
from bot.errors import BadInput, GiveUp, NotYet, TryAgain
from bot.ports import SourceState
from bot.sources.entry import Entry
from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.faults.stand import HOST, Stand
from tests.world import NOON, FakeLater

_TRIES = 40


@dataclass
class Clock:
    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def until(self, moment: datetime) -> None:
        self.at = max(self.at, moment)


@dataclass
class Bot:
    """Polls one source whenever it is due, and reads what it lists as the queue would."""

    archive: Archive
    stand: Stand
    clock: Clock
    source: Source
    resolver: Resolver | None = None
    articles: list[Article] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    """Why entries were given up."""
    to_read: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        redis = self.archive.redis
        self.rota, self.seen = Rota(redis, self.clock), Seen(redis, self.clock)
        self.web = Web(
            "Verbatim/test (news reader; desk@herald.test)",
            allow_hosts=[f"{HOST}:{self.stand.port}", f"moved.test:{self.stand.port}"],
            max_body=100_000,
            deadline=0.3,
            resolver=self.resolver or (lambda host, port: ["127.0.0.1"]),
            turns=Hosts(redis, self.clock),
            now=self.clock,
        )
        self.rota.enrol([self.source])

    @property
    def state(self) -> SourceState:
        (state,) = self.rota.states()
        return state

    @property
    def slugs(self) -> Counter[str]:
        return Counter(urlsplit(article.url).path.strip("/") for article in self.articles)

    def rounds(self, count: int) -> None:
        for _ in range(count):
            due = next(iter(self.rota.states()), None)
            if due and due.next:
                self.clock.until(due.next)
            for _ in self.rota.take(9):
                self._poll()
            self._read_all()

    def _poll(self) -> None:
        later = FakeLater()
        pace = Pace(self.source.every)
        around = Round(self.web, self.seen, self.rota, later, pace, self.clock)
        for _ in range(_TRIES):
            try:
                poll(self.source, around)
                break
            except NotYet as turn:
                self.clock.wait(turn.after or 1)
        self.to_read += [entry for _, entry in later.left if isinstance(entry, Entry)]

    def _read_all(self) -> None:
        waiting, self.to_read = self.to_read, []
        for entry in waiting:
            self._read(entry)

    def _read(self, entry: Entry) -> None:
        later = FakeLater()
        for _ in range(_TRIES):
            try:
                read(entry, self.source, self.web, self.archive.articles, later, self.clock())
                break
            except TryAgain as error:
                self.clock.wait(error.after or 30)
            except (GiveUp, BadInput) as error:
                self.letters.append(str(error))
                return
        for _, id in later.left:
            article = self.archive.articles.get(str(id))
            assert article is not None
            self.articles.append(article)
