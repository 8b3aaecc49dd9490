"""Nobody sees another's: what one workspace does never shows in another, whatever is tried."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.alerts.correction import Correction
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.rehearsal.signing import sign
from bot.wiring import parts
from tests.installing import Shared, shared
from tests.rehearsal.asking import ask, until
from tests.world import a_record

FIRST, SECOND = "T0NEWSROOM", "T0EVENING"
FOREIGN, EVENING = Channel(FIRST, "C0FOREIGN"), Channel(SECOND, "C0EVENINGS")
LAVROV = "sergey-lavrov"


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running:
        yield running


@pytest.fixture
def bot(slack: Running, archive: parts.Archive) -> Iterator[Shared]:
    with shared(slack, archive) as running:
        for where in (FIRST, SECOND):
            assert running.install(where).status_code == 200
        yield running


def home(bot: Shared, team: str, user: str) -> str:
    ask(bot.slack, "home", {"team": team, "user": user})

    def view() -> Any:
        return ask(bot.slack, f"home?team={team}&user={user}")["view"]

    assert until(lambda: view() is not None)
    return json.dumps(view(), ensure_ascii=False)


def press(bot: Shared, block_id: str, what: str) -> httpx.Response:
    """A choice from a menu in the Home of the second workspace, as Slack would send it."""
    payload = {
        "type": "block_actions",
        "team": {"id": SECOND},
        "user": {"id": "U0PETRA", "team_id": SECOND},
        "trigger_id": "1.2",
        "container": {"type": "view"},
        "view": {"private_metadata": str(Channel(SECOND, "D0PETRA"))},
        "actions": [
            {
                "type": "overflow",
                "action_id": "home-menu",
                "block_id": block_id,
                "selected_option": {"value": what},
            }
        ],
    }
    return knock(bot.url, bot.settings.slack_signing_secret, payload)


def knock(url: str, secret: str, payload: dict[str, Any]) -> httpx.Response:
    body, stamp = urlencode({"payload": json.dumps(payload)}), str(int(time.time()))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": sign(secret, stamp, body),
    }
    return httpx.post(f"{url}/slack/events", content=body, headers=headers)


def said_to_petra(bot: Shared) -> str:
    return json.dumps(ask(bot.slack, f"messages?team={SECOND}&channel=D0PETRA"))


def test_whom_one_follows_the_other_does_not_see(bot: Shared) -> None:
    bot.type(FIRST, "follow Lavrov")
    assert "Lavrov" in bot.type(FIRST, "list")
    assert "Sergey Lavrov" not in bot.type(SECOND, "list")
    assert bot.archive.subscriptions.of_team(SECOND) == []


def test_how_one_is_told_the_other_is_not(bot: Shared) -> None:
    bot.type(FIRST, "follow Lavrov")
    bot.type(FIRST, "mute Lavrov 2d")
    bot.type(FIRST, "digest daily 07:30")
    assert bot.archive.preferences.of(EVENING) == Preferences()
    assert "07:30" not in bot.type(SECOND, "settings")


def test_what_was_changed_by_whom_stays_in_the_workspace(bot: Shared) -> None:
    bot.type(FIRST, "follow Lavrov")
    assert bot.archive.journal.last(FOREIGN)
    assert bot.archive.journal.last(EVENING) == []
    assert "U0MARTA" not in bot.type(SECOND, "settings") + home(bot, SECOND, "petra")


def test_a_home_shows_the_own_workspace_alone(bot: Shared) -> None:
    bot.type(FIRST, "follow Lavrov")
    assert "Lavrov" in home(bot, FIRST, "marta")
    seen = home(bot, SECOND, "petra")
    assert "Lavrov" not in seen
    assert FIRST not in seen
    assert FOREIGN.id not in seen


def test_a_correction_counts_where_it_was_made(bot: Shared) -> None:
    at = datetime.now(UTC) - timedelta(hours=1)
    record = a_record("We must talk.", "Sergey Lavrov", at, official=LAVROV, group="Russia")
    bot.archive.records.keep(record)
    made = Correction(record.id, "tone", "neutral", "conciliatory", "U0MARTA", FOREIGN, at)
    bot.archive.corrections.keep(made)
    assert "corrected" in bot.type(FIRST, "Lavrov").lower()
    assert "corrected" not in bot.type(SECOND, "Lavrov").lower()


def test_an_export_holds_nothing_of_the_other(bot: Shared) -> None:
    bot.type(FIRST, "follow Lavrov")
    exported = bot.type(SECOND, "export Lavrov")
    assert FIRST not in exported
    assert "U0MARTA" not in exported


def test_what_is_wrong_in_one_is_not_told_in_the_other(bot: Shared) -> None:
    bot.archive.redis.hset("parked", f"{FOREIGN}:statement:1", "Slack refused #secret-project")
    assert "secret-project" not in bot.type(SECOND, "status")
    assert "secret-project" in bot.type(FIRST, "status")


@pytest.mark.parametrize("what", ["unfollow", "mute", "shifts"])
def test_a_press_that_names_a_channel_of_another_workspace_changes_nothing_there(
    bot: Shared, slack: Running, what: str
) -> None:
    """As if somebody had forged the button: signed by Slack, and pressed in the second one."""
    bot.type(FIRST, "follow Lavrov")
    before = (bot.archive.subscriptions.of(FOREIGN), bot.archive.preferences.of(FOREIGN))
    assert press(bot, f"{FOREIGN}|{LAVROV}", what).status_code == 200
    assert until(lambda: "follow" in said_to_petra(bot))
    assert (bot.archive.subscriptions.of(FOREIGN), bot.archive.preferences.of(FOREIGN)) == before


def test_one_that_asks_too_often_is_told_so_and_holds_up_no_other(
    slack: Running, archive: parts.Archive
) -> None:
    with shared(slack, archive) as bot:
        for where in (FIRST, SECOND):
            bot.install(where)
        archive.redis.set(f"allowance:commands:{FIRST}:{int(time.time() // 60)}", 120)
        archive.redis.set(f"allowance:commands:{FIRST}:{int(time.time() // 60) + 1}", 120)
        ask(slack, "command", {"team": FIRST, "command": "/quotes", "text": "list"})
        said = [m["text"] for m in ask(slack, f"messages?channel={FOREIGN.id}")]
        assert "asked me a great deal" in said[-1]
        assert "follows nobody" in bot.type(SECOND, "list")
