"""Events of the Events API: wrapped as Slack wraps them, delivered beside whatever caused them."""

from __future__ import annotations

import secrets

from bot.rehearsal.cast.team import Team
from bot.rehearsal.delivery import deliver
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def wrap(stage: Stage, team: Team, event: Payload) -> Payload:
    now = stage.ledger.now()
    return {
        "token": stage.ledger.app.verification,
        "team_id": team.id,
        **({"enterprise_id": team.enterprise} if team.enterprise else {}),
        "api_app_id": stage.ledger.app.id,
        "event": {"event_ts": stage.ledger.fresh_ts(), **event},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": team.enterprise or None,
                "team_id": team.id,
                "user_id": team.bot_user,
                "is_bot": True,
                "is_enterprise_install": team.org_wide,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def emit(stage: Stage, team: Team, event: Payload) -> None:
    """Tell the app, where it is installed; nobody waits for its acknowledgement."""
    if not team.installed:
        return
    stage.start(deliver(stage, "events_api", wrap(stage, team, event)))
