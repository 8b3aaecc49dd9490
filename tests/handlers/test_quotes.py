"""/quotes: acknowledged at once, answered with what the desk says, calmly whatever happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import App, Respond

from bot.alerts.answers import plain
from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from bot.alerts.subscription import Channel
from bot.commands.command import Command, Lookup
from bot.commands.read import read
from bot.desk.conversation import Conversation
from bot.desk.lookups import Lookups
from bot.errors import TryAgain
from bot.rehearsal.server import Running, rehearsing
from handlers import register
from handlers.asker import Asker
from handlers.quotes import reply
from tests.commands.table import TABLE, TODAY
from tests.handlers.parrot import deaf_lifecycle, parroting_follows, parroting_rooms
from tests.rehearsal.asking import ask, at_work, bot_client
from tests.world import no_cards

HERE = Asker(Channel("T1", "C1"), "U1", Respond(response_url="http://127.0.0.1:9/"))


def parrot() -> Conversation:
    """A desk that says what it was asked."""

    def says(*asked: object) -> Message:
        return plain(" ".join(map(str, asked)) or "nothing")

    return Conversation(
        lookups=Lookups(
            today=lambda: TODAY,
            look_up=says,
            compare=says,
            tone=says,
            export=says,
            export_corrections=says,
            status=says,
            offer=lambda _typed: (),
        ),
        follows=parroting_follows(),
        rooms=parroting_rooms(),
        lifecycle=deaf_lifecycle(),
        cards=no_cards(),
    )


@pytest.mark.parametrize("command", dict.fromkeys(command for _, command in TABLE))
def test_each_command_is_one_question_to_the_desk(command: Command) -> None:
    answer = reply(command, parrot(), HERE)
    assert isinstance(answer, Message)
    assert answer.text


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Tolvik", f"{Lookup('Tolvik')} T1:C1"),
        ("list", "list T1:C1"),
        ("settings", "settings T1:C1 U1"),
        ("status", "T1:C1"),
        ("Tolvik n:99", "`n:` takes a number from 1 to 10, not “99”."),
    ],
)
def test_the_desk_is_told_what_where_and_by_whom(typed: str, asked: str) -> None:
    answer = reply(read(typed, TODAY), parrot(), HERE)
    assert isinstance(answer, Message)
    assert answer.text == asked


def busy(_asked: Command, _channel: Channel) -> Message:
    raise TryAgain("Redis did not answer")


def broken(_channel: Channel) -> Message:
    raise ZeroDivisionError


def test_commands_are_answered_to_the_one_who_typed_whatever_happens() -> None:
    desk = parrot()
    lookups = replace(desk.lookups, look_up=busy, status=broken)
    with rehearsing() as slack:
        app = App(client=bot_client(slack))
        register(app, replace(desk, lookups=lookups))
        with at_work(slack, app):
            listed = type_command(slack, "list")
            failed = [type_command(slack, typed) for typed in ("Tolvik", "status")]
            escaped = type_command(slack, "unfollow A &amp; &lt;B&gt;")
    # The bot is no member of that channel: a response needs no invitation.
    assert listed["text"] == "list T0NEWSROOM:C0SPORT"
    assert all("Please try again in a minute" in answer["text"] for answer in failed)
    assert "unfollow 'A &amp; &lt;B&gt;'" in escaped["text"]
    answers = [listed, *failed, escaped]
    assert all(answer["response_type"] == "ephemeral" for answer in answers)


def type_command(slack: Running, text: str) -> dict[str, Any]:
    typed = {"command": "/quotes", "text": text, "channel": "sport", "user": "jonas"}
    (response,) = ask(slack, "command", typed)["responses"]
    return dict(response)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("missing_scope", "add the scope files:write"),
        ("not_in_channel", "/invite me"),
        ("internal_error", "Slack says internal_error"),
    ],
)
def test_a_file_that_cannot_be_sent_is_told_in_one_line(error: str, said: str) -> None:
    desk = parrot()
    sheet = Sheet("tolvik.csv", "said\r\n", "Tolvik")
    lookups = replace(desk.lookups, export=lambda _asked, _channel: sheet)
    with rehearsing() as slack:
        app = App(client=bot_client(slack))
        register(app, replace(desk, lookups=lookups))
        fault = {"method": "files.completeUploadExternal", "error": error}
        with at_work(slack, app):
            ask(slack, "faults", fault)
            answer = type_command(slack, "export Tolvik")
    assert said in answer["text"]
