"""The desk against a rehearsal of Slack: what a channel shows, also when answers get lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from bot.adapters.newsroom import Newsroom, client
from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel, Subscription
from bot.desk.compose import Composer
from bot.desk.deliver import Desk, deliver
from bot.desk.digest import Editor, call_digests
from bot.desk.overlay import Overlay
from bot.desk.watch import told
from bot.ports import SourceState
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.sources.source import Source
from bot.timeline.shift import Shift
from bot.wiring import parts
from bot.wiring.parts import Archive
from tests.rehearsal.asking import ask
from tests.world import NOON, FakeLater, a_record, register

FOREIGN = Channel("T0NEWSROOM", "C0FOREIGN")


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_burst=1000)) as running:
        yield running


def work(archive: Archive, slack: Running, now: datetime = NOON, turns: int = 1) -> None:
    """A worker that begins anew each time: nothing but the archive remembers."""
    token = ask(slack, "workspace")["bot_token"]
    newsroom = Newsroom(lambda _team: client(token, slack.api_url))
    overlay = Overlay(archive.records, archive.corrections, register())
    editor = Editor(
        overlay,
        archive.shifts,
        archive.subscriptions,
        archive.preferences,
        confidence=0.7,
        news=None,
    )
    notice = partial(told, notices=archive.notices)
    composer = Composer(overlay, archive.shifts, editor.digest, notice)
    desk = Desk(archive.outbox, newsroom, archive.subscriptions, archive.preferences, composer)
    for _ in range(turns):
        archive.redis.delete(f"pace:{FOREIGN}")
        deliver(FOREIGN, desk, now)


def shown(slack: Running) -> list[dict[str, Any]]:
    return [dict(message) for message in ask(slack, "messages?channel=foreign-desk")]


def lose_answers(slack: Running, method: str) -> None:
    ask(slack, "faults", {"method": method, "drop": "after", "times": 1})


def put(archive: Archive, text: str, at: datetime = NOON, burst: str = "") -> Alert:
    record = replace(a_record(text, at=at), seen=at)
    archive.records.keep(record)
    archive.subscriptions.add(Subscription(FOREIGN, "Torvania", "U1", NOON))
    alert = Alert(FOREIGN, "statement", record.id, at=at, burst=burst)
    archive.outbox.put(alert)
    return alert


def test_a_card_is_updated_in_place_when_another_outlet_carries_the_words(
    archive: Archive, slack: Running
) -> None:
    alert = put(archive, "We are grateful.")
    work(archive, slack)
    archive.records.also_in(alert.about, "The Gazette", "https://gazette.example/2")
    archive.outbox.put(Alert(FOREIGN, "changed", alert.about, "in-2", at=NOON))
    lose_answers(slack, "chat.update")
    work(archive, slack, turns=2)
    (card,) = shown(slack)
    assert "also in <https://gazette.example/2|The Gazette>" in card["text"]
    assert archive.outbox.waiting() == []


def test_a_withdrawal_stands_once_in_the_thread_and_on_the_card(
    archive: Archive, slack: Running
) -> None:
    ends = [a_record("Thank you.", tone=0.8), a_record("You will pay.", tone=-0.8)]
    for record in ends:
        archive.records.keep(record)
    archive.subscriptions.add(Subscription(FOREIGN, "Torvania", "U1", NOON))
    shift = Shift(
        "contrast", "Torvania", None, "harder", (ends[0].id,), (ends[1].id,), NOON, 0.9, rests_on=2
    )
    id = archive.shifts.keep("Torvania", shift)
    assert id
    archive.outbox.put(Alert(FOREIGN, "shift", id, at=NOON))
    work(archive, slack)
    archive.shifts.withdraw(id, FOREIGN.team)
    archive.outbox.put(Alert(FOREIGN, "withdrawn", id))
    lose_answers(slack, "chat.postMessage")
    work(archive, slack, turns=3)
    card, line = shown(slack)
    assert card["text"].startswith("Withdrawn:")
    assert line["thread_ts"] == card["ts"]
    assert archive.outbox.waiting() == []


def test_a_burst_is_one_card_whose_lost_answer_is_recognised(
    archive: Archive, slack: Running
) -> None:
    alerts = [put(archive, text, burst="tolvik") for text in ("First words.", "Other words.")]
    lose_answers(slack, "chat.postMessage")
    work(archive, slack)
    put(archive, "Words that came meanwhile.", burst="tolvik")
    work(archive, slack, turns=3)
    both, later = shown(slack)
    assert "First words." in both["text"]
    assert "Other words." in both["text"]
    assert "came meanwhile" in later["text"]
    assert {archive.outbox.state(alert) for alert in alerts} == {both["ts"]}


def test_the_night_is_one_summary_in_the_morning(archive: Archive, slack: Running) -> None:
    quiet = (time(22), time(7))
    archive.preferences.change(FOREIGN, lambda old: replace(old, quiet=quiet))
    night, morning = NOON + timedelta(hours=12), NOON + timedelta(hours=19)
    for number in range(12):
        put(archive, f"Words of number {number} in the night.", night + timedelta(minutes=number))
    work(archive, slack, morning - timedelta(seconds=1))
    assert shown(slack) == []
    lose_answers(slack, "chat.postMessage")
    work(archive, slack, morning, turns=3)
    (summary,) = shown(slack)
    assert "12 statements held back, by one person" in summary["text"]
    assert "Words of number 11 in the night." in summary["text"]


def test_a_digest_comes_once_however_often_it_is_called(archive: Archive, slack: Running) -> None:
    archive.subscriptions.add(Subscription(FOREIGN, "Torvania", "U1", NOON, alerts="digest"))
    archive.preferences.change(FOREIGN, lambda old: replace(old, digest=time(9)))
    record = replace(a_record("We are grateful to all.", at=NOON), seen=NOON)
    archive.records.keep(record)
    nine = (NOON + timedelta(days=1)).replace(hour=9)
    for minute in range(3):
        now = nine + timedelta(minutes=minute)
        call_digests(archive.preferences, archive.outbox, FakeLater(), now)
        lose_answers(slack, "chat.postMessage")
        work(archive, slack, now, turns=2)
    (digest,) = shown(slack)
    assert "Digest: 1 statement by one person" in digest["text"]
    assert "We are grateful to all." in digest["text"]


def test_an_ailment_is_told_once_although_the_answer_was_lost_and_so_is_its_end(
    archive: Archive, slack: Running
) -> None:
    herald = Source("herald", "The Herald", "https://herald.example/feed")
    archive.subscriptions.add(Subscription(FOREIGN, "Torvania", "U1", NOON))
    archive.records.keep(a_record(at=NOON - timedelta(days=2)))
    broken = SourceState("herald", began=NOON - timedelta(days=9), failures=9, problem="503")
    well = SourceState("herald", began=broken.began, good=NOON, news=NOON)
    for state, day in ((broken, 0), (broken, 1), (well, 2), (well, 3)):
        archive.rota.settle(state, NOON)
        parts.notices(archive, (herald,), register(), NOON + timedelta(days=day))
        lose_answers(slack, "chat.postMessage")
        work(archive, slack, NOON + timedelta(days=day), turns=3)
    ill, back = shown(slack)
    assert "The Herald could not be read" in ill["text"]
    assert "The Herald is well again" in back["text"]
    assert archive.outbox.waiting() == []
