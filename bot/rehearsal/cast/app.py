"""The app under rehearsal: its secrets, the same in every team."""

from __future__ import annotations

import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class App:
    id: str
    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str
    verification: str


MARK = "rehearsal"
"""Stands in every token made here, so that a real one is told apart."""


def fresh_app() -> App:
    return App(
        id="A0REHEARSE",
        app_token=f"xapp-1-A0REHEARSE-{MARK}-{secrets.token_hex(16)}",
        signing_secret=secrets.token_hex(16),
        client_id="1000.2000",
        client_secret=secrets.token_hex(16),
        verification=secrets.token_hex(12),
    )


def fresh_bot_token() -> str:
    return f"xoxb-{MARK}-{secrets.token_hex(16)}"
