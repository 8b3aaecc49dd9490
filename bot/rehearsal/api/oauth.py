"""oauth.v2.access: a code, or a refresh token, becomes the bot's token in a team."""

from __future__ import annotations

import secrets
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.app import fresh_bot_token
from bot.rehearsal.cast.team import Team
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Grant, Stage

CODE_LIVES = 600.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def grant_code(stage: Stage, grant: Grant, state: str) -> str:
    """Where the browser goes after a person has allowed the app; raises Refused for elsewhere."""
    if urlsplit(grant.redirect_uri).hostname not in LOOPBACK:
        raise Refused("bad_redirect_uri")
    code = f"1000.{secrets.token_hex(16)}"
    stage.codes[code] = grant
    joint = "&" if urlsplit(grant.redirect_uri).query else "?"
    return f"{grant.redirect_uri}{joint}{urlencode({'code': code, 'state': state})}"


def access(call: Call) -> Payload:
    app = call.stage.ledger.app
    if call.text("client_id") != app.client_id:
        raise Refused("invalid_client_id")
    if call.text("client_secret") != app.client_secret:
        raise Refused("bad_client_secret")
    kind = call.text("grant_type", "authorization_code")
    if kind == "refresh_token":
        return _refreshed(call)
    if kind != "authorization_code":
        raise Refused("invalid_grant_type")
    return _exchanged(call)


def _exchanged(call: Call) -> Payload:
    grant = call.stage.codes.pop(call.text("code"), None)
    now = call.stage.ledger.now()
    if grant is None or now - grant.born > CODE_LIVES:
        raise Refused("invalid_code")
    if call.text("redirect_uri") not in ("", grant.redirect_uri):
        raise Refused("bad_redirect_uri")
    team = replace(call.stage.ledger.teams[grant.team], scopes=grant.scopes)
    return _installed(call, team, grant.user)


def _refreshed(call: Call) -> Payload:
    wanted = call.text("refresh_token")
    for team in call.stage.ledger.teams.values():
        if wanted and team.refresh_token == wanted:
            call.stage.ledger.end_token(team.bot_token, "token_expired")
            return _installed(call, replace(team, bot_token=""), "")
    raise Refused("invalid_refresh_token")


def _installed(call: Call, team: Team, user: str) -> Payload:
    """The app has a token there from now on; one that is there already stays."""
    stage = call.stage
    token = team.bot_token or fresh_bot_token()
    team = replace(team, bot_token=token)
    lasting: Payload = {}
    if stage.rotation:
        lives = stage.pace.token_lives
        refresh = f"xoxe-1-{secrets.token_hex(24)}"
        team = replace(team, refresh_token=refresh, expires=stage.ledger.now() + lives)
        lasting = {"refresh_token": refresh, "expires_in": int(lives)}
    stage.ledger.keep_team(team)
    return {
        "access_token": token, "token_type": "bot", "scope": ",".join(team.scopes), **lasting,
        "bot_user_id": team.bot_user, "app_id": stage.ledger.app.id,
        "team": {"id": team.id, "name": team.name}, "enterprise": None,
        "authed_user": {"id": user} if user else {}, "is_enterprise_install": False,
    }  # fmt: skip
