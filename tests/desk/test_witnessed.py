"""Whoever watches is told of each step of a story, from its entry to its card."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts.alert import Alert
from bot.alerts.subscription import Subscription
from bot.desk import notify
from bot.desk.compose import Composer
from bot.desk.deliver import Desk, deliver
from bot.desk.listen import listen
from bot.desk.overlay import Overlay
from bot.desk.pace import Pace
from bot.desk.poll import Round, poll
from bot.desk.read import read
from bot.errors import GiveUp, TryAgain
from bot.happenings import Failed, Happening, Heard, Notified, Parked, Polled, Posted, Read
from bot.sources.entry import Entry
from bot.wiring.parts import Archive
from tests.world import (
    DESK,
    HERALD,
    NOON,
    FakeEar,
    FakeLater,
    FakeNewsroom,
    FakeWeb,
    a_record,
    a_statement,
    register,
)

FEED = (
    b'<rss version="2.0"><channel><title>H</title><item><title>Ferry sails</title>'
    b"<link>https://herald.example/ferry</link></item></channel></rss>"
)
PAGE = b"<html><body><article><p>We are grateful, she said. %s</p></article></body></html>" % (
    b"The ferry to Port Sabelle left the harbour of Ostrel on Monday, after two years. " * 9
)


def a_round(archive: Archive, web: FakeWeb, later: FakeLater, told: list[Happening]) -> Round:
    seen, rota = archive.seen, archive.rota
    return Round(web, seen, rota, later, Pace(every=600), lambda: NOON, told.append)


def a_desk(archive: Archive, newsroom: FakeNewsroom, told: list[Happening]) -> Desk:
    overlay = Overlay(archive.records, archive.corrections, register())
    composer, preferences = Composer(overlay, archive.shifts), archive.preferences
    followed = archive.subscriptions
    return Desk(archive.outbox, newsroom, followed, preferences, composer, witness=told.append)


def test_a_story_is_told_of_at_each_step(archive: Archive) -> None:
    told: list[Happening] = []
    web, later = FakeWeb({HERALD.url: FEED, "https://herald.example/ferry": PAGE}), FakeLater()
    poll(HERALD, a_round(archive, web, later, told))
    (_, entry) = later.left.pop()
    assert isinstance(entry, Entry)
    read(entry, HERALD, web, archive.articles, later, NOON, told.append)
    (_, article) = later.left.pop()
    ear = FakeEar([a_statement()])
    listen(
        str(article),
        archive.articles,
        ear.hear,
        ear.weigh,
        lambda _: {},
        archive.records,
        later,
        NOON,
        told.append,
    )
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    (_, records) = later.left.pop()
    assert isinstance(records, list)
    notify.notify(records, _notifying(archive, told), NOON)
    deliver(DESK, a_desk(archive, FakeNewsroom(), told), NOON)
    assert [type(happening) for happening in told] == [Polled, Read, Heard, Notified, Posted]
    posted = told[-1]
    assert isinstance(posted, Posted)
    assert [record.url for record in posted.records] == [entry.url]


def _notifying(archive: Archive, told: list[Happening]) -> notify.Desk:
    return notify.Desk(
        records=archive.records,
        shifts=archive.shifts,
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        outbox=archive.outbox,
        later=FakeLater(),
        confidence=0.8,
        witness=told.append,
    )


def test_what_was_put_before_is_not_told_again(archive: Archive) -> None:
    told: list[Happening] = []
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    record = replace(a_record(), seen=NOON)
    archive.records.keep(record)
    for _ in range(2):
        notify.notify([record.id], _notifying(archive, told), NOON)
    assert len(told) == 1


def test_a_poll_that_failed_is_told_with_its_reason(archive: Archive) -> None:
    told: list[Happening] = []
    web = FakeWeb({HERALD.url: TryAgain("it answered 503")})
    poll(HERALD, a_round(archive, web, FakeLater(), told))
    assert told == [Failed("poll", "herald", "TryAgain", "it answered 503")]


def failing(error: Exception) -> FakeNewsroom:
    def fail() -> None:
        raise error

    return FakeNewsroom(before=fail)


def an_alert(archive: Archive) -> Alert:
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    record = a_record()
    archive.records.keep(record)
    alert = Alert(DESK, "statement", record.id)
    archive.outbox.put(alert)
    return alert


def test_a_card_that_slack_will_not_take_is_told_as_parked(archive: Archive) -> None:
    told: list[Happening] = []
    alert = an_alert(archive)
    deliver(DESK, a_desk(archive, failing(GiveUp("msg_too_long")), told), NOON)
    assert told == [Parked(alert, "msg_too_long")]


def test_a_card_that_has_to_wait_is_told_as_failed(archive: Archive) -> None:
    told: list[Happening] = []
    alert = an_alert(archive)
    deliver(DESK, a_desk(archive, failing(TryAgain("ratelimited", after=3)), told), NOON)
    assert told == [Failed("deliver", alert.id, "TryAgain", "ratelimited")]
