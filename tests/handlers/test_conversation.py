"""Conversations from end to end: typed and pressed in the rehearsal, answered by real parts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.request import urlopen

import pytest

from bot.adapters.archive.door import connect
from bot.rehearsal.blocks.check import complaints_of_message
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.wiring import parts
from tests.handlers.ways import WAYS, at_work_by
from tests.rehearsal.asking import ask, until
from tests.world import REGISTER, a_record

WHO = {"channel": "foreign-desk", "user": "marta"}


@pytest.fixture(scope="module", params=WAYS)
def slack(
    request: pytest.FixtureRequest, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    with connect(redis_url) as redis:
        redis.flushall()
    officials = tmp_path_factory.mktemp("register") / "officials.toml"
    officials.write_text(REGISTER)
    archive = parts.archive_at(redis_url)
    keep_records(archive)
    with rehearsing(pace=Pace(answer_within=3.0)) as running:
        known = ask(running, "workspace")
        chosen = Settings(
            slack_bot_token=known["bot_token"],
            slack_signing_secret=known["signing_secret"],
            slack_api_url=running.api_url,
            officials=(officials,),
        )
        app = parts.app_of(chosen, archive)
        with at_work_by(request.param, running, app, archive):
            yield running
    archive.redis.close()
    archive.notes.close()
    archive.broker.client.close()


def keep_records(archive: parts.Archive) -> None:
    now = parts.now()
    for n in range(7):
        at = now - timedelta(days=1, hours=n)
        archive.records.keep(a_record(f"Ferry words {n}.", at=at, targets=("Kelmora",), tone=-0.7))
    archive.records.keep(a_record("=HYPERLINK(1)", at=now - timedelta(days=3), tone=0.6))
    archive.records.keep(
        a_record("Ferries pay tolls.", "Tomas Verrell", now, targets=("Kelmora",), tone=0.7)
    )


def type_command(slack: Running, text: str, **where: str) -> dict[str, Any]:
    typed = {"command": "/quotes", "text": text, **WHO, **where}
    answered = ask(slack, "command", typed)
    assert answered["acknowledged"]
    (response,) = answered["responses"]
    assert complaints_of_message(response["blocks"]) == []
    return dict(response)


def press(slack: Running, action: str, text: str = "") -> list[dict[str, Any]]:
    """Presses a button of the newest answer that has it."""
    for message in reversed(ask(slack, "messages?channel=foreign-desk")):
        for element in elements_of(message):
            shown = element["text"]["text"] if "text" in element else ""
            if element["action_id"].partition(":")[0] == action and shown.startswith(text):
                pressed = {**WHO, "ts": message["ts"], "action_id": element["action_id"]}
                responses: list[dict[str, Any]] = ask(slack, "act", pressed)["responses"]
                return responses
    raise AssertionError(f"no button {action} {text}")


def elements_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [b["elements"] for b in message["blocks"] or () if b["type"] == "actions"]
    return [element for row in rows for element in row]


ANSWERS = [
    ("Tolvik", "1 to 5 of 8 statements, newest first"),
    ("Tolvik about:ferry to:Kelmora tone:hostile n:2", "hostile in tone · 1 to 2 of 7"),
    ("Tolvik about:submarine", "Ask for less:"),
    ("Tolvick", "Did you mean:"),
    ("Kelmora", "Ferries pay tolls."),
    ("Tolvik since:never", "I cannot read “never” as a day."),
    ("compare Tolvik and Verrell", "Newest words of each:"),
    ("compare Maresa Tolvik Tomas Verrell about:ferry", "Ferries pay tolls."),
    ("tone Tolvik", "The softest of that time"),
    ("status", "Sources:"),
    ("help", "What you can type"),
    ("help follow", "alerts:all|shifts|digest"),
    ("list", "follows nobody"),
    ("settings", "digest"),
]


def test_each_command_is_answered_to_the_asker_alone(slack: Running) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda typed: type_command(slack, typed), dict(ANSWERS)))
    for (typed, said), answer in zip(ANSWERS, answers, strict=True):
        assert said in answer["text"], typed
        assert answer["response_type"] == "ephemeral"


def test_pages_take_the_place_of_the_answer(slack: Running) -> None:
    type_command(slack, "Tolvik about:words n:3")
    (older,) = press(slack, "ask", "Older")
    assert older["replace_original"]
    assert "4 to 6 of 7 statements" in older["text"]
    (newer,) = press(slack, "ask", "Newer")
    assert "1 to 3 of 7 statements" in newer["text"]


def test_a_shared_answer_is_seen_by_all_and_says_who_shared_it(slack: Running) -> None:
    type_command(slack, "Tolvik tone:friendly")
    (shared,) = press(slack, "share")
    assert shared["response_type"] == "in_channel"
    assert "Shared by <@U0MARTA>" in shared["text"]
    assert "=HYPERLINK(1)" in shared["text"]
    assert not elements_of(shared)


def test_a_candidate_that_is_pressed_is_asked(slack: Running) -> None:
    type_command(slack, "Tolvick n:2")
    (answer,) = press(slack, "ask", "Maresa Tolvik")
    assert answer["replace_original"]
    assert "1 to 2 of 8 statements" in answer["text"]


def test_somebody_followed_is_told_to_all_and_stopped_again(slack: Running) -> None:
    assert type_command(slack, "follow Aalst")["response_type"] == "in_channel"
    assert "Joren Aalst" in type_command(slack, "list")["text"]
    assert "no longer follows" in type_command(slack, "unfollow Aalst")["text"]


def test_a_dry_run_is_confirmed_by_a_button(slack: Running) -> None:
    first = type_command(slack, "follow Tolvik")
    assert first["response_type"] == "ephemeral"
    followed = press(slack, "ask", "Follow")
    assert "now follows Maresa Tolvik" in followed[0]["text"]
    assert followed[0]["response_type"] == "in_channel"
    assert followed[-1].get("delete_original")
    type_command(slack, "unfollow Tolvik")


def open_picker(slack: Running, text: str, **where: str) -> dict[str, Any]:
    opened = ask(slack, "command", {"command": "/quotes", "text": text, **WHO, **where})
    view: dict[str, Any] = opened["view"]
    return view


@pytest.mark.parametrize(
    ("letters", "offered"),
    [
        ("tol", ["Maresa Tolvik (Torvania)"]),
        ("VERR tom", ["Tomas Verrell (Kelmora)"]),
        ("ostr", ["Torvania (everybody)"]),
        ("Лавр", ["Sergey Lavrov (Russia)"]),
        ("qqqqq", []),
    ],
)
def test_letters_offer_officials_and_sides(
    slack: Running, letters: str, offered: list[str]
) -> None:
    view = open_picker(slack, "")
    typed = {"view_id": view["id"], "user": "marta", "action_id": "official", "value": letters}
    options = ask(slack, "suggest", typed)["options"]
    assert [option["text"]["text"] for option in options] == offered


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("find", "1 to 5 of 8 statements"),
        ("tone", "tone over the last 30 days"),
    ],
)
def test_who_is_picked_is_answered_where_it_was_asked(slack: Running, then: str, said: str) -> None:
    # The bot is no member of that channel.
    view = open_picker(slack, "", channel="sport")
    values = {"official": "maresa-tolvik", "then": then}
    ask(slack, "submit", {"view_id": view["id"], "user": "marta", "values": values})
    assert until(lambda: said in last(slack, "sport")["text"])
    assert last(slack, "sport")["ephemeral_to"] == "U0MARTA"


def last(slack: Running, channel: str) -> dict[str, Any]:
    messages = ask(slack, f"messages?channel={channel}")
    return dict(messages[-1]) if messages else {"text": ""}


def test_an_export_is_a_file_that_runs_nothing(slack: Running) -> None:
    asked = {"command": "/quotes", "text": "export Tolvik since:30d", **WHO}
    assert ask(slack, "command", asked)["responses"] == [], "no answer but the file"
    shared = last(slack, "foreign-desk")
    assert "<@U0MARTA> asked for Maresa Tolvik since" in shared["text"]
    (there,) = shared["files"]
    assert (there["name"], there["mimetype"]) == ("maresa-tolvik.csv", "text/csv")
    with urlopen(there["url_private"], timeout=5) as file:  # noqa: S310  (loopback)
        rows = list(csv.DictReader(StringIO(file.read().decode("utf-8-sig"))))
    assert len(rows) == 8
    assert rows[-1]["text"] == "'=HYPERLINK(1)"
    assert rows[0]["name"] == "Maresa Tolvik"
    assert rows[0]["office"] == "foreign minister"
    assert rows[0]["url"] == "https://the-herald.example/1"


def test_a_file_is_sent_only_where_we_are_members(slack: Running) -> None:
    assert "/invite me" in type_command(slack, "export Tolvik", channel="sport")["text"]
