"""Delivering: each alert is posted, and posted once, whatever dies in between."""

from __future__ import annotations

import pytest

from bot.alerts.alert import Alert
from bot.alerts.message import Message
from bot.alerts.subscription import Channel, Subscription
from bot.desk.deliver import PACE, Desk, deliver
from bot.errors import GiveUp, Gone, TryAgain, Unsure
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, FakeNewsroom, Killed, a_record, register


def put(archive: Archive, text: str = "We are grateful.", channel: Channel = DESK) -> Alert:
    record = a_record(text)
    archive.records.keep(record)
    alert = Alert(channel, "statement", record.id)
    archive.outbox.put(alert)
    return alert


def deliver_one(archive: Archive, newsroom: FakeNewsroom, channel: Channel = DESK) -> float:
    archive.redis.delete(f"pace:{channel}")
    return deliver(channel, desk(archive, newsroom))


def desk(archive: Archive, newsroom: FakeNewsroom) -> Desk:
    return Desk(
        archive.outbox,
        newsroom,
        archive.subscriptions,
        archive.records,
        archive.shifts,
        register(),
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


def test_a_channel_is_posted_to_once_a_second(archive: Archive) -> None:
    put(archive, "First words.")
    put(archive, "Second words.")
    archive.outbox.wait(DESK, PACE)
    newsroom = FakeNewsroom()
    wait = deliver(DESK, desk(archive, newsroom))
    assert deliver(DESK, desk(archive, newsroom)) == 0, "one job is enough to come back"
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

    def posted(self, channel: Channel, alert: str) -> str | None:
        raise GiveUp(f"missing_scope: {channel} {alert}")

    def post(self, channel: Channel, message: Message, alert: str) -> str:
        super().post(channel, message, alert)
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


def test_a_look_that_slack_turns_away_does_not_count_as_a_turned_away_post(
    archive: Archive,
) -> None:
    put(archive)
    deliver_one(archive, raising(Unsure("Slack did not answer")))

    class Busy(FakeNewsroom):
        def posted(self, channel: Channel, alert: str) -> str | None:
            raise TryAgain(f"{channel} {alert} not now", after=1)

    deliver_one(archive, Busy())
    (alert,) = [archive.outbox.next(DESK)]
    assert alert is not None
    assert archive.outbox.tries(alert) == 2


def test_a_refused_message_does_not_leave_its_channel_paused(archive: Archive) -> None:
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
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
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    put(archive)
    newsroom = raising(Gone("no longer", reason="not_in_channel"))
    deliver_one(archive, newsroom)
    deliver_one(archive, newsroom)
    (subscription,) = archive.subscriptions.of(DESK)
    assert subscription.paused == "not_in_channel"
    assert [user for user, _ in newsroom.told] == ["U1"]


def test_who_lets_us_in_again_gets_what_waited(archive: Archive) -> None:
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
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
