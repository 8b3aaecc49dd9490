"""The parts: introduced to each other as the settings say, whatever else is in the environment."""

from __future__ import annotations

import os

import pytest

from bot.rehearsal.server import rehearsing
from bot.settings import Settings
from bot.wiring import parts
from tests.rehearsal.asking import ask, at_work


def test_our_token_is_used_although_the_app_could_be_installed_elsewhere(
    archive: parts.Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "hush")
    with rehearsing() as slack:
        token = ask(slack, "workspace")["bot_token"]
        chosen = Settings(slack_bot_token=token, slack_api_url=slack.api_url)
        with at_work(slack, parts.app_of(chosen, archive)):
            came = ask(slack, "command", {"command": "/quotes", "text": "help"})
    assert "What you can type" in came["responses"][0]["text"]
    assert os.environ["SLACK_CLIENT_SECRET"] == "hush", "the settings stay readable"
