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


class Queue(FakeLater):
    """What is left in it is there at once, whatever happens to the one who left it."""

    def __init__(self, to_read: list[Entry]) -> None:
        super().__init__()
        self._to_read = to_read

    def read(self, entry: Entry) -> None:
        self._to_read.append(entry)


@dataclass
class Bot:
    """Polls one source whenever it is due, and reads what it lists as the queue would."""

    archive: Archive
    stand: Stand
    clock: Clock
    source: Source
    resolver: Resolver | None = None
    others: tuple[Source, ...] = ()
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
        self.sources = {source.id: source for source in (self.source, *self.others)}
        self.rota.enrol(list(self.sources.values()))

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
            self.look()

    def look(self) -> None:
        """What is due now, and what is to be read then."""
        for id in self.rota.take(99):
            self._poll(self.sources[id])
        while self.to_read:
            self._read(self.to_read[0])
            del self.to_read[0]

    def _poll(self, source: Source) -> None:
        pace = Pace(source.every)
        around = Round(self.web, self.seen, self.rota, Queue(self.to_read), pace, self.clock)
        for _ in range(_TRIES):
            try:
                poll(source, around)
                break
            except NotYet as turn:
                self.clock.wait(turn.after or 1)

    def _read(self, entry: Entry) -> None:
        later = FakeLater()
        for _ in range(_TRIES):
            try:
                source, articles = self.sources[entry.source], self.archive.articles
                read(entry, source, self.web, articles, later, self.clock())
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
