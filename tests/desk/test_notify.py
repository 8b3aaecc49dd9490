"""Notifying: who follows gets each piece of news once, and no doubtful name is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.alerts.subscription import Channel, Subscription
from bot.desk.notify import notify
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, FakeLater, Killed, a_record

THANKS = a_record("We thank our neighbour.", "Joren Aalst", NOON, tone=0.8)
THREAT = a_record("They will pay for it.", "Maresa Tolvik", NOON + timedelta(hours=3), tone=-0.8)


def follow(archive: Archive, subject: str, channel: Channel = DESK) -> None:
    archive.subscriptions.add(Subscription(channel, subject, "U1", NOON))


def hear_of(
    archive: Archive, *records: Record, later: FakeLater | None = None, now: datetime = NOON
) -> None:
    for record in records:
        archive.records.keep(record)
        notify(
            record.id,
            archive.records,
            archive.shifts,
            archive.subscriptions,
            archive.outbox,
            later or FakeLater(),
            confidence=0.7,
            now=now,
        )


def waiting(archive: Archive, channel: Channel = DESK) -> list[tuple[str, str]]:
    """Kind and subject of what waits for a channel, in order."""
    found: list[tuple[str, str]] = []
    while alert := archive.outbox.next(channel):
        found.append((alert.kind, alert.about))
        archive.outbox.sent(alert, "1.0", NOON)
    return found


def kinds(archive: Archive, channel: Channel = DESK) -> list[str]:
    return [kind for kind, _ in waiting(archive, channel)]


def test_a_follower_is_told_and_its_delivery_asked_for(archive: Archive) -> None:
    follow(archive, "maresa-tolvik")
    later = FakeLater()
    hear_of(archive, THREAT, later=later)
    assert waiting(archive) == [("statement", THREAT.id)]
    assert later.left == [("deliver", DESK)]


def test_who_follows_somebody_else_is_not_told(archive: Archive) -> None:
    follow(archive, "tomas-verrell")
    hear_of(archive, THREAT)
    assert waiting(archive) == []


@pytest.mark.parametrize(
    "record",
    [
        a_record("We will see.", old=True),
        a_record("We will see.", confidence=0.69),
        a_record("We will see.", "Ilva Sorn", group="Torvania"),
    ],
    ids=["old", "doubtful", "outside the register"],
)
def test_what_is_no_news_is_kept_and_not_told(archive: Archive, record: Record) -> None:
    follow(archive, "Torvania")
    hear_of(archive, record)
    assert waiting(archive) == []
    assert archive.records.get([record.id]) == [record]


def test_followers_of_the_official_and_of_the_side_get_one_alert_a_channel(
    archive: Archive,
) -> None:
    follow(archive, "maresa-tolvik")
    follow(archive, "Torvania")
    follow(archive, "Torvania", SPORT)
    hear_of(archive, THREAT)
    assert waiting(archive) == waiting(archive, SPORT) == [("statement", THREAT.id)]


def test_twice_is_once(archive: Archive) -> None:
    follow(archive, "Torvania")
    hear_of(archive, THANKS, THREAT)
    hear_of(archive, THANKS, THREAT)
    assert kinds(archive) == ["statement", "statement", "shift"]
    hear_of(archive, THANKS, THREAT)
    assert waiting(archive) == [], "nor once they were sent"


def test_a_kill_before_the_delivery_was_asked_for_is_made_good(archive: Archive) -> None:
    follow(archive, "maresa-tolvik")
    with pytest.raises(Killed):
        hear_of(archive, THREAT, later=FakeLater(fail_at=0))
    later = FakeLater()
    hear_of(archive, THREAT, later=later)
    assert later.left == [("deliver", DESK)]
    assert kinds(archive) == ["statement"]


@pytest.mark.parametrize("order", [[THANKS, THREAT], [THREAT, THANKS]], ids=["in order", "late"])
def test_a_contrast_inside_a_side_is_told_once_whichever_is_heard_first(
    archive: Archive, order: list[Record]
) -> None:
    follow(archive, "Torvania")
    hear_of(archive, *order)
    told = waiting(archive)
    assert [kind for kind, _ in told] == ["statement", "statement", "shift"]
    shift = archive.shifts.get(told[-1][1])
    assert shift is not None
    assert (shift.kind, shift.direction) == ("contrast", "harder")
    assert (shift.before, shift.after) == ((THANKS.id,), (THREAT.id,))


@pytest.mark.parametrize("official", ["maresa-tolvik", "joren-aalst"])
def test_who_follows_either_voice_hears_of_the_contrast(archive: Archive, official: str) -> None:
    follow(archive, official)
    hear_of(archive, THANKS, THREAT)
    assert sorted(kinds(archive)) == ["shift", "statement"]


def test_a_kill_before_a_shift_was_in_the_outbox_is_made_good(archive: Archive) -> None:
    follow(archive, "joren-aalst")
    hear_of(archive, THANKS)
    with pytest.raises(Killed):
        hear_of(archive, THREAT, later=FakeLater(fail_at=0))
    hear_of(archive, THREAT)
    assert kinds(archive) == ["statement", "shift"]


def test_a_contrast_does_not_rest_on_a_doubtful_name(archive: Archive) -> None:
    follow(archive, "Torvania")
    doubtful = a_record("We thank you.", "Joren Aalst", NOON, tone=0.9, confidence=0.6)
    hear_of(archive, doubtful, THREAT)
    assert waiting(archive) == [("statement", THREAT.id)]


def test_what_comes_in_while_a_channel_is_paused_waits_for_it(archive: Archive) -> None:
    follow(archive, "Torvania")
    archive.subscriptions.pause(DESK, "is_archived")
    hear_of(archive, THREAT)
    assert waiting(archive) == [("statement", THREAT.id)]


def test_a_record_no_longer_kept_is_nobodys_news(archive: Archive) -> None:
    follow(archive, "Torvania")
    notify(
        "gone",
        archive.records,
        archive.shifts,
        archive.subscriptions,
        archive.outbox,
        FakeLater(),
        confidence=0.7,
        now=NOON,
    )
    assert waiting(archive) == []


def test_words_read_long_ago_are_no_news_when_they_are_carried_again(archive: Archive) -> None:
    follow(archive, "Torvania")
    hear_of(archive, replace(THREAT, seen=NOON), now=NOON + timedelta(days=30))
    assert waiting(archive) == []


def test_a_shift_is_told_with_the_statements_it_rests_on_and_no_other(archive: Archive) -> None:
    follow(archive, "Torvania")
    for record in (THANKS, THREAT):
        archive.records.keep(record)
    hear_of(archive, a_record("It rains.", at=NOON + timedelta(hours=5)))
    assert kinds(archive) == ["statement"]
    hear_of(archive, THREAT)
    assert kinds(archive) == ["statement", "shift"]
