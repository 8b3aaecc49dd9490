"""What Slack takes and what it refuses, asked through the clients that a bot uses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import bot_client
from tests.rehearsal.contract import CONTRACTS, refusals
from tests.rehearsal.specimens import (
    REFUSED,
    TAKEN,
    VIEWS_REFUSED,
    VIEWS_TAKEN,
    home,
    modal,
    section,
)

HURRIED = Pace(message_every=0.0001, minute=0.001)


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing(pace=HURRIED) as running:
        yield running


@pytest.fixture(scope="module")
def client(slack: Running) -> WebClient:
    return bot_client(slack)


def refused(call: Callable[[], Any]) -> Any:
    """The answer of a call that must be refused."""
    with pytest.raises(SlackApiError) as caught:
        call()
    return caught.value.response


def trigger(slack: Running) -> str:
    given: str = slack.app.state.stage.lent.trigger("T0NEWSROOM", "U0MARTA", "C0POLITICS").id
    return given


# -- blocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TAKEN)
def test_slack_takes(client: WebClient, name: str) -> None:
    posted = client.chat_postMessage(channel="C0POLITICS", text="said", blocks=TAKEN[name])
    shown = posted["message"]["blocks"]
    assert [block["type"] for block in shown] == [block["type"] for block in TAKEN[name]]
    assert all(block["block_id"] for block in shown)


@pytest.mark.parametrize("name", REFUSED)
def test_slack_refuses(client: WebClient, name: str) -> None:
    blocks, words = REFUSED[name]
    answer = refused(
        lambda: client.chat_postMessage(channel="C0POLITICS", text="said", blocks=blocks)
    )
    assert answer["error"] == "invalid_blocks"
    assert any(words in message for message in answer["response_metadata"]["messages"])


@pytest.mark.parametrize("name", VIEWS_TAKEN)
def test_slack_opens(slack: Running, client: WebClient, name: str) -> None:
    view = client.views_open(trigger_id=trigger(slack), view=VIEWS_TAKEN[name])["view"]
    assert (view["id"][0], view["root_view_id"]) == ("V", view["id"])


@pytest.mark.parametrize("name", VIEWS_REFUSED)
def test_slack_does_not_open(slack: Running, client: WebClient, name: str) -> None:
    view, words = VIEWS_REFUSED[name]
    answer = refused(lambda: client.views_open(trigger_id=trigger(slack), view=view))
    assert answer["error"] == "invalid_arguments"
    assert any(words in message for message in answer["response_metadata"]["messages"])


# -- methods --------------------------------------------------------------------------------------

POLITICS = {"channel": "C0POLITICS"}
SAID = POLITICS | {"text": "said"}

ANSWERED: dict[str, tuple[str, dict[str, Any]]] = {
    "api.test": ("api.test", {"foo": "bar"}),
    "auth.test": ("auth.test", {}),
    "bots.info": ("bots.info", {"bot": "B0VERBATIM"}),
    "post by id": ("chat.postMessage", SAID),
    "post by name": ("chat.postMessage", {"channel": "#politics", "text": "said"}),
    "post by bare name": ("chat.postMessage", {"channel": "politics", "text": "said"}),
    "post in a private channel": ("chat.postMessage", {"channel": "C0INVESTIG", "text": "said"}),
    "post to a person": ("chat.postMessage", {"channel": "U0MARTA", "text": "said"}),
    "post blocks without text": ("chat.postMessage", POLITICS | {"blocks": [section()]}),
    "post blocks as a string": ("chat.postMessage", SAID | {"blocks": '[{"type":"divider"}]'}),
    "post markdown": ("chat.postMessage", POLITICS | {"markdown_text": "**said**"}),
    "post attachments": ("chat.postMessage", POLITICS | {"attachments": [{"text": "a"}]}),
    "post with metadata": (
        "chat.postMessage",
        SAID | {"metadata": {"event_type": "card", "event_payload": {"id": "1"}}},
    ),
    "post without unfurling": ("chat.postMessage", SAID | {"unfurl_links": False}),
    "whisper": ("chat.postEphemeral", SAID | {"user": "U0JONAS"}),
    "post later": ("chat.scheduleMessage", SAID | {"post_at": "SOON"}),
    "read a channel": ("conversations.info", POLITICS | {"include_num_members": True}),
    "read a channel it is not in": ("conversations.info", {"channel": "C0SPORT"}),
    "list channels": ("conversations.list", {"types": "public_channel,private_channel,im"}),
    "list members": ("conversations.members", POLITICS),
    "read history": ("conversations.history", POLITICS | {"limit": 5}),
    "join": ("conversations.join", {"channel": "C0DIPLOMACY"}),
    "open a direct channel": ("conversations.open", {"users": "U0RUTH", "return_im": True}),
    "ask for an upload": ("files.getUploadURLExternal", {"filename": "a.png", "length": "3"}),
    "read the team": ("team.info", {}),
    "list the bot's channels": ("users.conversations", {"types": "public_channel"}),
    "read a person": ("users.info", {"user": "U0KENJI", "include_locale": True}),
    "list people": ("users.list", {"limit": 2}),
    "draw a home": ("views.publish", {"user_id": "U0MARTA", "view": home(section())}),
}

TURNED_AWAY: dict[str, tuple[str, dict[str, Any], str]] = {
    "api.test echoes an error": ("api.test", {"error": "my_error"}, "my_error"),
    "a method nobody knows": ("chat.shout", {}, "unknown_method"),
    "an argument with a strange name": ("auth.test", {"a b": "c"}, "invalid_arg_name"),
    "no channel": ("chat.postMessage", {"text": "said"}, "channel_not_found"),
    "an unknown channel": (
        "chat.postMessage",
        {"channel": "C404", "text": "a"},
        "channel_not_found",
    ),
    "a channel of another team": (
        "chat.postMessage",
        {"channel": "C0EVENINGS", "text": "a"},
        "channel_not_found",
    ),
    "a private channel from outside": (
        "chat.postMessage",
        {"channel": "C0BOARD", "text": "a"},
        "channel_not_found",
    ),
    "a public channel from outside": (
        "chat.postMessage",
        {"channel": "C0SPORT", "text": "a"},
        "not_in_channel",
    ),
    "an archived channel": (
        "chat.postMessage",
        {"channel": "C0ELECTION", "text": "a"},
        "is_archived",
    ),
    "nothing to say": ("chat.postMessage", POLITICS, "no_text"),
    "nothing but an empty text": ("chat.postMessage", POLITICS | {"text": ""}, "no_text"),
    "no blocks and no text": ("chat.postMessage", POLITICS | {"blocks": []}, "no_text"),
    "blocks that are no JSON": (
        "chat.postMessage",
        SAID | {"blocks": "[{"},
        "invalid_blocks_format",
    ),
    "blocks that are an object": (
        "chat.postMessage",
        SAID | {"blocks": '{"a": 1}'},
        "invalid_blocks_format",
    ),
    "blocks beyond all measure": (
        "chat.postMessage",
        SAID | {"blocks": [section("x" * 3000)] * 5},
        "msg_blocks_too_long",
    ),
    "markdown and text": (
        "chat.postMessage",
        SAID | {"markdown_text": "a"},
        "markdown_text_conflict",
    ),
    "101 attachments": (
        "chat.postMessage",
        SAID | {"attachments": [{"text": "a"}] * 101},
        "too_many_attachments",
    ),
    "metadata that is no object": (
        "chat.postMessage",
        SAID | {"metadata": "[1]"},
        "invalid_metadata_format",
    ),
    "metadata without a type": (
        "chat.postMessage",
        SAID | {"metadata": {"event_payload": {}}},
        "invalid_metadata_schema",
    ),
    "metadata beyond measure": (
        "chat.postMessage",
        SAID | {"metadata": {"event_type": "a", "event_payload": {"a": "x" * 70_000}}},
        "metadata_too_large",
    ),
    "whispering without a person": ("chat.postEphemeral", SAID, "user_not_in_channel"),
    "whispering to a stranger": (
        "chat.postEphemeral",
        SAID | {"user": "U404"},
        "user_not_in_channel",
    ),
    "whispering from outside": (
        "chat.postEphemeral",
        {"channel": "C0SPORT", "text": "a", "user": "U0MARTA"},
        "not_in_channel",
    ),
    "whispering too much": (
        "chat.postEphemeral",
        POLITICS | {"text": "x" * 40_001, "user": "U0MARTA"},
        "msg_too_long",
    ),
    "changing nothing": ("chat.update", POLITICS | {"text": "a"}, "message_not_found"),
    "changing what is not there": (
        "chat.update",
        SAID | {"ts": "1.000001"},
        "message_not_found",
    ),
    "removing what is not there": (
        "chat.delete",
        POLITICS | {"ts": "1.000001"},
        "message_not_found",
    ),
    "a link to what is not there": (
        "chat.getPermalink",
        POLITICS | {"message_ts": "1.000001"},
        "message_not_found",
    ),
    "posting in the past": ("chat.scheduleMessage", SAID | {"post_at": 1}, "time_in_past"),
    "posting next year": (
        "chat.scheduleMessage",
        SAID | {"post_at": 99_999_999_999},
        "time_too_far",
    ),
    "posting at noon": ("chat.scheduleMessage", SAID | {"post_at": "noon"}, "invalid_time"),
    "calling off what was never planned": (
        "chat.deleteScheduledMessage",
        POLITICS | {"scheduled_message_id": "Q404"},
        "invalid_scheduled_message_id",
    ),
    "reading no channel": ("conversations.info", {}, "channel_not_found"),
    "reading a private channel from outside": (
        "conversations.info",
        {"channel": "C0BOARD"},
        "channel_not_found",
    ),
    "listing strange kinds": ("conversations.list", {"types": "secret"}, "invalid_types"),
    "listing a strange number": ("conversations.list", {"limit": "many"}, "invalid_limit"),
    "listing too many": ("conversations.list", {"limit": 1001}, "invalid_limit"),
    "listing from nowhere": ("conversations.list", {"cursor": "???"}, "invalid_cursor"),
    "history from outside": (
        "conversations.history",
        {"channel": "C0SPORT"},
        "not_in_channel",
    ),
    "history since a word": (
        "conversations.history",
        POLITICS | {"oldest": "monday"},
        "invalid_ts_oldest",
    ),
    "history until a word": (
        "conversations.history",
        POLITICS | {"latest": "monday"},
        "invalid_ts_latest",
    ),
    "history from nowhere": (
        "conversations.history",
        POLITICS | {"cursor": "bmV4dDo5OTk5OTk="},
        "invalid_cursor",
    ),
    "replies to nothing": ("conversations.replies", POLITICS, "thread_not_found"),
    "replies to what is not there": (
        "conversations.replies",
        POLITICS | {"ts": "1.000001"},
        "thread_not_found",
    ),
    "joining an archived channel": (
        "conversations.join",
        {"channel": "C0ELECTION"},
        "is_archived",
    ),
    "joining a private channel": (
        "conversations.join",
        {"channel": "C0INVESTIG"},
        "method_not_supported_for_channel_type",
    ),
    "a direct channel with nobody": ("conversations.open", {}, "users_list_not_supplied"),
    "a direct channel with a stranger": (
        "conversations.open",
        {"users": "U404"},
        "user_not_found",
    ),
    "a direct channel with nine": (
        "conversations.open",
        {"users": ",".join(["U0MARTA"] * 9)},
        "too_many_users",
    ),
    "a person nobody knows": ("users.info", {"user": "U404"}, "user_not_found"),
    "a person of another team": ("users.info", {"user": "U0PETRA"}, "user_not_found"),
    "no person": ("users.info", {}, "user_not_found"),
    "a bot nobody knows": ("bots.info", {"bot": "B404"}, "bot_not_found"),
    "another team": ("team.info", {"team": "T0EVENING"}, "team_not_found"),
    "an emoji of no name": (
        "reactions.add",
        POLITICS | {"name": "no such!", "timestamp": "1.1"},
        "invalid_name",
    ),
    "an emoji on nothing": (
        "reactions.add",
        POLITICS | {"name": "eyes", "timestamp": "1.000001"},
        "message_not_found",
    ),
    "an upload without a size": (
        "files.getUploadURLExternal",
        {"filename": "a"},
        "missing_argument",
    ),
    "an upload beyond measure": (
        "files.getUploadURLExternal",
        {"filename": "a", "length": "99999999"},
        "file_upload_size_restricted",
    ),
    "a file that never came": (
        "files.completeUploadExternal",
        {"files": [{"id": "F404"}]},
        "file_not_found",
    ),
    "a file nobody knows": ("files.info", {"file": "F404"}, "file_not_found"),
    "a function that never ran": (
        "functions.completeSuccess",
        {"function_execution_id": "Fx1", "outputs": {}},
        "function_execution_not_found",
    ),
    "a view with no trigger": ("views.open", {"view": modal(section())}, "invalid_trigger_id"),
    "a view with a made-up trigger": (
        "views.open",
        {"view": modal(section()), "trigger_id": "1.2.3"},
        "invalid_trigger_id",
    ),
    "no view": ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
    "a view beyond measure": (
        "views.open",
        {"trigger_id": "1.2.3", "view": modal(*[section("x" * 3000)] * 90)},
        "view_too_large",
    ),
    "changing a view that is not there": (
        "views.update",
        {"view": modal(section()), "view_id": "V404"},
        "not_found",
    ),
    "changing a view into nonsense": (
        "views.update",
        {"view": modal({"type": "marquee"}), "view_id": "V404"},
        "invalid_form_data",
    ),
    "a home for a stranger": (
        "views.publish",
        {"user_id": "U404", "view": home(section())},
        "invalid_arguments",
    ),
    "a modal as home": (
        "views.publish",
        {"user_id": "U0MARTA", "view": modal(section())},
        "invalid_arguments",
    ),
    "leaving with the wrong secret": (
        "apps.uninstall",
        {"client_id": "1000.2000", "client_secret": "guess"},
        "bad_client_secret",
    ),
    "leaving as another app": (
        "apps.uninstall",
        {"client_id": "1", "client_secret": "guess"},
        "invalid_client_id",
    ),
    "a connection with the bot's token": (
        "apps.connections.open",
        {},
        "not_allowed_token_type",
    ),
}


@pytest.mark.parametrize("body", ["json", "form"])
@pytest.mark.parametrize("name", ANSWERED)
def test_it_answers(slack: Running, client: WebClient, name: str, body: str) -> None:
    method, args = ANSWERED[name]
    if args.get("post_at") == "SOON":
        args = args | {"post_at": int(slack.ledger.now()) + 600}
    answer = called(client, method, args, body)
    assert answer["ok"] is True
    assert set(CONTRACTS[method].answers.split()) <= {*answer.data}


@pytest.mark.parametrize("body", ["json", "form"])
@pytest.mark.parametrize("name", TURNED_AWAY)
def test_it_turns_away(client: WebClient, name: str, body: str) -> None:
    method, args, error = TURNED_AWAY[name]
    answer = refused(lambda: called(client, method, args, body))
    assert answer["error"] == error
    if method in CONTRACTS and error != "my_error":
        assert error in refusals(method)


NAMES = st.sampled_from(
    [
        "channel",
        "user",
        "ts",
        "text",
        "blocks",
        "view",
        "view_id",
        "user_id",
        "trigger_id",
        "limit",
        "cursor",
        "metadata",
        "files",
        "timestamp",
        "name",
        "thread_ts",
        "post_at",
        "users",
        "hash",
        "oldest",
        "latest",
        "types",
        "attachments",
    ]
)
VALUES = st.sampled_from(
    ["C0POLITICS", "U0MARTA", "1.000001", "", "[", "[[]]", "{}", "[{}]", "0", "-1", "eyes", "null"]
) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(sorted(set(CONTRACTS) - {"auth.revoke", "api.test"})),
    st.dictionaries(NAMES, VALUES, max_size=5),
)
def test_whatever_it_is_asked_it_answers_in_documented_words(
    client: WebClient, method: str, args: dict[str, Any]
) -> None:
    with suppress(SlackApiError):
        assert client.api_call(method, json=args)["ok"]
        return
    answer = refused(lambda: client.api_call(method, json=args))
    assert answer.status_code in (200, 429)
    assert answer["error"] in refusals(method)


def called(client: WebClient, method: str, args: dict[str, Any], body: str) -> Any:
    if body == "json":
        return client.api_call(method, json=args)
    form = {key: json.dumps(v) if isinstance(v, dict | list) else v for key, v in args.items()}
    return client.api_call(method, params=form)
