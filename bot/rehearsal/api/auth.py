"""auth.*, api.test, apps.*: who is calling, a Socket Mode address, taking leave."""

from __future__ import annotations

from dataclasses import replace

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.company import ENTERPRISES
from bot.rehearsal.cast.team import Team
from bot.rehearsal.events import emit
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def test(call: Call) -> Payload:
    team = call.team
    org = {"enterprise_id": team.enterprise} if team.enterprise else {}
    return {
        "url": f"{call.stage.base}/",
        "team": ENTERPRISES[team.enterprise] if team.org_wide else team.name,
        "user": "verbatim",
        "team_id": team.enterprise if team.org_wide else team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": team.org_wide,
        **org,
    }


def api_test(call: Call) -> Payload:
    if error := call.text("error"):
        raise Refused(error, args=call.args)
    return {"args": call.args} if call.args else {}


def open_connection(call: Call) -> Payload:
    base = call.stage.base.replace("http", "ws", 1)
    app = call.stage.ledger.app.id
    return {"url": f"{base}/link/?ticket={call.stage.links.ticket()}&app_id={app}"}


def revoke(call: Call) -> Payload:
    if call.flag("test"):
        return {"revoked": False}
    revoke_tokens(call.stage, call.team)
    return {"revoked": True}


def uninstall(call: Call) -> Payload:
    app = call.stage.ledger.app
    if call.text("client_id") != app.client_id:
        raise Refused("invalid_client_id")
    if call.text("client_secret") != app.client_secret:
        raise Refused("bad_client_secret")
    remove_app(call.stage, call.team)
    return {}


def remove_app(stage: Stage, team: Team) -> None:
    """Both events, in the order that surprises: the tokens first."""
    revoke_tokens(stage, team, "account_inactive")
    emit(stage, team, {"type": "app_uninstalled"})


def revoke_tokens(stage: Stage, team: Team, reason: str = "token_revoked") -> None:
    """The bot's token is refused from now on, for this reason."""
    if not team.installed:
        return
    stage.ledger.end_token(team.bot_token, reason)
    for one in [one for one in stage.ledger.teams.values() if one.bot_token == team.bot_token]:
        stage.ledger.keep_team(replace(one, bot_token="", refresh_token="", expires=0.0))
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user]}}
    emit(stage, team, event)
