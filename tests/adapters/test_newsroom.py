"""Slack's Web API through the real client: what was posted, and what each refusal means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.adapters.newsroom import Newsroom, client
from bot.alerts.blocks import section
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.errors import BotError, GiveUp, Gone, TryAgain, Unsure
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import ask

TEAM = "T0NEWSROOM"
FOREIGN, POLITICS = Channel(TEAM, "C0FOREIGN"), Channel(TEAM, "C0POLITICS")
WORDS = Message("Tolvik: grateful", (section("Tolvik: *grateful*"),))


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_burst=1000)) as running:
        yield running


@pytest.fixture
def newsroom(slack: Running) -> Newsroom:
    ask(slack, "faults", {"clear": True})
    token = ask(slack, "workspace")["bot_token"]
    return Newsroom(lambda _team: client(token, slack.api_url))


def fail_next(slack: Running, **fault: object) -> None:
    ask(slack, "faults", {"method": "chat.postMessage"} | fault)


def test_an_alert_is_posted_and_found_again(slack: Running, newsroom: Newsroom) -> None:
    ts = newsroom.post(FOREIGN, WORDS, "alert-1")
    (shown,) = [m for m in ask(slack, "messages?channel=foreign-desk") if m["ts"] == ts]
    assert shown["text"] == WORDS.text
    assert [block["text"] for block in shown["blocks"]] == [b["text"] for b in WORDS.blocks]
    assert newsroom.posted(FOREIGN, "alert-1") == ts
    assert newsroom.posted(FOREIGN, "alert-2") is None
    assert newsroom.posted(POLITICS, "alert-1") is None


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        ("C0SPORT", "not_in_channel"),
        ("C0ELECTION", "is_archived"),
        ("C0BOARD", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
    ],
)
def test_a_channel_that_is_shut_to_us_is_gone(
    newsroom: Newsroom, channel: str, reason: str
) -> None:
    with pytest.raises(Gone, match=reason) as caught:
        newsroom.post(Channel(TEAM, channel), WORDS, "alert")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("fault", "kind", "after"),
    [
        ({"status": 429, "retry_after": 7}, TryAgain, 7),
        ({"error": "ratelimited", "retry_after": 3}, TryAgain, 3),
        ({"status": 503}, Unsure, None),
        ({"status": 500}, Unsure, None),
        ({"error": "internal_error"}, Unsure, None),
        ({"error": "fatal_error"}, Unsure, None),
        ({"drop": "before"}, Unsure, None),
        ({"error": "account_inactive"}, Gone, None),
        ({"error": "token_revoked"}, Gone, None),
        ({"error": "restricted_action_read_only_channel"}, Gone, None),
        ({"error": "msg_wrong"}, GiveUp, None),
        ({"error": "something_new"}, GiveUp, None),
    ],
    ids=str,
)
def test_what_slack_says_is_told_by_what_to_do_next(
    slack: Running,
    newsroom: Newsroom,
    fault: dict[str, object],
    kind: type[BotError],
    after: float | None,
) -> None:
    fail_next(slack, **fault)
    with pytest.raises(kind) as caught:
        newsroom.post(FOREIGN, WORDS, "alert")
    assert type(caught.value) is kind
    assert getattr(caught.value, "after", None) == after


def test_a_message_slack_finds_wrong_is_given_up_with_its_reason(
    slack: Running, newsroom: Newsroom
) -> None:
    fail_next(slack, error="metadata_too_large")
    with pytest.raises(GiveUp, match="metadata_too_large"):
        newsroom.post(FOREIGN, WORDS, "alert")


def test_an_answer_lost_after_slack_had_carried_it_out_is_found_again(
    slack: Running, newsroom: Newsroom
) -> None:
    before = len(ask(slack, "messages?channel=politics"))
    fail_next(slack, drop="after")
    with pytest.raises(TryAgain) as caught:
        newsroom.post(POLITICS, WORDS, "alert-lost")
    assert caught.value.after is None, "nobody knows whether it arrived"
    (shown,) = ask(slack, "messages?channel=politics")[before:]
    assert newsroom.posted(POLITICS, "alert-lost") == shown["ts"]


def test_an_answer_lost_before_slack_heard_of_it_is_not_found(
    slack: Running, newsroom: Newsroom
) -> None:
    fail_next(slack, drop="before")
    with pytest.raises(TryAgain):
        newsroom.post(POLITICS, WORDS, "alert-unheard")
    assert newsroom.posted(POLITICS, "alert-unheard") is None


def shown(slack: Running, ts: str) -> dict[str, object]:
    (message,) = [m for m in ask(slack, "messages") if m["ts"] == ts]
    return dict(message)


def test_a_card_is_drawn_anew_in_place_and_still_recognised(
    slack: Running, newsroom: Newsroom
) -> None:
    ts = newsroom.post(FOREIGN, WORDS, "alert-drawn")
    anew = replace(WORDS, text="Tolvik: grateful, also in the Gazette")
    assert newsroom.update(FOREIGN, ts, anew, "alert-drawn")
    assert newsroom.update(FOREIGN, ts, anew, "alert-drawn"), "twice is once"
    assert shown(slack, ts)["text"] == anew.text
    assert newsroom.posted(FOREIGN, "alert-drawn") == ts


def test_a_card_that_is_no_longer_there_is_not_drawn(newsroom: Newsroom) -> None:
    assert not newsroom.update(FOREIGN, "1.000001", WORDS, "alert")


def test_an_answer_in_a_thread_stays_in_it_and_is_found_there(
    slack: Running, newsroom: Newsroom
) -> None:
    card = newsroom.post(FOREIGN, WORDS, "alert-card")
    fail_next(slack, drop="after")
    with pytest.raises(Unsure):
        newsroom.post(FOREIGN, WORDS, "alert-line", card)
    ts = newsroom.posted(FOREIGN, "alert-line", card)
    assert ts
    assert shown(slack, ts)["thread_ts"] == card
    assert newsroom.posted(FOREIGN, "alert-line") is None, "it is not in the channel"


def test_where_we_may_not_look_we_say_so(newsroom: Newsroom) -> None:
    with pytest.raises(GiveUp):
        newsroom.posted(Channel(TEAM, "C0BOARD"), "alert")


def test_a_look_that_slack_is_too_busy_for_is_no_answer(slack: Running, newsroom: Newsroom) -> None:
    ask(slack, "faults", {"method": "conversations.history", "status": 429, "retry_after": 60})
    with pytest.raises(TryAgain):
        newsroom.posted(FOREIGN, "alert")


def test_a_private_word_reaches_the_person_or_nobody(slack: Running, newsroom: Newsroom) -> None:
    newsroom.tell(FOREIGN, "U0MARTA", "I was put out.")
    fail_next(slack, error="user_not_found")
    newsroom.tell(FOREIGN, "U0MARTA", "Nobody hears this.")
    fail_next(slack, status=503)
    newsroom.tell(FOREIGN, "U0MARTA", "Nor this.")
    assert [m["text"] for m in ask(slack, "messages") if "put out" in m["text"]] == [
        "I was put out."
    ]


def test_nobody_at_the_other_end_is_no_answer() -> None:
    deaf = Newsroom(lambda _team: client("xoxb-1", "http://127.0.0.1:1/api/"))
    with pytest.raises(TryAgain):
        deaf.post(FOREIGN, WORDS, "alert")


def test_a_token_appears_in_no_error(slack: Running) -> None:
    token = "xoxb-rehearsal-secret"
    refused = Newsroom(lambda _team: client(token, slack.api_url))
    with pytest.raises(Gone) as caught:
        refused.post(FOREIGN, WORDS, "alert")
    assert token not in f"{caught.value} {caught.value.__cause__}"


def test_blocks_that_slack_does_not_take_leave_the_words(
    slack: Running, newsroom: Newsroom
) -> None:
    unknown = replace(WORDS, blocks=(*WORDS.blocks, {"type": "tomorrows_chart"}))
    ts = newsroom.post(FOREIGN, unknown, "alert-plain")
    (shown,) = [m for m in ask(slack, "messages?channel=foreign-desk") if m["ts"] == ts]
    assert (shown["text"], shown["blocks"]) == (WORDS.text, [])
    assert newsroom.update(FOREIGN, ts, WORDS, "alert-plain")
    assert newsroom.update(FOREIGN, ts, unknown, "alert-plain")
    (shown,) = [m for m in ask(slack, "messages?channel=foreign-desk") if m["ts"] == ts]
    assert (shown["text"], shown["blocks"]) == (WORDS.text, [])
