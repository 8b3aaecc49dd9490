"""An organisation of several teams: one install, one token, and calls that say which team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import ask

BACK = "http://127.0.0.1:3000/slack/oauth_redirect"


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


def install(slack: Running, where: str) -> Any:
    asked = {"team": where, "scope": "commands,chat:write,users:read", "redirect_uri": BACK}
    answer = ask(slack, "install", asked)
    code = parse_qs(urlsplit(answer["location"]).query)["code"][0]
    known = ask(slack, "workspace")
    secrets = {"client_id": known["client_id"], "client_secret": known["client_secret"]}
    return WebClient(base_url=slack.api_url).oauth_v2_access(code=code, **secrets)


def test_it_is_installed_once_for_all_its_teams(slack: Running) -> None:
    given = install(slack, "E0HARBOUR")
    assert given["is_enterprise_install"]
    assert given["team"] is None
    assert given["enterprise"] == {"id": "E0HARBOUR", "name": "The Harbour Group"}
    client = WebClient(given["access_token"], base_url=slack.api_url)
    assert client.auth_test()["team_id"] == "E0HARBOUR"
    for channel in ("C0DAWN", "C0DUSK"):
        assert client.chat_postMessage(channel=channel, text="Good morning")["ok"]


def test_a_call_without_a_channel_needs_its_team(slack: Running) -> None:
    token = install(slack, "E0HARBOUR")["access_token"]
    users = WebClient(token, base_url=slack.api_url, team_id="T0DUSK").users_list()["members"]
    assert "Paulo Reis" in [user["real_name"] for user in users]


def test_one_team_of_it_can_have_the_app_alone(slack: Running) -> None:
    given = install(slack, "T0DAWN")
    assert not given["is_enterprise_install"]
    assert given["team"]["id"] == "T0DAWN"
    client = WebClient(given["access_token"], base_url=slack.api_url)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel="C0DUSK", text="Good morning")


def test_removed_in_one_team_it_is_removed_in_all(slack: Running) -> None:
    token = install(slack, "E0HARBOUR")["access_token"]
    ask(slack, "event", {"type": "app_uninstalled", "team": "T0DAWN"})
    with pytest.raises(SlackApiError, match="account_inactive"):
        WebClient(token, base_url=slack.api_url, team_id="T0DUSK").auth_test()
