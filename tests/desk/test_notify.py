"""Notifying: who follows gets each piece of news once, and no doubtful name is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.alerts.subscription import Channel, Subscription
from bot.desk.notify import Desk, notify
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, FakeLater, Killed, a_record

THANKS = a_record("We thank our neighbour.", "Joren Aalst", NOON, tone=0.8)
THREAT = a_record("They will pay for it.", "Maresa Tolvik", NOON + timedelta(hours=3), tone=-0.8)


def notifying(archive: Archive, later: FakeLater | None = None) -> Desk:
    return Desk(
        archive.records,
        archive.shifts,
        archive.subscriptions,
        archive.preferences,
        archive.outbox,
        later or FakeLater(),
        confidence=0.7,
    )


def follow(archive: Archive, subject: str, channel: Channel = DESK, **how: Any) -> None:
    archive.subscriptions.add(Subscription(channel, subject, "U1", NOON, **how))


def hear_of(
    archive: Archive, *records: Record, later: FakeLater | None = None, now: datetime = NOON
) -> None:
    for record in records:
        archive.records.keep(record)
        notify([record.id], notifying(archive, later), now)


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
    notify(["gone"], notifying(archive), NOON)
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


@pytest.mark.parametrize(
    ("alerts", "told"),
    [("all", ["statement", "statement", "shift"]), ("shifts", ["shift"]), ("digest", [])],
)
def test_a_channel_gets_what_it_asked_for(archive: Archive, alerts: str, told: list[str]) -> None:
    follow(archive, "Torvania", alerts=alerts)
    hear_of(archive, THANKS, THREAT)
    assert kinds(archive) == told


def test_the_loudest_of_two_subscriptions_counts(archive: Archive) -> None:
    follow(archive, "Torvania", alerts="digest")
    follow(archive, "maresa-tolvik")
    hear_of(archive, THANKS, THREAT)
    assert kinds(archive) == ["statement", "shift"]


def test_each_hears_of_shifts_at_its_own_step(archive: Archive) -> None:
    follow(archive, "Torvania", DESK, alerts="shifts", sensitivity="fewer")
    follow(archive, "Torvania", SPORT, alerts="shifts", sensitivity="more")
    faint = replace(THREAT, tone=replace(THREAT.tone, confidence=0.75))
    hear_of(archive, THANKS, faint)
    assert kinds(archive, SPORT) == ["shift"]
    assert kinds(archive) == []


@pytest.mark.parametrize("name", ["maresa-tolvik", "Torvania", "The Herald"])
def test_what_is_muted_is_not_told_until_it_is_over(archive: Archive, name: str) -> None:
    follow(archive, "Torvania")
    until = {name: NOON + timedelta(hours=1)}
    archive.preferences.change(DESK, lambda old: replace(old, muted=until))
    hear_of(archive, THREAT)
    assert waiting(archive) == []
    hear_of(archive, a_record("It rains.", "Maresa Tolvik"), now=NOON + timedelta(hours=1))
    assert kinds(archive) == ["statement"]


def test_the_past_of_a_new_source_is_on_record_and_alerts_nobody(archive: Archive) -> None:
    follow(archive, "Torvania")
    long_ago = NOON - timedelta(days=3)
    old = [replace(r, published=long_ago, at=long_ago, seen=NOON) for r in (THANKS, THREAT)]
    hear_of(archive, *old)
    assert waiting(archive) == []
    assert archive.records.get([THREAT.id]) == old[1:]
    hear_of(archive, replace(a_record("It rains."), seen=NOON))
    assert kinds(archive) == ["statement"], "the turn of long ago is not told later either"


def test_a_rehearsal_of_the_past_tells_it_as_if_it_were_now(archive: Archive) -> None:
    follow(archive, "Torvania")
    old = replace(THREAT, published=NOON - timedelta(days=3000), seen=NOON)
    archive.records.keep(old)
    notify([old.id], replace(notifying(archive), news=None), NOON)
    assert kinds(archive) == ["statement"]


def test_what_one_article_brings_is_put_before_any_of_it_leaves(archive: Archive) -> None:
    follow(archive, "Torvania")
    for record in (THANKS, THREAT):
        archive.records.keep(record)
    later = FakeLater(fail_at=0)
    with pytest.raises(Killed):
        notify([THANKS.id, THREAT.id], notifying(archive, later), NOON)
    assert kinds(archive) == ["statement", "statement"]


def carry(archive: Archive, outlets: int, now: datetime) -> None:
    """The words stand in so many outlets by now."""
    for number in range(2, outlets + 1):
        archive.records.also_in(THREAT.id, f"Outlet {number}", f"https://{number}.example/")
    notify([THREAT.id], notifying(archive), now)


def test_other_outlets_draw_the_card_anew_a_few_times_whatever_their_number(
    archive: Archive,
) -> None:
    follow(archive, "maresa-tolvik")
    hear_of(archive, THREAT)
    assert kinds(archive) == ["statement"]
    drawn = []
    for minute in range(60):
        now = NOON + timedelta(minutes=minute)
        carry(archive, min(2 + minute, 40), now)
        for alert in archive.outbox.waiting_in(DESK):
            if alert.at is None or alert.at <= now:
                archive.outbox.sent(alert, "1.0", now)
                drawn.append((minute, alert.kind))
    assert [kind for _, kind in drawn] == ["changed"] * len(drawn)
    assert 2 <= len(drawn) <= 4, drawn
    assert archive.outbox.waiting_in(DESK), "the last outlets are told in the end as well"


def test_a_change_that_is_on_its_way_out_does_not_swallow_the_next(archive: Archive) -> None:
    follow(archive, "maresa-tolvik")
    hear_of(archive, THREAT)
    carry(archive, 2, NOON)
    (leaving,) = [a for a in archive.outbox.waiting_in(DESK) if a.kind == "changed"]
    archive.outbox.posting(leaving)
    carry(archive, 3, NOON)
    assert [a.version for a in archive.outbox.waiting_in(DESK)] == ["", "in-2", "in-3"]
    carry(archive, 3, NOON)
    assert len(archive.outbox.waiting_in(DESK)) == 3, "twice is once"


def test_who_never_got_the_card_hears_of_no_other_outlet(archive: Archive) -> None:
    hear_of(archive, THREAT)
    follow(archive, "maresa-tolvik", alerts="shifts")
    carry(archive, 3, NOON)
    assert waiting(archive) == []
