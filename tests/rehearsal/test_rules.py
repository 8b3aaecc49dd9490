"""Rules that take more than one call: rates, tokens, triggers, response addresses, faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.rehearsal.cast.message import Message
from bot.rehearsal.faults import Fault, Faults
from bot.rehearsal.ledger import MESSAGES_KEPT, open_ledger
from bot.rehearsal.pace import Pace
from bot.rehearsal.rates import Rates
from bot.rehearsal.server import Running, rehearsing
from bot.rehearsal.triggers import Lent, ResponseAddress, Trigger
from tests.rehearsal.asking import ask, bot_client
from tests.rehearsal.specimens import home, modal, section


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running:
        yield running


@pytest.fixture
def client(slack: Running) -> WebClient:
    return bot_client(slack)


def refusal(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        call()
    word: str = caught.value.response["error"]
    return word


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


# -- rates ----------------------------------------------------------------------------------------


def test_a_channel_takes_a_short_burst_and_then_a_message_a_second() -> None:
    clock = Clock()
    rates = Rates(Pace(), clock)
    assert [rates.spend_message("C1") for _ in range(5)] == [0, 0, 0, 1, 1]
    assert rates.spend_message("C2") == 0, "the others go on"
    clock.now += 1
    assert [rates.spend_message("C1") for _ in range(2)] == [0, 1]


def test_a_tier_is_counted_a_minute_for_each_method_and_team() -> None:
    clock = Clock()
    rates = Rates(Pace(), clock)
    assert not any(rates.spend_call("T1", "chat.update", 3) for _ in range(50))
    clock.now += 20
    assert rates.spend_call("T1", "chat.update", 3) == 40
    assert rates.spend_call("T1", "users.info", 4) == 0
    assert rates.spend_call("T2", "chat.update", 3) == 0
    clock.now += 40
    assert rates.spend_call("T1", "chat.update", 3) == 0


def test_the_fourth_message_at_once_is_answered_with_429() -> None:
    with rehearsing() as slack:
        client = bot_client(slack)
        for number in range(3):
            client.chat_postMessage(channel="C0POLITICS", text=str(number))
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="C0POLITICS", text="3")
        answer = caught.value.response
        assert (answer.status_code, answer["error"]) == (429, "ratelimited")
        assert answer.headers["Retry-After"] == "1"
        assert client.chat_postMessage(channel="C0FOREIGN", text="elsewhere")["ok"]


# -- tokens and scopes ----------------------------------------------------------------------------


@pytest.mark.parametrize(("token", "word"), [("", "not_authed"), ("xoxb-guess", "invalid_auth")])
def test_a_token_is_needed_and_known(slack: Running, token: str, word: str) -> None:
    assert refusal(bot_client(slack, token).auth_test) == word


def test_a_missing_scope_is_named_with_those_that_are_there(
    slack: Running, client: WebClient
) -> None:
    ask(slack, "scopes", {"scopes": ["commands", "users:read"]})
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0POLITICS", text="a")
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert answer["provided"] == "commands,users:read"
    assert refusal(lambda: client.conversations_info(channel="C0POLITICS")) == "missing_scope"


def test_chat_write_public_opens_public_channels_and_no_private_ones(
    slack: Running, client: WebClient
) -> None:
    ask(slack, "scopes", {"scopes": ["chat:write", "chat:write.public"]})
    assert client.chat_postMessage(channel="C0SPORT", text="a")["ok"]
    outside = lambda: client.chat_postMessage(channel="C0BOARD", text="a")  # noqa: E731
    assert refusal(outside) == "channel_not_found"


def test_a_revoked_token_and_a_removed_app_say_which(slack: Running, client: WebClient) -> None:
    client.auth_revoke()
    assert refusal(client.auth_test) == "token_revoked"
    with rehearsing() as other:
        gone = bot_client(other)
        ask(other, "event", {"type": "app_uninstalled"})
        assert refusal(gone.auth_test) == "account_inactive"


# -- messages -------------------------------------------------------------------------------------


def test_time_stamps_are_unique_and_rise(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C0POLITICS", text="a")["ts"] for _ in range(20)]
    assert sorted(set(stamps)) == stamps


def test_what_was_posted_can_be_changed_and_removed_by_its_author_alone(
    slack: Running, client: WebClient
) -> None:
    mine = client.chat_postMessage(channel="C0POLITICS", text="a", blocks=[section()])["ts"]
    theirs = ask(slack, "say", {"channel": "politics", "user": "jonas", "text": "b"})["ts"]
    changed = client.chat_update(channel="C0POLITICS", ts=mine, text="c")
    assert (changed["text"], len(changed["message"]["blocks"])) == ("c", 1), "blocks are kept"
    update = lambda: client.chat_update(channel="C0POLITICS", ts=theirs, text="c")  # noqa: E731
    assert refusal(update) == "cant_update_message"
    delete = lambda: client.chat_delete(channel="C0POLITICS", ts=theirs)  # noqa: E731
    assert refusal(delete) == "cant_delete_message"
    client.chat_delete(channel="C0POLITICS", ts=mine)
    assert [m["text"] for m in ask(slack, "messages?channel=politics")] == ["b"]


def test_a_whisper_is_seen_by_one_and_found_by_no_method(slack: Running, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0POLITICS", user="U0JONAS", text="psst")
    (shown,) = ask(slack, "messages")
    assert shown["ephemeral_to"] == "U0JONAS"
    assert client.conversations_history(channel="C0POLITICS")["messages"] == []
    update = lambda: client.chat_update(channel="C0POLITICS", ts=shown["ts"], text="b")  # noqa: E731
    assert refusal(update) == "message_not_found"


def test_a_thread_hangs_on_its_parent_and_pages_by_cursor(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0POLITICS", text="parent")["ts"]
    for number in range(5):
        client.chat_postMessage(channel="C0POLITICS", text=str(number), thread_ts=parent)
    (top,) = client.conversations_history(channel="C0POLITICS")["messages"]
    assert (top["text"], top["reply_count"]) == ("parent", 5)
    pages = client.conversations_replies(channel="C0POLITICS", ts=parent, limit=2)
    said = [message["text"] for page in pages for message in page["messages"]]
    assert said == ["parent", "0", "1", "2", "3", "4"]


def test_metadata_is_given_back_to_who_asks_for_it(client: WebClient) -> None:
    card = {"event_type": "card", "event_payload": {"id": "7"}}
    client.chat_postMessage(channel="C0POLITICS", text="a", metadata=card)
    (plain,) = client.conversations_history(channel="C0POLITICS")["messages"]
    asked = client.conversations_history(channel="C0POLITICS", include_all_metadata=True)
    assert "metadata" not in plain
    assert asked["messages"][0]["metadata"] == card


def test_a_file_is_uploaded_in_three_steps(slack: Running, client: WebClient) -> None:
    done = client.files_upload_v2(filename="a.png", content=b"abc", channel="C0POLITICS", title="A")
    assert done["files"][0]["title"] == "A"
    (there,) = ask(slack, "messages")[0]["files"]
    assert (there["mimetype"], there["title"]) == ("image/png", "A")


# -- triggers and response addresses --------------------------------------------------------------


def test_a_trigger_works_once_and_for_three_seconds() -> None:
    clock = Clock()
    lent = Lent(Pace(), clock)
    first, second = lent.trigger("T1", "U1"), lent.trigger("T1", "U1")
    assert isinstance(lent.exchange(first.id), Trigger)
    assert lent.exchange(first.id) == "exchanged_trigger_id"
    clock.now += 3.1
    assert lent.exchange(second.id) == "expired_trigger_id"
    assert lent.exchange("made up") == "invalid_trigger_id"


def test_a_response_address_works_five_times_in_half_an_hour() -> None:
    clock = Clock()
    lent = Lent(Pace(), clock)
    first, second = lent.address("T1", "U1", "C1"), lent.address("T1", "U1", "C1")
    used = [lent.respond(first.key) for _ in range(6)]
    assert all(isinstance(use, ResponseAddress) for use in used[:5])
    assert used[5] == "used_url"
    clock.now += 1801
    assert lent.respond(second.key) == "expired_url"


def test_a_response_goes_to_the_person_even_where_the_bot_is_no_member(slack: Running) -> None:
    given = slack.app.state.stage.lent.address("T0NEWSROOM", "U0MARTA", "C0SPORT")
    hook = WebhookClient(f"{slack.url}/commands/T0NEWSROOM/{given.key}")
    assert hook.send(text="to you").body == "ok"
    assert hook.send(text="to all", response_type="in_channel").body == "ok"
    assert hook.send(blocks=[{"type": "marquee"}]).status_code == 400
    shown = [(m["text"], m.get("ephemeral_to")) for m in ask(slack, "messages?channel=sport")]
    assert shown == [("to you", "U0MARTA"), ("to all", None)]
    assert hook.send(text="4").body == hook.send(text="5").body == "ok"
    assert hook.send(text="6").status_code == 404


def test_home_and_modals_change_only_as_they_were_last_seen(
    slack: Running, client: WebClient
) -> None:
    seen = client.views_publish(user_id="U0MARTA", view=home(section("1")))["view"]
    client.views_publish(user_id="U0MARTA", view=home(section("2")), hash=seen["hash"])
    stale = lambda: client.views_publish(  # noqa: E731
        user_id="U0MARTA", view=home(section("3")), hash=seen["hash"]
    )
    assert refusal(stale) == "hash_conflict"
    assert ask(slack, "home?user=marta")["view"]["blocks"][0]["text"]["text"] == "2"


def test_modals_pile_up_to_three(slack: Running, client: WebClient) -> None:
    lent = slack.app.state.stage.lent
    first = lent.trigger("T0NEWSROOM", "U0MARTA").id
    view = client.views_open(trigger_id=first, view=modal(section()))["view"]["id"]
    for _ in range(2):
        on_top = lent.trigger("T0NEWSROOM", "U0MARTA", view=view).id
        view = client.views_push(trigger_id=on_top, view=modal(section()))["view"]["id"]
    fourth = lent.trigger("T0NEWSROOM", "U0MARTA", view=view).id
    push = lambda: client.views_push(trigger_id=fourth, view=modal(section()))  # noqa: E731
    assert refusal(push) == "push_limit_reached"


# -- faults ---------------------------------------------------------------------------------------


def test_faults_strike_in_order_and_as_often_as_asked() -> None:
    faults = Faults()
    twice = Fault("chat.postMessage", error="internal_error", times=2)
    faults.add(twice)
    faults.add(Fault("*", status=503))
    assert faults.take("chat.postMessage") == twice
    assert faults.take("chat.postMessage") == replace(twice, times=1)
    assert faults.take("auth.test") == Fault("*", status=503)
    assert faults.take("chat.postMessage") is None


@pytest.mark.parametrize(
    ("fault", "status", "word"),
    [
        ({"error": "is_archived"}, 200, "is_archived"),
        ({"status": 429, "retry_after": 30}, 429, "ratelimited"),
        ({"error": "ratelimited"}, 429, "ratelimited"),
    ],
)
def test_a_fault_looks_like_slack(
    slack: Running, client: WebClient, fault: dict[str, Any], status: int, word: str
) -> None:
    ask(slack, "faults", {"method": "chat.postMessage", **fault})
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0POLITICS", text="a")
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (status, word)
    assert answer.headers.get("Retry-After") == {429: str(fault.get("retry_after", 1))}.get(status)
    assert client.chat_postMessage(channel="C0POLITICS", text="a")["ok"], "once is once"


@pytest.mark.parametrize(("drop", "kept"), [("before", 0), ("after", 1)])
def test_an_answer_can_be_lost_before_or_after_the_call_is_carried_out(
    slack: Running, client: WebClient, drop: str, kept: int
) -> None:
    ask(slack, "faults", {"method": "chat.postMessage", "drop": drop})
    with pytest.raises(OSError, match=r"[Cc]onnection|reset|closed"):
        client.chat_postMessage(channel="C0POLITICS", text="a")
    assert len(ask(slack, "messages")) == kept


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "names a method"),
        ({"method": "chat.update", "drop": "never"}, "before or after"),
        ({"method": "chat.update", "often": 3}, "unknown key often"),
        ({"method": "chat.update", "times": "x"}, "number"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    slack: Running, asked: dict[str, Any], words: str
) -> None:
    answer = ask(slack, "faults", asked)
    assert answer["ok"] is False
    assert words in answer["error"]


# -- memory ---------------------------------------------------------------------------------------


def test_ten_thousand_messages_leave_what_a_channel_keeps() -> None:
    ledger = open_ledger()
    for number in range(10_000):
        ledger.keep_message(Message("C0POLITICS", ledger.fresh_ts(), "U0MARTA", str(number)))
    kept = ledger.in_channel("C0POLITICS")
    assert len(kept) == MESSAGES_KEPT
    assert kept[-1].text == "9999"
