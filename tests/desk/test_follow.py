"""Following: officials and sides, by what people call them, as much as a channel wants of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.adapters.archive.subscriptions import Subscriptions
from bot.alerts.message import Message
from bot.alerts.subscription import Channel, Subscription
from bot.commands.command import Follow, Unfollow
from bot.commands.read import read
from bot.desk.books import Books
from bot.desk.follow import MOST_HERE, MOST_IN_ALL, follow, following, unfollow
from bot.statements.register import read_register
from bot.wiring.parts import Archive
from tests.desk.shelf import books_of
from tests.world import DESK, NOON, REGISTER, SPORT, FakeMembers, a_record

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


@pytest.fixture
def books(archive: Archive) -> Books:
    return books_of(archive, known=read_register([("register.toml", TWINS)]))


def start(books: Books, typed: str, channel: Channel = DESK, by: str = "U1") -> str:
    command = read(f"follow {typed}", NOON.date())
    assert isinstance(command, Follow)
    return follow(command, channel, by, books).text


def stop(books: Books, typed: str, channel: Channel = DESK) -> str:
    return unfollow(Unfollow(typed), channel, "U1", books).text


def pressed(message: Message, words: str) -> Follow:
    """The command that a button of the message asks."""
    (row,) = [block for block in message.blocks if block["type"] == "actions"]
    (value,) = [b["value"] for b in row["elements"] if b["text"]["text"] == words]
    command = read(value, NOON.date())
    assert isinstance(command, Follow)
    return command


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
def test_whoever_is_meant_is_followed(books: Books, typed: str, subject: str, name: str) -> None:
    assert f"<@U1>: this channel now follows {name} (" in start(books, typed)
    assert [s.channel for s in books.subscriptions.followers([subject])] == [DESK]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Zzyzx", "I do not know “Zzyzx”"),
        ("Verrell", "Which one?\n• Tomas Verrell (Kelmora): `/quotes "),
        ("Tolvick", "Did you mean:\n• Maresa Tolvik: `/quotes "),
        ("Torvannia", "Did you mean:\n• Torvania: `/quotes "),
    ],
    ids=["unknown", "ambiguous", "near miss", "near miss of a side"],
)
def test_unclear_names_follow_and_unfollow_nobody(books: Books, typed: str, answer: str) -> None:
    assert answer in start(books, typed)
    assert answer in stop(books, typed)
    assert books.subscriptions.of(DESK) == []


def test_a_candidate_is_followed_as_it_was_asked_for(books: Books) -> None:
    asked = follow(Follow("Verrell", alerts="shifts"), DESK, "U1", books)
    follow(pressed(asked, "Anselm Verrell (Torvania)"), DESK, "U1", books)
    (kept,) = books.subscriptions.of(DESK)
    assert (kept.subject, kept.alerts) == ("anselm-verrell", "shifts")


def test_following_twice_is_following_once(books: Books) -> None:
    start(books, "Tolvik")
    assert "follows Maresa Tolvik already" in start(books, "Maresa Tolvik", by="U2")
    assert len(books.journal.last(DESK)) == 1


def test_how_much_comes_is_changed_in_one_step_and_the_rest_stays(books: Books) -> None:
    start(books, "Tolvik sensitivity:more")
    assert "turns alone, more turns" in start(books, "Tolvik alerts:shifts", by="U2")
    (kept,) = books.subscriptions.of(DESK)
    assert (kept.alerts, kept.sensitivity, kept.by) == ("shifts", "more", "U1")
    assert [change.user for change in books.journal.last(DESK)] == ["U2", "U1"]


def test_a_channel_that_follows_the_most_follows_no_more_and_can_change_what_it_has(
    books: Books,
) -> None:
    start(books, "Tolvik")
    for number in range(MOST_HERE - 1):
        books.subscriptions.add(Subscription(DESK, f"official-{number:03}", "U1", NOON))
    assert start(books, "Kelmora").startswith("This channel follows 200 already")
    assert "turns alone" in start(books, "Tolvik alerts:shifts")
    assert "now follows Kelmora" in start(books, "Kelmora", SPORT)
    stop(books, "Tolvik")
    assert "now follows Kelmora" in start(books, "Kelmora")


class Crowded(Subscriptions):
    """Of a workspace that follows in many channels."""

    def count(self, team: str) -> int:
        return super().count(team) + MOST_IN_ALL - 2 if team == DESK.team else super().count(team)


def test_a_workspace_that_follows_the_most_follows_no_more_in_any_channel(
    books: Books, archive: Archive
) -> None:
    crowded = replace(books, subscriptions=Crowded(archive.redis))
    start(crowded, "Tolvik")
    start(crowded, "Kelmora", SPORT)
    assert "This workspace follows 5,000 in all its channels" in start(crowded, "Torvania", SPORT)
    elsewhere = Channel("T0ELSEWHERE", "C0DESK")
    assert "now follows Torvania" in start(crowded, "Torvania", elsewhere)


def test_unfollowing_twice_says_that_there_was_nothing_left(books: Books) -> None:
    start(books, "Tolvik")
    assert "no longer follows Maresa Tolvik" in stop(books, "Tolvik")
    assert "does not follow Maresa Tolvik" in stop(books, "Tolvik")


def test_a_name_of_two_is_clear_where_one_of_them_is_followed(books: Books) -> None:
    start(books, "Anselm Verrell")
    assert "no longer follows Anselm Verrell" in stop(books, "Verrell")


@pytest.mark.parametrize("typed", ["Ilsa Brandt", "ilsa  BRANDT", "ilsa-brandt"])
def test_whom_the_register_forgot_is_shown_and_unfollowed_by_the_name_they_had(
    books: Books, typed: str
) -> None:
    gone = Subscription(DESK, "ilsa-brandt", "U1", NOON, name="Ilsa Brandt")
    books.subscriptions.add(gone)
    assert "Ilsa Brandt: every statement" in following(DESK, books).text
    assert "no longer in the register" in following(DESK, books).text
    assert "no longer follows Ilsa Brandt" in stop(books, typed)
    assert books.subscriptions.of(DESK) == []


def test_a_channel_follows_for_itself_alone(books: Books) -> None:
    start(books, "Tolvik")
    start(books, "Tolvik", SPORT)
    stop(books, "Tolvik", SPORT)
    assert [s.channel for s in books.subscriptions.followers(["maresa-tolvik"])] == [DESK]


def test_the_list_tells_all_there_is_to_know(books: Books) -> None:
    assert "follows nobody yet" in following(DESK, books).text
    start(books, "Tolvik alerts:shifts sensitivity:fewer")
    start(books, "Kelmora alerts:digest")
    muted = {"maresa-tolvik": NOON + timedelta(days=1), "The Herald": NOON + timedelta(hours=1)}
    books.preferences.change(DESK, lambda kept: replace(kept, muted=muted))
    books.subscriptions.pause(DESK, "is_archived")
    lines = following(DESK, books).text.splitlines()
    assert len(lines) == 4
    assert "Kelmora: in the digest alone" in lines[1]
    assert "no digest is set" in lines[1]
    assert "Maresa Tolvik: turns alone, fewer turns; since 2 Mar 2026" in lines[2]
    assert "asked for by <@U1> – *muted* until <!date^" in lines[2]
    assert "*paused*: Slack says is_archived" in lines[2]
    assert "The Herald: *muted* until" in lines[3]


def test_a_long_list_says_how_much_of_it_is_not_shown(books: Books) -> None:
    for number in range(300):
        books.subscriptions.add(Subscription(DESK, f"official-{number:03}", "U0ABCDEFGH", NOON))
    message = following(DESK, books)
    shown = message.text.count("\n• ")
    assert shown > 60
    assert f"and {300 - shown} more" in message.text
    assert sum(len(block["text"]["text"]) for block in message.blocks) < 13_200
    assert all(len(block["text"]["text"]) <= 3000 for block in message.blocks)


# -- seen first -----------------------------------------------------------------------------------


def a_week(books: Books) -> None:
    """A turn, with five statements of the last week, and some that would not be sent."""
    for day in range(8):
        said, tone = ("We thank them", 0.8) if day < 4 else ("They lie", -0.8)
        at = NOON - timedelta(days=10 - day)
        record = a_record(f"{said}, {day} times.", at=at, tone=tone, targets=("Kelmora",))
        books.records.keep(record)
    books.records.keep(a_record("Perhaps.", at=NOON, confidence=0.5))
    books.records.keep(a_record("As he said then.", at=NOON, old=True))
    books.records.keep(a_record("Others speak.", "Tomas Verrell", at=NOON))


def test_what_it_would_have_sent_is_seen_before_it_is_followed(books: Books) -> None:
    a_week(books)
    seen = follow(Follow("Tolvik"), DESK, "U1", books)
    assert "this would have sent up to 5 cards and 1 alert." in seen.text
    assert not seen.visible
    assert books.subscriptions.of(DESK) == []
    assert "now follows Maresa Tolvik" in follow(pressed(seen, "Follow"), DESK, "U1", books).text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Torvania", "up to 5 cards and 1 alert."),
        ("Kelmora", "up to 1 card and 0 alerts."),
        ("Tolvik alerts:shifts", "1 alert, and none of 5 statements."),
        ("Tolvik alerts:digest", "nothing at once; 5 statements and 1 alert would have been for"),
    ],
)
def test_a_dry_run_counts_what_was_asked_for(books: Books, typed: str, answer: str) -> None:
    a_week(books)
    assert answer in start(books, typed)


def test_a_dry_run_offers_turns_alone(books: Books) -> None:
    a_week(books)
    seen = follow(Follow("Tolvik", sensitivity="more"), DESK, "U1", books)
    follow(pressed(seen, "Turns alone"), DESK, "U1", books)
    (kept,) = books.subscriptions.of(DESK)
    assert (kept.alerts, kept.sensitivity) == ("shifts", "more")


def test_what_is_followed_already_is_changed_without_a_dry_run(books: Books) -> None:
    start(books, "Tolvik")
    a_week(books)
    assert "otherwise now (turns alone)" in start(books, "Tolvik alerts:shifts")


# -- what else the channel is told ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "here", "advice"),
    [
        (DESK, True, '`/quotes unfollow "Maresa Tolvik"` stops it.'),
        (DESK, None, "If I am not a member here yet: `/invite @Verbatim`."),
        (DESK, False, "I am not a member here, and cannot post before `/invite @Verbatim`."),
        (Channel("T1", "D1"), None, "only where this is a conversation between you and me"),
    ],
)
def test_who_follows_is_told_how_we_can_be_let_in(
    archive: Archive, channel: Channel, here: bool | None, advice: str
) -> None:
    books = books_of(archive, FakeMembers(here=here))
    answer = follow(Follow("Tolvik"), channel, "U1", books)
    assert advice in answer.text
    assert answer.visible


def test_a_digest_without_an_hour_is_asked_for_one(books: Books) -> None:
    assert "No digest is set yet" in start(books, "Tolvik alerts:digest")
    books.preferences.change(DESK, lambda kept: replace(kept, digest=time(9)))
    assert "No digest is set yet" not in start(books, "Aalst alerts:digest")
