"""Digests: once an hour of theirs, of what was new since the last one, and nothing of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.alerts.message import Message
from bot.alerts.subscription import Subscription
from bot.desk.compose import Composer
from bot.desk.deliver import Desk, deliver
from bot.desk.digest import Editor, call_digests
from bot.desk.overlay import Overlay
from bot.rehearsal.blocks.check import complaints_of_message
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, FakeLater, FakeNewsroom, a_record, register

NINE = NOON.replace(hour=9)
EARLY = NINE - timedelta(hours=2)


def want_digest(archive: Archive, subject: str = "Torvania", **changes: Any) -> None:
    archive.subscriptions.add(Subscription(DESK, subject, "U1", NOON, alerts="digest"))
    archive.preferences.change(DESK, lambda old: replace(old, digest=time(9), **changes))


def called(archive: Archive, now: datetime) -> list[str]:
    later = FakeLater()
    call_digests(archive.preferences, archive.outbox, later, now)
    assert later.left in ([], [("deliver", DESK)])
    return [alert.about for alert in archive.outbox.waiting_in(DESK)]


def say(archive: Archive, text: str, speaker: str = "Maresa Tolvik", **changes: Any) -> Record:
    made = a_record(text, speaker, EARLY, **changes)
    record = replace(made, seen=EARLY)
    archive.records.keep(record)
    return record


def overlay(archive: Archive) -> Overlay:
    return Overlay(archive.records, archive.corrections, register())


def editor(archive: Archive) -> Editor:
    return Editor(
        overlay(archive),
        archive.shifts,
        archive.subscriptions,
        archive.preferences,
        confidence=0.7,
        news=timedelta(days=2),
    )


def told(archive: Archive, hour: datetime = NINE) -> Message | None:
    return editor(archive).digest(Alert(DESK, "digest", f"{hour:%Y-%m-%dT%H:%MZ}"))


def test_a_digest_is_called_once_at_its_hour(archive: Archive) -> None:
    want_digest(archive, digest_since=NINE - timedelta(hours=5))
    assert called(archive, NINE - timedelta(minutes=1)) == []
    assert called(archive, NINE) == ["2026-03-02T09:00Z"]
    assert called(archive, NINE + timedelta(minutes=1)) == ["2026-03-02T09:00Z"]
    for alert in archive.outbox.waiting_in(DESK):
        archive.outbox.sent(alert, "1.0", NINE)
    assert called(archive, NINE + timedelta(hours=3)) == []
    assert called(archive, NINE + timedelta(days=1)) == ["2026-03-03T09:00Z"]


def test_it_says_who_spoke_how_and_quotes_a_few_as_they_were(archive: Archive) -> None:
    want_digest(archive)
    say(archive, "The ferry will sail again under the agreement.", tone=0.8)
    say(archive, "Never again will we trust them at sea.", "Joren Aalst", tone=-0.8)
    say(archive, "Kelmora is glad to hear of it.", "Tomas Verrell")
    digest = told(archive)
    assert digest is not None
    assert "2 statements by 2 people" in digest.text
    assert "Joren Aalst 1 (1 hostile)" in digest.text
    assert "The ferry will sail again under the agreement." in digest.text
    assert "Kelmora is glad" not in digest.text
    assert complaints_of_message(list(digest.blocks)) == []


def test_a_turn_is_told_and_one_that_no_longer_stands_is_not(archive: Archive) -> None:
    want_digest(archive)
    before = say(archive, "Thank you.", "Joren Aalst", tone=0.8)
    after = say(archive, "You will pay for it.", tone=-0.8)
    shift = Shift(
        "contrast", "Torvania", None, "harder", (before.id,), (after.id,), EARLY, 0.9, rests_on=2
    )
    id = archive.shifts.keep("Torvania", shift)
    assert id
    digest = told(archive)
    assert digest is not None
    assert "Tone turned: Torvania: conciliatory to hostile" in digest.text
    archive.shifts.withdraw(id, DESK.team)
    digest = told(archive)
    assert digest is not None
    assert "Tone turned" not in digest.text


@pytest.mark.parametrize(
    "changes",
    [{"old": True}, {"confidence": 0.5}],
    ids=["old words", "a doubtful name"],
)
def test_what_would_not_be_alerted_is_not_in_it(archive: Archive, changes: Any) -> None:
    want_digest(archive)
    say(archive, "We will see.", **changes)
    assert told(archive) is None


def test_what_was_read_after_its_hour_is_of_the_next_one(archive: Archive) -> None:
    want_digest(archive)
    archive.records.keep(replace(a_record("Late words.", at=EARLY), seen=NINE))
    assert told(archive) is None
    next_one = told(archive, NINE + timedelta(days=1))
    assert next_one is not None
    assert "Late words." in next_one.text


def test_what_is_muted_is_not_in_it(archive: Archive) -> None:
    want_digest(archive, muted={"maresa-tolvik": NINE + timedelta(hours=1)})
    say(archive, "We will see.")
    assert told(archive) is None


def test_nothing_is_told_of_nothing_unless_it_was_asked_for(archive: Archive) -> None:
    want_digest(archive)
    assert told(archive) is None
    want_digest(archive, when_empty=True)
    empty = told(archive)
    assert empty is not None
    assert "nothing new" in empty.text


def test_an_empty_digest_leaves_the_outbox_without_a_word(archive: Archive) -> None:
    want_digest(archive)
    called(archive, NINE)
    newsroom = FakeNewsroom()
    composer = Composer(overlay(archive), archive.shifts, digest=editor(archive).digest)
    desk = Desk(archive.outbox, newsroom, archive.subscriptions, archive.preferences, composer)
    deliver(DESK, desk, NINE)
    assert newsroom.messages == []
    assert archive.outbox.waiting() == []
    assert archive.outbox.parked() == {}


def test_a_week_of_everybody_stays_within_what_a_message_may_hold(archive: Archive) -> None:
    want_digest(archive, weekday=NINE.weekday())
    for number in range(60):
        words = f"Statement {number}: " + "we shall not yield a single inch of it, " * 60
        say(archive, words, ["Maresa Tolvik", "Joren Aalst"][number % 2])
    digest = told(archive)
    assert digest is not None
    assert complaints_of_message(list(digest.blocks)) == []
    assert len(str(digest.blocks)) < 13_200


def test_a_digest_shows_what_the_workspace_corrected(archive: Archive) -> None:
    want_digest(archive, "maresa-tolvik")
    record = say(archive, "We will see about that.")
    made = Correction(record.id, "speaker", "Maresa Tolvik", "joren-aalst", "U1", DESK, EARLY)
    archive.corrections.keep(made)
    assert told(archive) is None
