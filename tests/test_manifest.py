"""The manifest: it asks for what the app listens to and calls, and for no more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bot.rehearsal.api.methods import METHODS
from bot.wiring.installs import SCOPES as INSTALL_SCOPES
from handlers import lifecycle

ROOT = Path(__file__).parents[1]
MANIFEST: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text())
SCOPES: set[str] = set(MANIFEST["oauth_config"]["scopes"]["bot"])
FILES = [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot" / "adapters").rglob("*.py")]
CODE = "\n".join(path.read_text() for path in FILES)
BY_HAND = {"files_upload_v2": ["files.getUploadURLExternal", "files.completeUploadExternal"]}
WITHOUT = {"conversations.history", "users.info"}
"""Called where the workspace allows it; the README says what is lost without."""


def methods_called() -> set[str]:
    """Whatever of Slack's methods stands in the code."""
    by_name = {m.replace(".", "_"): [m] for m in METHODS}
    names = {name: found for name, found in (by_name | BY_HAND).items() if f".{name}(" in CODE}
    return {method for found in names.values() for method in found}


def test_every_method_that_is_called_has_its_scope() -> None:
    called = methods_called()
    assert {"chat.postMessage", "views.open", "files.completeUploadExternal"} <= called
    missing = {
        method
        for method in called - WITHOUT
        if METHODS[method].scopes and not SCOPES & set(METHODS[method].scopes)
    }
    assert missing == set()


def test_no_scope_is_asked_for_that_nothing_needs() -> None:
    of_methods = {scope for method in methods_called() for scope in METHODS[method].scopes}
    assert of_methods | {"commands"} >= SCOPES


def test_every_event_that_is_acted_on_is_sent_and_every_one_sent_is_heard() -> None:
    sent = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    acted_on = {kind for kind, does in lifecycle.EVENTS.items() if does is not lifecycle._nothing}
    elsewhere = set(re.findall(r'app\.event\("(\w+)"\)', CODE))
    assert acted_on | elsewhere <= sent <= lifecycle.EVENTS.keys() | elsewhere


def test_what_is_pressed_and_typed_reaches_us() -> None:
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    commands = {command["command"] for command in MANIFEST["features"]["slash_commands"]}
    assert commands == set(re.findall(r'app\.command\("(/\w+)"\)', CODE))
    shortcuts = {one["callback_id"] for one in MANIFEST["features"].get("shortcuts", [])}
    assert shortcuts == set(re.findall(r'app\.(?:message_)?shortcut\("([\w-]+)"\)', CODE))
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"]


def test_an_install_asks_for_what_the_manifest_asks_for() -> None:
    assert set(INSTALL_SCOPES) == SCOPES
