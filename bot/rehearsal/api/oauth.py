"""oauth.v2.access: a code, or a refresh token, becomes the bot's token in a team."""

from __future__ import annotations

import secrets
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.app import fresh_bot_token
from bot.rehearsal.cast.company import ENTERPRISES
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
    org_wide = grant.team in ENTERPRISES
    teams = call.stage.ledger.teams.values()
    allowed = [
        team for team in teams if grant.team in (team.id, team.enterprise if org_wide else "")
    ]
    fresh = [replace(team, scopes=grant.scopes, org_wide=org_wide) for team in allowed]
    return _installed(call, fresh, grant.user)


def _refreshed(call: Call) -> Payload:
    wanted = call.text("refresh_token")
    teams = [t for t in call.stage.ledger.teams.values() if wanted and t.refresh_token == wanted]
    if not teams:
        raise Refused("invalid_refresh_token")
    call.stage.ledger.end_token(teams[0].bot_token, "token_expired")
    return _installed(call, [replace(team, bot_token="") for team in teams], "")


def _installed(call: Call, teams: list[Team], user: str) -> Payload:
    """The app has a token there from now on; one that is there already stays."""
    stage, first = call.stage, teams[0]
    token = first.bot_token or fresh_bot_token()
    lasting: Payload = {}
    given: Payload = {"bot_token": token}
    if stage.rotation:
        lives = stage.pace.token_lives
        refresh = f"xoxe-1-{secrets.token_hex(24)}"
        given |= {"refresh_token": refresh, "expires": stage.ledger.now() + lives}
        lasting = {"refresh_token": refresh, "expires_in": int(lives)}
    for team in teams:
        stage.ledger.keep_team(replace(team, **given))
    return {
        "access_token": token, "token_type": "bot", "scope": ",".join(first.scopes), **lasting,
        "bot_user_id": first.bot_user, "app_id": stage.ledger.app.id,
        "team": None if first.org_wide else {"id": first.id, "name": first.name},
        "enterprise": enterprise_shown(first),
        "authed_user": {"id": user} if user else {}, "is_enterprise_install": first.org_wide,
    }  # fmt: skip


def enterprise_shown(team: Team) -> Payload | None:
    if not team.enterprise:
        return None
    return {"id": team.enterprise, "name": ENTERPRISES[team.enterprise]}
