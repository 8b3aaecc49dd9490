"""The install page: a person of a team allows the app, and goes back to it with a code."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.rehearsal.api.call import Refused
from bot.rehearsal.api.oauth import grant_code
from bot.rehearsal.cast.company import ENTERPRISES
from bot.rehearsal.cast.team import Team
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Grant, Stage

PATH = "/oauth/v2/authorize"


def routes(stage: Stage) -> list[Route]:
    async def show(request: Request) -> Response:
        return page(stage, dict(request.query_params))

    async def allow(request: Request) -> Response:
        asked = dict(parse_qsl((await request.body()).decode(), max_num_fields=50))
        if request.headers.get("origin") not in (None, f"http://{request.headers['host']}"):
            return HTMLResponse(_document("Not from another site", ""), 403)
        try:
            return RedirectResponse(allowed(stage, asked), 302)
        except Refused as refusal:
            return HTMLResponse(_document(f"Something is wrong: {refusal.error}", ""), 400)

    return [Route(PATH, show, methods=["GET"]), Route(PATH, allow, methods=["POST"])]


def allowed(stage: Stage, asked: Payload) -> str:
    """The address to go to, with the code in it. `asked`: client_id, scope, redirect_uri, team."""
    if asked.get("client_id") != stage.ledger.app.client_id:
        raise Refused("invalid_client_id")
    scopes = tuple(scope for scope in str(asked.get("scope") or "").split(",") if scope)
    if not scopes:
        raise Refused("no_scopes")
    where = str(asked.get("team"))
    teams = [team for team in stage.ledger.teams.values() if where in (team.id, team.enterprise)]
    if not teams:
        raise Refused("team_not_found")
    user = str(asked.get("user") or _an_admin(stage, teams[0]))
    uri = str(asked.get("redirect_uri") or "")
    grant = Grant(where, user, scopes, uri, stage.ledger.now())
    return grant_code(stage, grant, str(asked.get("state") or ""))


def page(stage: Stage, asked: Payload) -> Response:
    if asked.get("client_id") != stage.ledger.app.client_id:
        return HTMLResponse(_document("Something is wrong: invalid_client_id", ""), 400)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">'
        for name, value in asked.items()
    )
    named = {team.id: team.name for team in stage.ledger.teams.values()}
    named |= {id: f"{name} (the whole organisation)" for id, name in ENTERPRISES.items()}
    teams = "".join(
        f'<option value="{escape(id)}">{escape(name)}</option>' for id, name in named.items()
    )
    scopes = "".join(f"<li>{escape(s)}</li>" for s in str(asked.get("scope") or "").split(","))
    body = (
        f'<form method="post" action="{PATH}">{hidden}<p><label>Workspace '
        f'<select name="team">{teams}</select></label></p><p>It asks for:</p><ul>{scopes}</ul>'
        "<p><button>Allow</button></p></form>"
    )
    # No policy for forms here: the answer redirects to the app's own address.
    return HTMLResponse(_document("Verbatim wants to be in your workspace", body))


def _an_admin(stage: Stage, team: Team) -> str:
    return next(person.id for person in stage.ledger.people_of(team.id) if person.is_admin)


def _document(title: str, body: str) -> str:
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1">'
    )
    return f"{head}<title>{escape(title)}</title><main><h1>{escape(title)}</h1>{body}</main></html>"
