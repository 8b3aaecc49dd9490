"""/quotes: acknowledged at once, answered with what the desk says, calmly whatever happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import App

from bot.alerts import answers
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.desk.conversation import Conversation
from bot.errors import TryAgain
from bot.rehearsal.server import Running, rehearsing
from handlers import register
from handlers.grammar import parse
from handlers.quotes import reply
from tests.handlers.parrot import deaf_lifecycle, parroting_follows, parroting_rooms
from tests.rehearsal.asking import ask, at_work, bot_client

HERE = Channel("T1", "C1")


def busy(_typed: str, _meant: str) -> Message:
    raise TryAgain("Redis did not answer")


def parrot() -> Conversation:
    """A desk that says what it was asked."""
    return Conversation(
        quotes=lambda typed, meant: answers.plain(f"quotes {typed!r} {meant!r}"),
        follows=parroting_follows(),
        rooms=parroting_rooms(),
        lifecycle=deaf_lifecycle(),
    )


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Tolvik", "quotes 'Tolvik' ''"),
        ("folow Tolvik", "quotes 'folow Tolvik' 'follow Tolvik'"),
        ("follow “Maresa Tolvik”", "follow 'Maresa Tolvik' T1:C1 U1"),
        ("unfollow Torvania", "unfollow 'Torvania' T1:C1 U1"),
        ("list", "list T1:C1"),
        ("", answers.help_page().text),
    ],
)
def test_each_request_is_one_question_to_the_desk(typed: str, asked: str) -> None:
    assert reply(parse(typed), parrot(), HERE, "U1").text == asked


def test_commands_are_answered_to_the_one_who_typed_whatever_happens() -> None:
    with rehearsing() as slack:
        app = App(client=bot_client(slack))
        register(app, replace(parrot(), quotes=busy))
        with at_work(slack, app):
            followed = type_command(slack, "follow Tolvik")
            failed = type_command(slack, "Tolvik")
    # The bot is no member of that channel: a response needs no invitation.
    assert followed["text"] == "follow 'Tolvik' T0NEWSROOM:C0SPORT U0JONAS"
    assert "Please try again in a minute" in failed["text"]
    assert followed["response_type"] == failed["response_type"] == "ephemeral"


def type_command(slack: Running, text: str) -> dict[str, Any]:
    typed = {"command": "/quotes", "text": text, "channel": "sport", "user": "jonas"}
    (response,) = ask(slack, "command", typed)["responses"]
    return dict(response)
