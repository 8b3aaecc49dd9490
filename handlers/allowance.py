"""The allowance: a workspace that asks too often in a minute is told so, in one line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltResponse

from bot.errors import BotError

log = logging.getLogger(__name__)

SPENT = "This workspace has asked me a great deal in the last minute. Try again in the next one."


def register(app: App, spend: Callable[[str], bool]) -> None:
    """`spend`: whether the workspace may ask once more."""

    @app.middleware
    def hold_back(body: dict[str, Any], ack: Ack, next_: Callable[[], Any]) -> BoltResponse | None:
        if "command" in body and not _may(str(body.get("team_id")), spend):
            return ack(text=SPENT)
        next_()
        return None


def _may(team: str, spend: Callable[[str], bool]) -> bool:
    """What cannot be counted is let through: whoever answers will see for themselves."""
    try:
        return spend(team)
    except BotError:
        log.warning("an allowance could not be counted")
        return True
