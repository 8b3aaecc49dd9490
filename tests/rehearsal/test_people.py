"""What people do reaches the app over Socket Mode, and what it answers reaches them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import ask, at_work, bot_client, until
from tests.rehearsal.events import EVENTS
from tests.rehearsal.specimens import (
    actions,
    ask_for,
    button,
    home,
    menu,
    modal,
    option,
    plain,
    section,
)

QUICK = Pace(message_every=0.0001, acknowledged_within=0.15, retries=(0.0, 0.05, 0.05))
FORM = modal(
    ask_for(menu("external_select", min_query_length=1), block_id="who"),
    ask_for(
        {
            "type": "conversations_select",
            "action_id": "where",
            "default_to_current_conversation": True,
        },
        block_id="where",
    ),
    submit=plain("Follow"),
    callback_id="follow",
)


@pytest.fixture(scope="module")
def newsroom() -> Iterator[tuple[Running, list[Any]]]:
    """A rehearsal with an app at work in it, and what that app was told."""
    with rehearsing(pace=Pace(message_every=0.0001)) as slack:
        told: list[Any] = []
        with at_work(slack, an_app(slack, told)):
            yield slack, told


def an_app(slack: Running, told: list[Any]) -> App:  # noqa: C901  (one listener after the other)
    app = App(client=bot_client(slack))

    @app.command("/quotes")
    def command(ack, body, client):  # type: ignore[no-untyped-def]
        told.append(body)
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.options("pick")
    def offer(ack, payload):  # type: ignore[no-untyped-def]
        names = ["Dana Ilar", "Oren Vask"]
        ack(options=[option(n, n) for n in names if payload["value"].lower() in n.lower()])

    @app.view("follow")
    def submitted(ack, view, client):  # type: ignore[no-untyped-def]
        values = view["state"]["values"]
        told.append(values)
        name = values["who"]["pick"]["selected_option"]["value"]
        if name == "Nobody":
            ack(response_action="errors", errors={"who": "Nobody is followed"})
        elif name == "Oren Vask":
            ack(response_action="update", view=modal(section("Sure?"), callback_id="sure"))
        else:
            ack()
            where = values["where"]["where"]["selected_conversation"]
            client.chat_postMessage(channel=where, text=f"Following {name}")

    @app.action("mute")
    def mute(ack, body, respond):  # type: ignore[no-untyped-def]
        told.append(body)
        ack()
        respond(replace_original=True, text="Muted")

    @app.event("app_home_opened")
    def at_home(event, client):  # type: ignore[no-untyped-def]
        client.views_publish(user_id=event["user"], view=home(section("Home")))

    @app.event("app_mention")
    def mentioned(event):  # type: ignore[no-untyped-def]
        told.append(event)

    @app.event("channel_rename")
    def renamed(event):  # type: ignore[no-untyped-def]
        told.append(event)

    @app.shortcut("follow_speaker")
    def shortcut(ack, body):  # type: ignore[no-untyped-def]
        told.append(body)
        ack()

    return app


Newsroom = tuple[Running, list[Any]]


def opened(slack: Running) -> str:
    answer = ask(slack, "command", {"channel": "diplomacy", "user": "jonas", "command": "/quotes"})
    id_: str = answer["view"]["id"]
    return id_


def test_a_command_carries_what_slack_sends(newsroom: Newsroom) -> None:
    slack, told = newsroom
    opened(slack)
    sent = told[-1]
    assert (sent["channel_name"], sent["user_name"], sent["text"]) == ("diplomacy", "jonas", "")
    assert sent["response_url"].startswith(f"{slack.url}/commands/T0NEWSROOM/")


def test_a_name_is_offered_chosen_and_followed(newsroom: Newsroom) -> None:
    slack, told = newsroom
    view = opened(slack)
    offered = ask(slack, "suggest", {"view_id": view, "action_id": "pick", "value": "il"})
    assert [one["value"] for one in offered["options"]] == ["Dana Ilar"]
    done = ask(slack, "submit", {"view_id": view, "values": {"pick": offered["options"][0]}})
    assert done["acknowledged"]
    assert told[-1]["where"]["where"]["selected_conversation"] == "C0DIPLOMACY"
    assert until(lambda: "Following Dana Ilar" in str(ask(slack, "messages?channel=diplomacy")))
    assert view not in [one["id"] for one in ask(slack, "views?user=jonas")]


def test_a_form_asks_for_what_is_missing_before_the_app_hears_of_it(newsroom: Newsroom) -> None:
    slack, told = newsroom
    view, heard = opened(slack), len(told)
    answer = ask(slack, "submit", {"view_id": view, "values": {}})
    assert answer["errors"] == {"who": "Please complete this required field."}
    assert len(told) == heard


def test_the_apps_errors_come_back_and_the_modal_stays(newsroom: Newsroom) -> None:
    slack, _ = newsroom
    view = opened(slack)
    answer = ask(slack, "submit", {"view_id": view, "values": {"who": {"pick": "Nobody"}}})
    assert answer["errors"] == {"who": "Nobody is followed"}
    assert view in [one["id"] for one in ask(slack, "views")]


def test_a_submission_can_change_the_modal(newsroom: Newsroom) -> None:
    slack, _ = newsroom
    view = opened(slack)
    ask(slack, "submit", {"view_id": view, "values": {"pick": "Oren Vask"}})
    (changed,) = [one for one in ask(slack, "views") if one["id"] == view]
    assert changed["callback_id"] == "sure"


def test_a_button_is_pressed_and_its_message_replaced(newsroom: Newsroom) -> None:
    slack, told = newsroom
    blocks = [section(), actions(button("mute", value="7"))]
    posted = bot_client(slack).chat_postMessage(channel="C0FOREIGN", text="card", blocks=blocks)
    ask(slack, "act", {"ts": posted["ts"], "user": "kenji", "action_id": "mute"})
    sent = told[-1]
    assert (sent["actions"][0]["value"], sent["user"]["id"]) == ("7", "U0KENJI")
    assert sent["container"]["message_ts"] == sent["message"]["ts"] == posted["ts"]
    (shown,) = [m for m in ask(slack, "messages") if m["ts"] == posted["ts"]]
    assert (shown["text"], shown["blocks"]) == ("Muted", [])


def test_of_buttons_with_one_name_the_value_tells_which(newsroom: Newsroom) -> None:
    slack, told = newsroom
    blocks = [actions(button("mute", value=number), block_id=number) for number in ("1", "2")]
    posted = bot_client(slack).chat_postMessage(channel="C0FOREIGN", text="card", blocks=blocks)
    ask(slack, "act", {"ts": posted["ts"], "action_id": "mute", "value": "2"})
    assert told[-1]["actions"][0]["block_id"] == "2"


def test_a_whisper_is_acted_on_by_who_sees_it(newsroom: Newsroom) -> None:
    slack, told = newsroom
    bot_client(slack).chat_postEphemeral(
        channel="C0FOREIGN", user="U0RUTH", text="card", blocks=[actions(button("mute"))]
    )
    ts = ask(slack, "messages?channel=foreign-desk")[-1]["ts"]
    answer = ask(slack, "act", {"ts": ts, "user": "marta", "action_id": "mute"})
    assert answer["error"] == "marta does not see that message"
    ask(slack, "act", {"ts": ts, "action_id": "mute"})
    assert (told[-1]["user"]["id"], told[-1]["container"]["is_ephemeral"]) == ("U0RUTH", True)


def test_the_app_is_invited_and_removed_as_in_slack(newsroom: Newsroom) -> None:
    slack, _ = newsroom
    client = bot_client(slack)
    for command, word in (("/invite", None), ("/remove", "not_in_channel")):
        asked = {"channel": "sport", "command": f"{command} @verbatim"}
        assert ask(slack, "command", asked)["ok"]
        if word is None:
            assert client.chat_postMessage(channel="C0SPORT", text="here")["ok"]
        else:
            with pytest.raises(SlackApiError, match=word):
                client.chat_postMessage(channel="C0SPORT", text="gone")
    assert ask(slack, "command", {"command": "/invite @jonas"})["ok"] is False


def test_a_button_that_is_not_there_is_named_with_those_that_are(newsroom: Newsroom) -> None:
    slack, _ = newsroom
    posted = bot_client(slack).chat_postMessage(
        channel="C0FOREIGN", text="card", blocks=[actions(button("mute"))]
    )
    answer = ask(slack, "act", {"ts": posted["ts"], "action_id": "shout"})
    assert answer == {"ok": False, "error": "no element shout; there are: mute"}


def test_opening_home_lets_the_app_draw_it(newsroom: Newsroom) -> None:
    slack, _ = newsroom
    ask(slack, "home", {"user": "ruth"})
    assert until(lambda: ask(slack, "home?user=ruth")["view"] is not None)


def test_a_mention_is_heard(newsroom: Newsroom) -> None:
    slack, told = newsroom
    ask(slack, "say", {"channel": "politics", "text": "<@U0VERBATIM> hello"})
    assert until(lambda: told[-1].get("type") == "app_mention")
    assert told[-1]["channel"] == "C0POLITICS"


def test_a_rename_is_true_and_told(newsroom: Newsroom) -> None:
    slack, told = newsroom
    ask(slack, "event", {"type": "channel_rename", "channel": "diplomacy", "name": "summits"})
    assert until(lambda: told[-1].get("type") == "channel_rename")
    assert (told[-1]["channel"]["id"], told[-1]["channel"]["name"]) == ("C0DIPLOMACY", "summits")
    assert "summits" in [channel["name"] for channel in ask(slack, "workspace")["channels"]]
    ask(slack, "event", {"type": "channel_rename", "channel": "summits", "name": "diplomacy"})


def test_a_message_shortcut_carries_its_message(newsroom: Newsroom) -> None:
    slack, told = newsroom
    said = ask(slack, "say", {"channel": "politics", "text": "He said no"})
    ask(slack, "shortcut", {"callback_id": "follow_speaker", "ts": said["ts"]})
    assert (told[-1]["type"], told[-1]["message"]["text"]) == ("message_action", "He said no")


# -- events that change the workspace -------------------------------------------------------------

CHANGES = {
    "channel_archive": ({"channel": "politics"}, "is_archived"),
    "channel_deleted": ({"channel": "politics"}, "channel_not_found"),
    "channel_left": ({"channel": "politics"}, "not_in_channel"),
    "member_left_channel": ({"channel": "politics"}, "not_in_channel"),
    "group_left": ({"channel": "investigations"}, "channel_not_found"),
    "channel_id_changed": ({"channel": "politics"}, "channel_not_found"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_an_event_is_not_only_told_but_true(kind: str) -> None:
    told, error = CHANGES[kind]
    with rehearsing() as slack:
        channels = ask(slack, "workspace")["channels"]
        (channel,) = [c["id"] for c in channels if c["name"] == told["channel"]]
        ask(slack, "event", {"type": kind, **told})
        answer = bot_client(slack).api_call  # refused below
        with pytest.raises(Exception, match=error):
            answer("chat.postMessage", json={"channel": channel, "text": "a"})


@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_says_what_slack_says(kind: str) -> None:
    path, asked, keys = EVENTS[kind]
    with rehearsing() as slack, plugged_in(slack) as line:
        assert ask(slack, path, asked)["ok"]
        told = next_envelope(line)
        acknowledge(line, told)
        if kind == "app_uninstalled":
            assert told["payload"]["event"]["type"] == "tokens_revoked"
            told = next_envelope(line)
            acknowledge(line, told)
    outer, event = told["payload"], told["payload"]["event"]
    assert (outer["type"], outer["team_id"]) == ("event_callback", "T0NEWSROOM")
    assert event["type"] == kind
    assert keys | {"event_ts"} <= set(event)


# -- the socket itself ----------------------------------------------------------------------------


@contextmanager
def plugged_in(slack: Running) -> Iterator[ClientConnection]:
    token = ask(slack, "workspace")["app_token"]
    url = bot_client(slack, token).apps_connections_open(app_token=token)["url"]
    with connect(url, proxy=None) as line:
        assert json.loads(line.recv(5))["type"] == "hello"
        yield line


def next_envelope(line: ClientConnection) -> dict[str, Any]:
    received: dict[str, Any] = json.loads(line.recv(5))
    return received


def acknowledge(line: ClientConnection, envelope: dict[str, Any]) -> None:
    line.send(json.dumps({"envelope_id": envelope["envelope_id"]}))


def test_an_event_not_acknowledged_comes_again_and_says_so() -> None:
    with rehearsing(pace=QUICK) as slack, plugged_in(slack) as line:
        ask(slack, "event", {"type": "team_rename", "name": "The Daily"})
        first, second, third = (next_envelope(line) for _ in range(3))
        acknowledge(line, third)
    assert [one["retry_attempt"] for one in (first, second, third)] == [0, 1, 2]
    assert second["retry_reason"] == "timeout"
    assert first["envelope_id"] == third["envelope_id"]
    assert first["payload"]["event_id"] == third["payload"]["event_id"]


def test_a_command_not_acknowledged_fails_for_the_person_and_comes_once_more() -> None:
    with rehearsing(pace=QUICK) as slack, plugged_in(slack) as line:
        answer = ask(slack, "command", {"command": "/quotes", "text": "list"})
        assert answer["error"] == "operation_timeout"
        first, again = next_envelope(line), next_envelope(line)
        assert "retry_attempt" not in first
        assert again["retry_attempt"] == 1


def test_each_envelope_goes_to_one_connection_in_turn() -> None:
    with rehearsing(pace=QUICK) as slack, plugged_in(slack) as one, plugged_in(slack) as other:
        for name in ("a", "b"):
            ask(slack, "event", {"type": "team_rename", "name": name})
        here, there = next_envelope(one), next_envelope(other)
        acknowledge(one, here)
        acknowledge(other, there)
        assert here["envelope_id"] != there["envelope_id"]


def test_an_envelope_of_a_lost_connection_goes_to_another() -> None:
    slow = Pace(retries=(0.0,))
    with rehearsing(pace=slow) as slack, plugged_in(slack) as stays:
        with plugged_in(slack) as leaves:
            ask(slack, "event", {"type": "team_rename", "name": "a"})
            ask(slack, "event", {"type": "team_rename", "name": "b"})
            lost = next_envelope(leaves)
            acknowledge(stays, next_envelope(stays))
        again = next_envelope(stays)
        assert (again["envelope_id"], again["retry_attempt"]) == (lost["envelope_id"], 1)


def test_ten_connections_are_the_most() -> None:
    with rehearsing() as slack:
        token = ask(slack, "workspace")["app_token"]
        client = bot_client(slack, token)
        with ExitStack() as lines:
            for _ in range(10):
                lines.enter_context(plugged_in(slack))
            url = client.apps_connections_open(app_token=token)["url"]
            with pytest.raises(InvalidStatus):
                connect(url, proxy=None)


def test_a_ticket_opens_one_connection() -> None:
    with rehearsing() as slack:
        links = slack.app.state.stage.links
        ticket = links.ticket()
        assert [links.admit(ticket), links.admit(ticket), links.admit("")] == [True, False, False]


def test_the_app_is_asked_to_reconnect_and_does() -> None:
    with rehearsing(pace=QUICK) as slack:
        told: list[Any] = []
        with at_work(slack, an_app(slack, told)):
            ask(slack, "disconnect", {})
            assert until(lambda: ask(slack, "workspace")["connections"] == 1, 10)
            assert "view" in ask(slack, "command", {"command": "/quotes"})
