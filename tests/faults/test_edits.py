"""A silent edit on a real server: one line in the thread, once, whoever is killed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta

import pytest

from bot.alerts.subscription import Subscription
from bot.articles.watch import LOOKS
from bot.desk.compose import Composer
from bot.desk.deliver import Desk, deliver
from bot.desk.listen import listen
from bot.desk.notify import notify
from bot.desk.overlay import Overlay
from bot.desk.reread import Rereading, reread, watch
from bot.desk.revise import Revising, revise
from bot.errors import NotYet
from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.desk.quoting import hear
from tests.desk.test_notify import notifying
from tests.faults.bot import Bot, Clock
from tests.faults.stand import Answer, Asked, Raw, Reply, Stand, standing
from tests.faults.table import CAPTCHA, always, feed, item, raw, says
from tests.world import DESK, FakeEar, FakeLater, FakeNewsroom, Killed, register

PAGE = """<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>
<p>The harbour of Ostrel was quiet on Monday, and the ferry lay at the quay with its lamps out.</p>
<p>“We have lost {ships} ships in this strait since the spring,” said Maresa Tolvik in the
evening, when the fog had lifted and the crews had gone home to their families.</p>
<p>Nobody in the town wanted to say when it would sail again, and the shops stayed closed.</p>
</article></body></html>"""
WALL = PAGE.format(ships=60).replace("</body>", "<p>Subscribe to continue reading</p></body>")
EDITED = timedelta(minutes=40)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stand(clock: Clock) -> Iterator[Stand]:
    with standing(clock) as stand:
        yield stand


def edited(clock: Clock, trouble: dict[int, Reply | Raw]) -> Answer:
    """The page as it is by now; `trouble`: what stands there instead at the n-th look."""
    start = clock()

    def answer(asked: Asked) -> Reply | Raw:
        ships = 50 if clock() - start >= EDITED else 40
        whole = Reply(PAGE.format(ships=ships).encode(), 200, (("content-type", "text/html"),))
        return trouble.get(asked.n, whole)

    return answer


class Newsroom:
    """The duties by hand, with a Slack that takes everything."""

    def __init__(self, archive: Archive, bot: Bot) -> None:
        self.archive, self.bot, self.slack = archive, bot, FakeNewsroom()
        archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", bot.clock()))

    def listen_to(self, article: str) -> None:
        archive, now, later = self.archive, self.bot.clock(), FakeLater()
        weigh = FakeEar().weigh
        listen(article, archive.articles, hear, weigh, lambda _: {}, archive.records, later, now)
        watch(article, archive.articles, archive.rereads, now)
        self.work_off(later)

    def look_again(self, fail_at: int | None = None) -> None:
        """What the clock gives out now; with `fail_at` a kill strikes in the middle."""
        desk = self.archive
        for url in desk.rereads.take(self.bot.clock(), 9):
            later = FakeLater(fail_at=fail_at)
            while True:
                try:
                    reread(url, Rereading(self.bot.web, desk.articles, desk.rereads, later))
                    break
                except NotYet as turn:
                    self.bot.clock.wait(turn.after or 1)
            self.work_off(later, fail_at)

    def work_off(self, later: FakeLater, fail_at: int | None = None) -> None:
        for job, argument in later.left:
            assert isinstance(argument, (list, type(DESK)))
            if job == "notify" and isinstance(argument, list):
                notify(argument, notifying(self.archive), self.bot.clock())
            if job == "revise" and isinstance(argument, list):
                old, new = argument
                for at in (0, None) if fail_at else (None,):
                    with suppress(Killed):
                        revise(old, new, self.revising(at), self.bot.clock())
        self.deliver()

    def revising(self, fail_at: int | None) -> Revising:
        archive = self.archive
        return Revising(
            archive.articles, hear, FakeEar().weigh, lambda _: {}, archive.records, archive.edits,
            archive.outbox, FakeLater(fail_at=fail_at), lambda _: None,
        )  # fmt: skip

    def deliver(self) -> None:
        archive = self.archive
        overlay = Overlay(archive.records, archive.corrections, register())
        composer = Composer(overlay, archive.shifts, edits=archive.edits.of)
        desk = Desk(
            archive.outbox, self.slack, archive.subscriptions, archive.preferences, composer
        )
        while archive.outbox.next(DESK):
            archive.redis.delete(f"pace:{DESK}")
            deliver(DESK, desk, self.bot.clock())


@pytest.mark.parametrize(
    "trouble",
    [
        {},
        {1: says(503)},
        {2: says(404), 3: Reply(CAPTCHA)},
        {2: Reply(WALL.encode(), 200, (("content-type", "text/html"),))},
        {1: raw(b""), 2: Reply(b"")},
    ],
    ids=["none", "503", "404 and a captcha", "a wall", "a line that is hung up"],
)
@pytest.mark.parametrize("fail_at", [None, 1], ids=["alive", "killed"])
def test_a_silent_edit_is_one_line_in_the_thread(
    archive: Archive,
    stand: Stand,
    clock: Clock,
    trouble: dict[int, Reply | Raw],
    fail_at: int | None,
) -> None:
    stand.answers = {
        "/feed": always(Reply(feed(item("ferry")))),
        "/news/ferry": edited(clock, trouble),
    }
    bot = Bot(archive, stand, clock, Source("herald", "The Herald", stand.url(), every=1200))
    newsroom, start = Newsroom(archive, bot), clock()
    with closing(bot.web):
        bot.look()
        (article,) = bot.articles
        newsroom.listen_to(archive.articles.keep(article))
        for wait in LOOKS:
            clock.until(start + wait + timedelta(minutes=1))
            newsroom.look_again(fail_at)
    card, *thread = newsroom.slack.messages
    assert "40 ships" in card[2].text
    assert list(newsroom.slack.answered.values()) == ["1.0"]
    (line,) = [message.text for _, _, message in thread]
    assert "changed this quotation by" in line
    assert "50 ships" in line
    assert "40 ships" in line
    assert len(stand.times("/news/ferry")) == 1 + len(LOOKS)
    assert "the outlet has other words" in newsroom.slack.updated[-1][1].text
