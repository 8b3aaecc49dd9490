"""The manifest: what Slack is asked to tell us is listened to, and what it needs is asked for."""

from __future__ import annotations

import json
from pathlib import Path

from handlers.lifecycle import EVENTS

MANIFEST = json.loads((Path(__file__).parents[2] / "manifest.json").read_text(encoding="utf-8"))


def test_every_event_that_is_asked_for_is_listened_to() -> None:
    asked = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert asked <= {*EVENTS, "app_home_opened"}


def test_events_of_channels_come_with_the_permission_to_see_channels() -> None:
    scopes = set(MANIFEST["oauth_config"]["scopes"]["bot"])
    assert {"commands", "chat:write", "channels:read", "groups:read"} <= scopes


def test_home_and_buttons_are_on_and_we_can_be_written_to() -> None:
    home = MANIFEST["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"], "commands are typed there"
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
