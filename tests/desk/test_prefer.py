"""How a channel is told: digest, quiet hours, mutes, and who may change any of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.lock import Lock
from bot.alerts.member import Member
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import (
    Command,
    Follow,
    Mute,
    SetDigest,
    SetQuiet,
    Unfollow,
    Unmute,
)
from bot.commands.read import read
from bot.desk.books import Books
from bot.desk.follow import follow, unfollow
from bot.desk.home import act, add
from bot.desk.mute import mute, unmute
from bot.desk.prefer import digest, lock, quiet, show
from bot.wiring.parts import Archive
from tests.desk.shelf import books_of
from tests.world import DESK, NOON, FakeMembers, FakeNewsroom

DIRECT = Channel("T1", "D1")
PEOPLE = {
    "U1": Member("U1", "Europe/London"),
    "U2": Member("U2", "Nowhere/Not"),
    "UBOSS": Member("UBOSS", "UTC", is_admin=True),
    "UAWAY": Member("UAWAY", "UTC", is_stranger=True),
}


@pytest.fixture
def newsroom() -> FakeNewsroom:
    return FakeNewsroom()


@pytest.fixture
def books(archive: Archive, newsroom: FakeNewsroom) -> Books:
    return books_of(archive, FakeMembers(dict(PEOPLE)), newsroom)


def do(typed: str, books: Books, user: str = "U1", channel: Channel = DESK) -> Message:
    command: Command = read(typed, NOON.date())
    match command:
        case SetDigest():
            return digest(command, channel, user, books)
        case SetQuiet():
            return quiet(command, channel, user, books)
        case Mute():
            return mute(command, channel, user, books)
        case Unmute():
            return unmute(command, channel, user, books)
        case Follow():
            return follow(command, channel, user, books)
        case Unfollow():
            return unfollow(command, channel, user, books)
    raise AssertionError(command)


@pytest.mark.parametrize(
    ("typed", "user", "line"),
    [
        ("digest 09:00", "U1", "a digest every day at 09:00 (Europe/London)"),
        ("digest mon 9am Asia/Tokyo", "U1", "a digest on Mondays at 09:00 (Asia/Tokyo)"),
        ("digest 09:00", "U2", "a digest every day at 09:00 (UTC)"),
        ("digest 09:00", "U9", "a digest every day at 09:00 (UTC)"),
        ("quiet 22:00-07:00", "U1", "quiet hours from 22:00 to 07:00 (Europe/London)"),
    ],
)
def test_hours_are_those_of_the_person_who_asks_unless_they_say(
    books: Books, typed: str, user: str, line: str
) -> None:
    answer = do(typed, books, user)
    assert (answer.text, answer.visible) == (f"<@{user}>: {line}.", True)
    assert books.journal.last(DESK)[0].line == line


def test_a_zone_holds_for_all_hours_of_a_channel_and_says_so(books: Books) -> None:
    do("digest 09:00 Asia/Tokyo", books)
    assert "(Asia/Tokyo)" in do("quiet 22-7", books).text
    both = do("digest 09:00 Europe/Paris", books).text
    assert "a digest every day at 09:00 (Europe/Paris)" in both
    assert "quiet hours from 22:00 to 07:00 (Europe/Paris)" in both


def test_what_is_set_already_and_what_is_off_leave_no_line(books: Books) -> None:
    do("digest 09:00", books)
    assert "set already" in do("digest 09:00", books).text
    assert "no digest" in do("digest off", books).text
    assert "set already" in do("quiet off", books).text
    assert len(books.journal.last(DESK)) == 2


def test_a_digest_asked_for_in_the_afternoon_begins_tomorrow(books: Books) -> None:
    do("digest 09:00", books)
    assert books.preferences.of(DESK).digest_since == NOON
    do("quiet 22-7", books)
    assert books.preferences.of(DESK).digest_since == NOON


@pytest.mark.parametrize(
    ("typed", "muted", "name"),
    [
        ("mute Tolvik 24h", "maresa-tolvik", "Maresa Tolvik"),
        ("mute Torvania 1d", "Torvania", "Torvania"),
        ("mute “the herald” 24h", "The Herald", "The Herald"),
    ],
)
def test_whoever_is_meant_is_silent_for_a_while(
    books: Books, typed: str, muted: str, name: str
) -> None:
    assert f"<@U1>: {name} is muted here until 03 Mar 2026, 12:00 UTC." in do(typed, books).text
    assert books.preferences.of(DESK).muted == {muted: NOON + timedelta(days=1)}
    assert f"{name} is no longer muted here" in do(f"unmute {name}", books).text
    assert books.preferences.of(DESK).muted == {}


def test_all_mutes_are_lifted_at_once_and_none_is_lifted_twice(books: Books) -> None:
    do("mute Tolvik 24h", books)
    do("mute Kelmora 24h", books)
    assert "Maresa Tolvik and Kelmora are no longer muted here" in do("unmute", books).text.replace(
        "Kelmora and Maresa Tolvik", "Maresa Tolvik and Kelmora"
    )
    assert "Nothing is muted" in do("unmute", books).text
    assert "Tolvik is not muted" in do("unmute Tolvik", books).text


def test_a_mute_that_is_over_is_forgotten_with_the_next_one(books: Books) -> None:
    over = {"Kelmora": NOON - timedelta(hours=1)}
    books.preferences.change(DESK, lambda kept: replace(kept, muted=over))
    do("mute Tolvik 24h", books)
    assert set(books.preferences.of(DESK).muted) == {"maresa-tolvik"}


def test_an_outlet_nobody_knows_is_not_guessed(books: Books) -> None:
    assert "I do not know “Morning Post”" in do("mute “Morning Post” 24h", books).text
    assert books.preferences.of(DESK).muted == {}


# -- who may --------------------------------------------------------------------------------------

EVERYTHING = [
    "follow Tolvik",
    "unfollow Aalst",
    "mute Tolvik 24h",
    "unmute",
    "digest 09:00",
    "quiet 22:00-07:00",
]


def state(books: Books) -> object:
    return books.subscriptions.of(DESK), books.preferences.of(DESK), books.journal.last(DESK)


@pytest.mark.parametrize("typed", EVERYTHING)
@pytest.mark.parametrize("user", ["U1", "U9", "UAWAY"])
def test_where_changes_are_locked_others_are_told_who_may_in_one_line(
    books: Books, typed: str, user: str
) -> None:
    do("follow Aalst", books)
    do("mute Kelmora 24h", books)
    books.locks.lock("T1", Lock(("U3", "U4"), "UBOSS", NOON))
    before = state(books)
    refused = do(typed, books, user)
    assert state(books) == before
    assert not refused.visible
    assert "\n" not in refused.text
    if user != "UAWAY":
        assert "<@U3>, <@U4> and the admins may do that" in refused.text


@pytest.mark.parametrize("typed", EVERYTHING)
@pytest.mark.parametrize("user", ["U3", "UBOSS"])
def test_those_who_were_named_and_the_admins_change_on(books: Books, typed: str, user: str) -> None:
    do("follow Aalst", books)
    do("mute Kelmora 24h", books)
    books.locks.lock("T1", Lock(("U3",), "UBOSS", NOON))
    assert do(typed, books, user).visible


def test_somebody_of_another_workspace_changes_nothing_here(books: Books) -> None:
    assert "the workspace that installed me" in do("follow Tolvik", books, "UAWAY").text
    assert books.subscriptions.of(DESK) == []


def test_a_conversation_with_us_is_ones_own(books: Books) -> None:
    books.locks.lock("T1", Lock(("U3",), "UBOSS", NOON))
    assert do("follow Tolvik", books, channel=DIRECT).visible
    assert [s.channel for s in books.subscriptions.followers(["maresa-tolvik"])] == [DIRECT]


@pytest.mark.parametrize(
    "change",
    [
        lambda books: act("unfollow", DESK, "maresa-tolvik", "U1", books),
        lambda books: act("mute", DESK, "maresa-tolvik", "U1", books),
        lambda books: add(Follow("Aalst"), DESK, "U1", books),
    ],
    ids=["unfollow", "mute", "add"],
)
def test_home_is_no_way_around_a_lock(
    books: Books, newsroom: FakeNewsroom, change: Callable[[Books], Message]
) -> None:
    do("follow Tolvik", books)
    books.locks.lock("T1", Lock(("U3",), "UBOSS", NOON))
    before = state(books)
    assert "may do that" in change(books).text
    assert state(books) == before
    assert newsroom.messages == []


@pytest.mark.parametrize("user", ["U1", "U9", "UAWAY"])
def test_only_an_admin_locks(books: Books, user: str) -> None:
    refused = lock(["U3"], DESK, user, books)
    assert refused is not None
    assert "for an admin" in refused.text
    assert books.locks.of("T1") is None


def test_a_lock_is_told_and_noted_and_lifted_by_naming_nobody(books: Books) -> None:
    locked = lock(["U3", "U3"], DESK, "UBOSS", books)
    assert locked is not None
    assert "from now on 1 person and the admins may change" in locked.text
    assert books.locks.of("T1") == Lock(("U3",), "UBOSS", NOON)
    assert lock(["U3"], DESK, "UBOSS", books) is None
    assert "anybody may change again" in str(lock([], DESK, "UBOSS", books))
    assert books.locks.of("T1") is None


def test_the_settings_tell_all_in_words(books: Books) -> None:
    assert "anybody in the channel" in show(DESK, "U1", books).text
    do("digest mon 09:00", books)
    do("quiet 22:00-07:00", books)
    do("mute Tolvik 24h", books)
    books.locks.lock("T1", Lock(("U3",), "UBOSS", NOON))
    told = show(DESK, "U1", books).text
    for part in (
        "A digest on Mondays at 09:00 (Europe/London)",
        "Quiet hours from 22:00 to 07:00 (Europe/London)",
        "At most 20 cards an hour",
        "Maresa Tolvik",
        "Who may change this: <@U3> and the admins",
        "<@U1>: quiet hours from 22:00",
    ):
        assert part in told
