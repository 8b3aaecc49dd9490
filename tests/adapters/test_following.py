"""Subscriptions and preferences on the real server: two who change the same are both heard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta
from threading import Barrier

import pytest

from bot.adapters.archive.door import connect
from bot.adapters.archive.preferences import ChannelPreferences
from bot.adapters.archive.subscriptions import Subscriptions
from bot.alerts.change import Change
from bot.alerts.lock import Lock
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel, Subscription
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT

MOVED = Channel("T1", "C9")
EVENING = Channel("T2", "C1")


def asked(channel: Channel = DESK, subject: str = "Torvania", by: str = "U1") -> Subscription:
    return Subscription(channel, subject, by, NOON)


def follows(archive: Archive, *pairs: tuple[Channel, str]) -> None:
    for channel, subject in pairs:
        archive.subscriptions.add(asked(channel, subject))


def at_once(*acts: Callable[[], object]) -> None:
    """All of them begin in the same moment, each in a thread of its own."""
    gate = Barrier(len(acts))

    def begin(act: Callable[[], object]) -> None:
        gate.wait()
        act()

    with ThreadPoolExecutor(len(acts)) as people:
        list(people.map(begin, acts))


def test_a_subscription_comes_back_as_it_was_and_goes_when_told(archive: Archive) -> None:
    assert archive.subscriptions.add(asked())
    assert not archive.subscriptions.add(asked(by="U2"))
    assert archive.subscriptions.of(DESK) == [asked()], "the first who asked is remembered"
    assert archive.subscriptions.remove(DESK, "Torvania")
    assert not archive.subscriptions.remove(DESK, "Torvania")
    assert archive.subscriptions.followers(["Torvania"]) == []
    assert list(archive.redis.scan_iter()) == []


def test_followers_are_the_subscriptions_to_any_of_the_subjects(archive: Archive) -> None:
    follows(archive, (DESK, "Torvania"), (DESK, "maresa-tolvik"), (SPORT, "Torvania"))
    follows(archive, (EVENING, "Kelmora"))
    assert archive.subscriptions.followers(["maresa-tolvik", "Torvania"]) == [
        asked(DESK, "Torvania"),
        asked(DESK, "maresa-tolvik"),
        asked(SPORT, "Torvania"),
    ]
    archive.subscriptions.pause(SPORT, "is_archived")
    assert asked(DESK) in archive.subscriptions.followers(["Torvania"])
    paused = [s for s in archive.subscriptions.followers(["Torvania"]) if s.paused]
    assert [s.channel for s in paused] == [SPORT], "its alerts wait"
    assert archive.subscriptions.followers([]) == []


def test_each_workspace_follows_for_itself(archive: Archive) -> None:
    follows(archive, (DESK, "Torvania"), (SPORT, "Torvania"), (EVENING, "Torvania"))
    archive.subscriptions.remove(SPORT, "Torvania")
    assert archive.subscriptions.of_team("T1") == [DESK]
    assert archive.subscriptions.of_team("T2") == [EVENING]


def test_two_who_change_different_things_of_one_subscription_are_both_heard(
    archive: Archive, redis_url: str
) -> None:
    archive.subscriptions.add(asked())

    def set_alerts(kept: Subscription | None) -> Subscription:
        return replace(kept or asked(), alerts="shifts")

    def set_sensitivity(kept: Subscription | None) -> Subscription:
        return replace(kept or asked(), sensitivity="more")

    for _ in range(10):
        archive.subscriptions.change(DESK, "Torvania", lambda _: asked())
        with connect(redis_url) as one, connect(redis_url) as other:
            at_once(
                lambda: Subscriptions(one).change(DESK, "Torvania", set_alerts),
                lambda: Subscriptions(other).change(DESK, "Torvania", set_sensitivity),
            )
        (kept,) = archive.subscriptions.of(DESK)
        assert (kept.alerts, kept.sensitivity) == ("shifts", "more")


def test_of_two_who_follow_at_once_one_is_the_first(archive: Archive) -> None:
    new: list[bool] = []
    people = [f"U{number}" for number in range(8)]
    at_once(*[lambda by=by: new.append(archive.subscriptions.add(asked(by=by))) for by in people])
    assert sorted(new) == [False] * 7 + [True]
    assert len(archive.subscriptions.of(DESK)) == 1


def test_following_unfollowing_and_pausing_at_once_leave_the_two_lists_in_step(
    archive: Archive,
) -> None:
    subjects = ["Torvania", "Kelmora", "maresa-tolvik"]
    for _ in range(5):
        at_once(
            *[lambda s=s: archive.subscriptions.add(asked(subject=s)) for s in subjects],
            *[lambda s=s: archive.subscriptions.remove(DESK, s) for s in subjects],
            lambda: archive.subscriptions.pause(DESK, "is_archived"),
        )
        kept = archive.subscriptions.of(DESK)
        assert archive.subscriptions.followers(subjects) == sorted(kept, key=lambda s: s.subject)
        assert archive.subscriptions.of_team("T1") == ([DESK] if kept else [])


def test_a_channel_with_a_new_id_keeps_what_it_follows(archive: Archive) -> None:
    follows(archive, (DESK, "Torvania"), (DESK, "Kelmora"), (MOVED, "Kelmora"))
    archive.subscriptions.change(MOVED, "Kelmora", lambda _: replace(asked(MOVED), by="U7"))
    archive.subscriptions.move(DESK, MOVED)
    archive.subscriptions.move(DESK, MOVED)
    assert archive.subscriptions.of(DESK) == []
    assert [(s.channel, s.by) for s in archive.subscriptions.of(MOVED)] == [
        (MOVED, "U7"),
        (MOVED, "U1"),
    ]
    assert [s.channel for s in archive.subscriptions.followers(["Torvania"])] == [MOVED]


def test_a_deleted_channel_leaves_nothing_behind(archive: Archive) -> None:
    follows(archive, (DESK, "Torvania"), (DESK, "Kelmora"))
    archive.preferences.change(DESK, lambda kept: replace(kept, digest=time(9)))
    archive.subscriptions.forget(DESK)
    archive.preferences.forget(DESK)
    assert list(archive.redis.scan_iter()) == []


WISHES = Preferences(
    zone="Europe/London",
    digest=time(9),
    weekday=0,
    digest_since=NOON,
    quiet=(time(22), time(7)),
    per_hour=5,
    muted={"maresa-tolvik": NOON + timedelta(days=1)},
)


def test_preferences_come_back_as_they_were_told(archive: Archive) -> None:
    assert archive.preferences.of(DESK) == Preferences()
    assert archive.preferences.change(DESK, lambda _: WISHES) == WISHES
    assert archive.preferences.of(DESK) == WISHES
    assert archive.preferences.of(SPORT) == Preferences()
    archive.preferences.move(DESK, MOVED)
    assert archive.preferences.of(MOVED) == WISHES
    assert archive.preferences.of(DESK) == Preferences()


def test_the_channels_that_want_a_digest_are_known(archive: Archive) -> None:
    for channel in (DESK, SPORT):
        archive.preferences.change(channel, lambda kept: replace(kept, digest=time(9)))
    archive.preferences.change(SPORT, lambda kept: replace(kept, digest=None))
    assert archive.preferences.with_digest() == [DESK]
    archive.preferences.move(DESK, MOVED)
    assert archive.preferences.with_digest() == [MOVED]


@pytest.mark.parametrize("people", [2, 8])
def test_all_who_change_the_same_preferences_at_once_are_heard(
    archive: Archive, redis_url: str, people: int
) -> None:
    def mute(name: str) -> None:
        with connect(redis_url) as redis:
            ChannelPreferences(redis).change(
                DESK, lambda kept: replace(kept, muted={**kept.muted, name: NOON})
            )

    names = [f"official-{number}" for number in range(people)]
    at_once(*[lambda name=name: mute(name) for name in names])
    assert sorted(archive.preferences.of(DESK).muted) == names


def note(archive: Archive, line: str, channel: Channel = DESK, user: str = "U1") -> None:
    archive.journal.note(channel, user, line, NOON)


def test_a_journal_keeps_the_last_two_hundred_changes_the_newest_first(archive: Archive) -> None:
    for number in range(205):
        note(archive, f"change {number}")
    changes = archive.journal.last(DESK)
    assert len(changes) == 200
    assert changes[0] == Change(DESK, "U1", "change 204", NOON)
    assert [change.line for change in archive.journal.last(DESK, 2)] == ["change 204", "change 203"]
    assert archive.journal.last(SPORT) == []


def test_a_person_has_the_places_where_they_changed_something_and_did_not_leave(
    archive: Archive,
) -> None:
    note(archive, "one")
    note(archive, "two", SPORT)
    note(archive, "three", SPORT, user="U2")
    note(archive, "four", EVENING)
    assert archive.journal.places("T1", "U1") == [DESK, SPORT]
    archive.journal.left(SPORT, "U1")
    assert archive.journal.places("T1", "U1") == [DESK]
    archive.journal.move(DESK, MOVED)
    archive.journal.move(DESK, MOVED)
    assert archive.journal.places("T1", "U1") == [MOVED]
    assert [change.line for change in archive.journal.last(MOVED)] == ["one"]
    archive.journal.forget(MOVED)
    assert archive.journal.places("T1", "U1") == []
    assert archive.journal.last(MOVED) == []


def test_a_workspace_is_locked_until_it_is_unlocked(archive: Archive) -> None:
    archive.locks.lock("T1", Lock(("U1", "U2"), "U9", NOON))
    assert archive.locks.of("T1") == Lock(("U1", "U2"), "U9", NOON)
    assert archive.locks.of("T2") is None
    archive.locks.unlock("T1")
    assert archive.locks.of("T1") is None
