"""Linking: a card says how others report it, and nobody is told of words in a doubtful mouth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel, Subscription
from bot.desk.akin import link, variants_of
from bot.desk.compose import Composer
from bot.desk.listen import put_together
from bot.desk.notify import is_evidence, notify
from bot.desk.overlay import Overlay
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.desk.test_notify import notifying
from tests.world import DESK, NOON, FakeLater, a_record, register

SAID = "We will send 40 trucks to Kelmora on Monday, and the border will stay open."
ONE = replace(a_record(SAID), seen=NOON)
FIFTY = replace(a_record(SAID.replace("40", "50"), outlet="The Gazette"), seen=NOON)
MOUTH = replace(a_record(SAID, "Joren Aalst", outlet="The Gazette"), seen=NOON)


def come(archive: Archive, record: Record, later: FakeLater | None = None) -> list[str]:
    archive.records.keep(record)
    left = later or FakeLater()
    found = link([record.id], archive.records, archive.kin, archive.outbox, left, NOON)
    notify([record.id], notifying(archive), NOON)
    return found


def follow(archive: Archive, channel: Channel = DESK) -> None:
    archive.subscriptions.add(Subscription(channel, "Torvania", "U1", NOON))


def post_all(archive: Archive) -> list[Alert]:
    left: list[Alert] = []
    while alert := archive.outbox.next(DESK):
        archive.outbox.sent(alert, f"{len(left)}.0", NOON)
        left.append(alert)
    return left


def card(archive: Archive, record: Record) -> str:
    variants = partial(variants_of, records=archive.records, kin=archive.kin)
    overlay = Overlay(archive.records, archive.corrections, register())
    composer = Composer(overlay, archive.shifts, variants=variants)
    message = composer.card(Alert(DESK, "statement", record.id))
    assert message is not None
    return message.text


def test_a_variant_is_a_card_of_its_own_and_drawn_on_the_first(archive: Archive) -> None:
    follow(archive)
    come(archive, ONE)
    assert [alert.kind for alert in post_all(archive)] == ["statement"]
    later = FakeLater()
    assert come(archive, FIFTY, later) == [ONE.id]
    assert later.left == [("deliver", DESK)]
    assert [(a.kind, a.about) for a in post_all(archive)] == [
        ("changed", ONE.id),
        ("statement", FIFTY.id),
    ]
    assert "50 trucks" in card(archive, ONE)
    assert "The Gazette" in card(archive, ONE)
    assert "also reported as" in card(archive, FIFTY)


def test_linking_twice_is_linking_once(archive: Archive) -> None:
    follow(archive)
    for record in (ONE, FIFTY):
        come(archive, record)
    post_all(archive)
    for record in (ONE, FIFTY, ONE):
        come(archive, record)
    assert {alert.kind for alert in post_all(archive)} <= {"changed"}
    assert post_all(archive) == []
    assert archive.kin.of(ONE.id) == {FIFTY.id: "words"}
    assert archive.kin.of(FIFTY.id) == {ONE.id: "words"}


def test_words_in_two_mouths_are_told_of_neither_from_then_on(archive: Archive) -> None:
    follow(archive)
    come(archive, ONE)
    post_all(archive)
    come(archive, MOUTH)
    assert [(alert.kind, alert.about) for alert in post_all(archive)] == [("changed", ONE.id)]
    kept = archive.records.get([ONE.id, MOUTH.id])
    assert [record.doubt for record in kept] == ["disputed", "disputed"]
    assert not any(is_evidence(record, 0.7) for record in kept)
    assert "Disputed" in card(archive, ONE)
    assert "gives these words to Joren Aalst" in card(archive, ONE)


def test_a_dispute_stays_when_a_third_outlet_carries_the_words() -> None:
    third = a_record(SAID, outlet="The Ledger")
    assert put_together(replace(ONE, doubt="disputed"), third).doubt == "disputed"
    assert put_together(replace(ONE, doubt="gone"), third).doubt == ""


def test_what_was_read_days_apart_is_not_compared(archive: Archive) -> None:
    come(archive, ONE)
    week_later = replace(FIFTY, seen=NOON + timedelta(days=7))
    assert archive.kin.near(week_later) == []


def test_what_is_forgotten_is_named_no_more(archive: Archive) -> None:
    for record in (ONE, FIFTY):
        come(archive, record)
    archive.records.forget(FIFTY.id)
    assert variants_of(ONE.id, archive.records, archive.kin) == []
