"""Following: officials and sides, by what people call them."""

from __future__ import annotations

import pytest

from bot.alerts.subscription import Channel
from bot.desk.follow import follow, following, unfollow
from bot.statements.register import Register, read_register
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, REGISTER, SPORT

TWINS = (
    REGISTER.replace('aliases = ["Verrell"]', 'ambiguous = ["Verrell"]')
    + """
[[official]]
id = "anselm-verrell"
name = "Anselm Verrell"
group = "Torvania"
ambiguous = ["Verrell"]
pronoun = "he"
offices = [{ title = "ambassador", since = 2021-01-01 }]
"""
)


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register([("register.toml", TWINS)])


def start(archive: Archive, register: Register, typed: str, channel: Channel = DESK) -> str:
    return follow(typed, channel, "U1", register, archive.subscriptions, NOON).text


def stop(archive: Archive, register: Register, typed: str, channel: Channel = DESK) -> str:
    return unfollow(typed, channel, register, archive.subscriptions).text


@pytest.mark.parametrize(
    ("typed", "subject", "name"),
    [
        ("Tolvik", "maresa-tolvik", "Maresa Tolvik"),
        ("maresa tolvik", "maresa-tolvik", "Maresa Tolvik"),
        ("Torvania", "Torvania", "Torvania"),
        ("torvania", "Torvania", "Torvania"),
        ("Port Sabelle", "Kelmora", "Kelmora"),
    ],
)
def test_whoever_is_meant_is_followed(
    archive: Archive, register: Register, typed: str, subject: str, name: str
) -> None:
    assert f"now follows {name}" in start(archive, register, typed)
    assert [s.channel for s in archive.subscriptions.followers([subject])] == [DESK]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Zzyzx", "I do not know “Zzyzx”"),
        ("Verrell", "Which one?"),
        ("Tolvick", "Did you mean `/quotes Maresa Tolvik`?"),
        ("Torvannia", "Did you mean `/quotes Torvania`?"),
    ],
    ids=["unknown", "ambiguous", "near miss", "near miss of a side"],
)
def test_unclear_names_follow_and_unfollow_nobody(
    archive: Archive, register: Register, typed: str, answer: str
) -> None:
    assert answer in start(archive, register, typed)
    assert answer in stop(archive, register, typed)
    assert archive.subscriptions.of(DESK) == []


def test_following_twice_is_following_once(archive: Archive, register: Register) -> None:
    start(archive, register, "Tolvik")
    assert "follows Maresa Tolvik already" in start(archive, register, "Maresa Tolvik")
    assert len(archive.subscriptions.of(DESK)) == 1


def test_unfollowing_twice_says_that_there_was_nothing_left(
    archive: Archive, register: Register
) -> None:
    start(archive, register, "Tolvik")
    assert "no longer follows Maresa Tolvik" in stop(archive, register, "Tolvik")
    assert "does not follow Maresa Tolvik" in stop(archive, register, "Tolvik")


def test_a_channel_follows_for_itself_alone(archive: Archive, register: Register) -> None:
    start(archive, register, "Tolvik")
    start(archive, register, "Tolvik", SPORT)
    stop(archive, register, "Tolvik", SPORT)
    assert [s.channel for s in archive.subscriptions.followers(["maresa-tolvik"])] == [DESK]


def test_the_list_names_whom_and_who_asked(archive: Archive, register: Register) -> None:
    empty = following(DESK, register, archive.subscriptions).text
    start(archive, register, "Tolvik")
    start(archive, register, "Kelmora")
    archive.subscriptions.pause(DESK, "is_archived")
    full = following(DESK, register, archive.subscriptions).text
    assert "follows nobody yet" in empty
    assert "Maresa Tolvik" in full
    assert "Kelmora" in full
    assert "<@U1>" in full
    assert "paused" in full
