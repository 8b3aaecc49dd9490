"""Delivering: each alert is posted, and posted once, whatever dies in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Literal

import pytest

from bot.alerts.alert import Alert
from bot.alerts.message import Message
from bot.alerts.subscription import Channel, Subscription
from bot.desk.compose import Composer
from bot.desk.deliver import PACE, Desk, deliver
from bot.desk.overlay import Overlay
from bot.errors import GiveUp, Gone, TryAgain, Unsure
from bot.timeline.shift import Shift
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, FakeNewsroom, Killed, a_record, register


def put(
    archive: Archive,
    text: str = "We are grateful.",
    channel: Channel = DESK,
    at: datetime | None = None,
) -> Alert:
    record = a_record(text)
    archive.records.keep(record)
    archive.subscriptions.add(Subscription(channel, "maresa-tolvik", "U1", NOON))
    alert = Alert(channel, "statement", record.id, at=at)
    archive.outbox.put(alert)
    return alert


def deliver_one(
    archive: Archive,
    newsroom: FakeNewsroom,
    channel: Channel = DESK,
    when_unsure: Literal["post", "hold"] = "post",
) -> float:
    archive.redis.delete(f"pace:{channel}")
    unsure = replace(desk(archive, newsroom), when_unsure=when_unsure)
    return deliver(channel, unsure, NOON)


def desk(archive: Archive, newsroom: FakeNewsroom) -> Desk:
    return Desk(
        archive.outbox,
        newsroom,
        archive.subscriptions,
        archive.preferences,
        Composer(Overlay(archive.records, archive.corrections, register()), archive.shifts),
    )


def raising(error: BaseException) -> FakeNewsroom:
    def fail() -> None:
        raise error

    return FakeNewsroom(before=fail)


def test_alerts_leave_in_the_order_they_came(archive: Archive) -> None:
    newsroom = FakeNewsroom()
    alerts = [put(archive, text) for text in ("First words.", "Second words.")]
    deliver_one(archive, newsroom)
    deliver_one(archive, newsroom)
    assert [alert for _, alert, _ in newsroom.messages] == [alert.id for alert in alerts]


def test_an_alert_that_was_sent_is_never_taken_again(archive: Archive) -> None:
    newsroom = FakeNewsroom()
    alert = put(archive)
    deliver_one(archive, newsroom)
    assert not archive.outbox.put(alert)
    assert deliver_one(archive, newsroom) == 0
    assert len(newsroom.messages) == 1


def test_who_lost_the_channel_to_another_worker_posts_nothing(archive: Archive) -> None:
    newsroom, alert = FakeNewsroom(), put(archive)
    mine = desk(archive, newsroom)

    class Slow(Composer):
        def card(self, alert: Alert) -> Message | None:
            archive.redis.set(f"lock:outbox:{DESK}", "another worker")
            return super().card(alert)

    slow = Slow(mine.composer.overlay, archive.shifts)
    deliver(DESK, replace(mine, composer=slow), NOON)
    assert newsroom.messages == []
    assert archive.outbox.tries(alert) == 0, "it certainly did not leave"


def test_a_channel_is_posted_to_once_a_second(archive: Archive) -> None:
    put(archive, "First words.")
    put(archive, "Second words.")
    archive.outbox.wait(DESK, PACE)
    newsroom = FakeNewsroom()
    wait = deliver(DESK, desk(archive, newsroom), NOON)
    assert deliver(DESK, desk(archive, newsroom), NOON) == 0, "one job is enough to come back"
    assert 0 < wait <= 1.1
    assert not newsroom.messages


def test_a_kill_before_slack_heard_of_it_posts_it_later(archive: Archive) -> None:
    put(archive)
    with pytest.raises(Killed):
        deliver_one(archive, raising(Killed()))
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 1


def test_a_kill_after_slack_carried_it_out_does_not_post_it_again(archive: Archive) -> None:
    put(archive)

    def die() -> None:
        raise Killed

    newsroom = FakeNewsroom(after=die)
    with pytest.raises(Killed):
        deliver_one(archive, newsroom)
    newsroom.after = lambda: None
    deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 1
    assert archive.outbox.next(DESK) is None


def test_rate_limits_are_waited_out_and_nothing_is_looked_up(archive: Archive) -> None:
    put(archive)
    assert 2 < deliver_one(archive, raising(TryAgain("Slack is busy", after=3))) <= 3
    assert archive.outbox.held(DESK) > 2
    assert archive.outbox.next(DESK) is not None


def test_while_more_waits_somebody_comes_back(archive: Archive) -> None:
    put(archive, "First words.")
    put(archive, "Second words.")
    assert 0 < deliver_one(archive, FakeNewsroom()) <= PACE


class Blind(FakeNewsroom):
    """A Slack that loses every answer, in a channel that may not be looked into."""

    def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
        raise GiveUp(f"missing_scope: {channel} {alert} {thread}")

    def post(self, channel: Channel, message: Message, alert: str, thread: str = "") -> str:
        super().post(channel, message, alert, thread)
        raise Unsure("Slack did not answer")


def test_lost_answers_wait_longer_each_time_and_are_looked_for(archive: Archive) -> None:
    put(archive)
    waits = []
    for _ in range(4):
        deliver_one(archive, raising(Unsure("Slack did not answer")))
        waits.append(round(archive.outbox.held(DESK)))
    assert waits == [2, 4, 8, 16]


def test_where_it_may_not_look_it_stops_after_a_few_tries_and_says_so(archive: Archive) -> None:
    put(archive)
    newsroom = Blind()
    for _ in range(12):
        deliver_one(archive, newsroom)
    assert len(newsroom.messages) <= 5
    assert list(archive.outbox.parked().values()) == [
        "Slack never answered; it may be there or not, and I may not look"
    ]


def test_on_request_nothing_is_posted_again_where_it_may_not_look(archive: Archive) -> None:
    alert, newsroom = put(archive), Blind()
    for _ in range(3):
        deliver_one(archive, newsroom, when_unsure="hold")
    assert len(newsroom.messages) == 1
    assert list(archive.outbox.parked()) == [alert.id]
    archive.outbox.put_back(alert.id)
    for _ in range(3):
        deliver_one(archive, newsroom, when_unsure="hold")
    assert len(newsroom.messages) == 2, "whoever puts it back wants it posted, once"
    assert list(archive.outbox.parked()) == [alert.id]


def test_a_look_that_slack_turns_away_does_not_count_as_a_turned_away_post(
    archive: Archive,
) -> None:
    put(archive)
    deliver_one(archive, raising(Unsure("Slack did not answer")))

    class Busy(FakeNewsroom):
        def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
            raise TryAgain(f"{channel} {alert} {thread} not now", after=1)

    deliver_one(archive, Busy())
    (alert,) = [archive.outbox.next(DESK)]
    assert alert is not None
    assert archive.outbox.tries(alert) == 2


def test_a_refused_message_does_not_leave_its_channel_paused(archive: Archive) -> None:
    put(archive)
    deliver_one(archive, raising(Gone("no longer", reason="not_in_channel")))
    deliver_one(archive, raising(GiveUp("Slack refused the message: invalid_blocks")))
    (subscription,) = archive.subscriptions.of(DESK)
    assert subscription.paused == ""


def test_a_long_wait_is_left_to_the_sweep(archive: Archive) -> None:
    put(archive)
    assert deliver_one(archive, raising(TryAgain("Slack is busy", after=300))) == 0
    assert archive.outbox.waiting() == [DESK]


def test_one_channel_does_not_hold_up_another(archive: Archive) -> None:
    put(archive)
    put(archive, channel=SPORT)
    deliver_one(archive, raising(TryAgain("Slack is busy", after=3)))
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom, SPORT)
    assert [channel for channel, _, _ in newsroom.messages] == [SPORT]


def test_a_channel_that_refuses_us_is_paused_and_its_follower_told_once(archive: Archive) -> None:
    put(archive)
    newsroom = raising(Gone("no longer", reason="not_in_channel"))
    deliver_one(archive, newsroom)
    deliver_one(archive, newsroom)
    (subscription,) = archive.subscriptions.of(DESK)
    assert subscription.paused == "not_in_channel"
    assert [user for user, _ in newsroom.told] == ["U1"]


def test_who_lets_us_in_again_gets_what_waited(archive: Archive) -> None:
    put(archive)
    deliver_one(archive, raising(Gone("no longer", reason="not_in_channel")))
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 1
    assert [s.channel for s in archive.subscriptions.followers(["maresa-tolvik"])] == [DESK]


def test_a_message_slack_refuses_is_parked_and_the_next_one_goes_out(archive: Archive) -> None:
    bad = put(archive, "First words.")
    put(archive, "Second words.")
    deliver_one(archive, raising(GiveUp("Slack refused the message: invalid_blocks")))
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert archive.outbox.parked() == {bad.id: "Slack refused the message: invalid_blocks"}
    assert len(newsroom.messages) == 1


def told(archive: Archive, newsroom: FakeNewsroom, alert: Alert) -> None:
    archive.outbox.put(alert)
    deliver_one(archive, newsroom)


def changed(alert: Alert, version: str = "0") -> Alert:
    return Alert(alert.channel, "changed", alert.about, version)


def test_a_change_draws_the_card_anew_where_it_stands(archive: Archive) -> None:
    newsroom, alert = FakeNewsroom(), put(archive)
    deliver_one(archive, newsroom)
    archive.records.also_in(alert.about, "The Gazette", "https://gazette.example/2")
    told(archive, newsroom, changed(alert))
    assert len(newsroom.messages) == 1
    ((ts, message),) = newsroom.updated
    assert ts == "1.0"
    assert "The Gazette" in str(message.blocks)


def test_a_change_of_a_card_that_never_was_is_nothing(archive: Archive) -> None:
    newsroom = FakeNewsroom()
    told(archive, newsroom, Alert(DESK, "changed", "r1"))
    assert not newsroom.updated
    assert not newsroom.messages
    assert archive.outbox.waiting() == []
    assert archive.outbox.parked() == {}


def test_a_change_whose_answer_was_lost_is_made_again(archive: Archive) -> None:
    newsroom, alert = FakeNewsroom(), put(archive)
    deliver_one(archive, newsroom)

    def lose() -> None:
        raise Unsure("Slack did not answer")

    newsroom.after = lose
    told(archive, newsroom, changed(alert))
    newsroom.after = lambda: None
    deliver_one(archive, newsroom)
    assert len(newsroom.updated) == 2
    assert archive.outbox.waiting() == []


def test_a_card_that_somebody_deleted_is_let_be(archive: Archive) -> None:
    newsroom, alert = FakeNewsroom(), put(archive)
    deliver_one(archive, newsroom)
    newsroom.messages.clear()
    told(archive, newsroom, changed(alert))
    assert archive.outbox.waiting() == []
    assert archive.outbox.parked() == {}


def test_a_burst_is_one_card_and_each_statement_of_it_is_told(archive: Archive) -> None:
    newsroom = FakeNewsroom()
    alerts = [put(archive, text) for text in ("First words.", "Other words.")]
    together = replace(alerts[0], holds=tuple(alert.about for alert in alerts))
    assert archive.outbox.lead(together, alerts)
    deliver_one(archive, newsroom)
    ((_, alert, message),) = newsroom.messages
    assert alert == alerts[0].id
    assert "First words." in message.text
    assert "Other words." in message.text
    assert not any(archive.outbox.put(alert) for alert in alerts)
    assert archive.outbox.waiting() == []
    archive.records.also_in(alerts[1].about, "The Gazette", "https://gazette.example/2")
    told(archive, newsroom, changed(alerts[1]))
    ((ts, anew),) = newsroom.updated
    assert ts == "1.0"
    assert "First words." in anew.text
    assert "The Gazette" in str(anew.blocks)


def test_what_has_left_the_outbox_cannot_be_led_again(archive: Archive) -> None:
    alert = put(archive)
    archive.outbox.sent(alert, "1.0", NOON)
    assert not archive.outbox.lead(alert, [alert])
    assert archive.outbox.waiting() == []


def test_a_kill_after_a_fold_was_carried_out_does_not_post_it_again(archive: Archive) -> None:
    archive.preferences.change(DESK, lambda old: replace(old, quiet=(time(8), time(12))))
    alerts = [put(archive, text, at=NOON - timedelta(hours=1)) for text in ("First.", "Second.")]

    def die() -> None:
        raise Killed

    newsroom = FakeNewsroom(after=die)
    with pytest.raises(Killed):
        deliver_one(archive, newsroom)
    put(archive, "Third.", at=NOON - timedelta(hours=1))
    newsroom.after = lambda: None
    for _ in range(3):
        deliver_one(archive, newsroom)
    assert [message.text.count("First.") for _, _, message in newsroom.messages] == [1, 0]
    assert all(archive.outbox.state(alert) == "1.0" for alert in alerts)


def test_cards_of_the_last_hour_count_over_restarts_and_workers(archive: Archive) -> None:
    archive.preferences.change(DESK, lambda old: replace(old, per_hour=3))
    newsroom = FakeNewsroom()
    for number in range(5):
        put(archive, f"Words of number {number}.", at=NOON)
    for _ in range(5):
        deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 1
    assert archive.outbox.recent(DESK, NOON) == 1
    assert archive.outbox.recent(DESK, NOON + timedelta(hours=1)) == 0
    assert archive.outbox.recent(DESK, NOON - timedelta(hours=5)) == 0, "a clock put back"


def a_shift(archive: Archive) -> str:
    before, after = a_record("Thanks.", tone=0.8), a_record("They will pay.", tone=-0.8)
    for record in (before, after):
        archive.records.keep(record)
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    shift = Shift(
        "contrast", "Torvania", None, "harder", (before.id,), (after.id,), NOON, 0.9, rests_on=2
    )
    id = archive.shifts.keep("Torvania", shift)
    assert id
    return id


def test_a_withdrawn_shift_says_so_on_its_card_and_in_its_thread(archive: Archive) -> None:
    newsroom, id = FakeNewsroom(), a_shift(archive)
    told(archive, newsroom, Alert(DESK, "shift", id))
    archive.shifts.withdraw(id, DESK.team)
    withdrawal = Alert(DESK, "withdrawn", id)
    told(archive, newsroom, withdrawal)
    ((ts, card),) = newsroom.updated
    assert ts == "1.0"
    assert card.text.startswith("Withdrawn")
    assert "They will pay." in card.text
    assert newsroom.answered == {withdrawal.id: "1.0"}


def test_a_withdrawal_whose_answer_was_lost_stands_in_the_thread_once(archive: Archive) -> None:
    newsroom, id = FakeNewsroom(), a_shift(archive)
    told(archive, newsroom, Alert(DESK, "shift", id))
    calls = iter([False, True])

    def lose_the_answer_to_the_reply() -> None:
        if next(calls, False):
            raise Unsure("Slack did not answer")

    newsroom.after = lose_the_answer_to_the_reply
    told(archive, newsroom, Alert(DESK, "withdrawn", id))
    deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 2
    assert archive.outbox.waiting() == []


def test_a_shift_that_fell_before_it_was_told_is_never_told(archive: Archive) -> None:
    newsroom, id = FakeNewsroom(), a_shift(archive)
    archive.outbox.put(Alert(DESK, "shift", id))
    archive.shifts.withdraw(id, DESK.team)
    told(archive, newsroom, Alert(DESK, "withdrawn", id))
    deliver_one(archive, newsroom)
    assert not newsroom.messages
    assert not newsroom.updated
    assert archive.outbox.waiting() == []


def test_an_alert_that_was_put_aside_can_wait_again(archive: Archive) -> None:
    newsroom = raising(GiveUp("Slack refused the message: invalid_blocks"))
    alert = put(archive)
    deliver_one(archive, newsroom)
    assert list(archive.outbox.parked()) == [alert.id]
    assert archive.outbox.put_back(alert.id) == DESK
    assert archive.outbox.put_back(alert.id) is None, "twice is once"
    assert archive.outbox.parked() == {}
    well = FakeNewsroom()
    deliver_one(archive, well)
    deliver_one(archive, well)
    assert [id for _, id, _ in well.messages] == [alert.id]


def test_an_alert_that_stood_there_when_it_was_put_aside_is_not_posted_again(
    archive: Archive,
) -> None:
    newsroom, alert = FakeNewsroom(), put(archive)
    newsroom.messages.append((DESK, alert.id, Message("it arrived", ())))
    archive.outbox.park(alert, "Slack never answered")
    archive.outbox.put_back(alert.id)
    deliver_one(archive, newsroom)
    assert len(newsroom.messages) == 1
    assert archive.outbox.waiting() == []


def test_an_alert_that_was_put_aside_can_be_forgotten(archive: Archive) -> None:
    alert = put(archive)
    archive.outbox.park(alert, "no")
    assert archive.outbox.forget_parked(alert.id)
    assert not archive.outbox.forget_parked(alert.id)
    assert archive.outbox.parked() == {}


def test_what_was_unfollowed_while_it_waited_is_never_told(archive: Archive) -> None:
    put(archive)
    archive.outbox.put(Alert(DESK, "shift", a_shift(archive)))
    archive.subscriptions.remove(DESK, "maresa-tolvik")
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert newsroom.messages == []
    assert archive.outbox.waiting() == []


@pytest.mark.parametrize("muted", ["maresa-tolvik", "Torvania", "The Herald"])
def test_what_was_muted_while_it_waited_is_never_told(archive: Archive, muted: str) -> None:
    alert = put(archive)
    archive.preferences.change(
        DESK, lambda kept: replace(kept, muted={muted: NOON + timedelta(days=1)})
    )
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert newsroom.messages == []
    assert archive.outbox.state(alert) == "dropped"


def test_who_turns_to_shifts_alone_gets_no_more_of_the_statements_that_wait(
    archive: Archive,
) -> None:
    put(archive)
    shift = Alert(DESK, "shift", a_shift(archive))
    archive.outbox.put(shift)
    archive.subscriptions.change(
        DESK, "maresa-tolvik", lambda kept: replace(kept, alerts="shifts") if kept else None
    )
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert [alert for _, alert, _ in newsroom.messages] == [shift.id]
    assert archive.outbox.waiting() == []


def test_what_may_have_left_already_is_not_taken_back(archive: Archive) -> None:
    alert = put(archive)
    deliver_one(archive, raising(Unsure("Slack did not answer")))
    archive.subscriptions.remove(DESK, "maresa-tolvik")
    newsroom = FakeNewsroom()
    deliver_one(archive, newsroom)
    assert [id for _, id, _ in newsroom.messages] == [alert.id]
