"""users.*, team.info, bots.info: who is there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.person import Person
from bot.rehearsal.payload import Payload


def info(call: Call) -> Payload:
    person = call.stage.ledger.people.get(call.text("user"))
    if person is None or person.team != call.team.id:
        raise Refused("user_not_found")
    return {"user": as_user(person, call.stage.ledger.now(), call.flag("include_locale"))}


def list_(call: Call) -> Payload:
    page, cursor = call.page(call.stage.ledger.people_of(call.team.id), 200, 1000)
    now = call.stage.ledger.now()
    return {
        "members": [as_user(person, now, call.flag("include_locale")) for person in page],
        "cache_ts": int(now),
        "response_metadata": {"next_cursor": cursor},
    }


def team_info(call: Call) -> Payload:
    wanted = call.text("team") or call.team.id
    if wanted != call.team.id:
        raise Refused("team_not_found")
    team = call.team
    icon = {"image_default": True}
    return {
        "team": {
            "id": team.id, "name": team.name, "domain": team.domain, "email_domain": "",
            "url": f"{call.stage.base}/", "icon": icon, "is_verified": False,
        }
    }  # fmt: skip


def bot_info(call: Call) -> Payload:
    wanted = call.text("bot") or call.team.bot_id
    if wanted != call.team.bot_id:
        raise Refused("bot_not_found")
    app = call.stage.ledger.app.id
    return {
        "bot": {
            "id": call.team.bot_id, "deleted": False, "name": "Verbatim", "app_id": app,
            "updated": int(call.stage.ledger.now()), "user_id": call.team.bot_user, "icons": {},
        }
    }  # fmt: skip


def as_user(person: Person, now: float, locale: bool = False) -> Payload:
    """The user object."""
    there = datetime.fromtimestamp(now, ZoneInfo(person.tz))
    offset = there.utcoffset()
    profile = {
        "title": person.title, "real_name": person.real_name, "display_name": person.name,
        "real_name_normalized": person.real_name, "display_name_normalized": person.name,
        "status_text": "", "status_emoji": "", "team": person.team,
    }  # fmt: skip
    shown: Payload = {
        "id": person.id, "team_id": person.team, "name": person.name, "deleted": False,
        "real_name": person.real_name, "tz": person.tz, "tz_label": there.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0, "profile": profile,
        "is_admin": person.is_admin, "is_owner": False, "is_primary_owner": False,
        "is_restricted": False, "is_ultra_restricted": False, "is_bot": person.is_bot,
        "is_app_user": False, "updated": int(now), "is_email_confirmed": True,
    }  # fmt: skip
    return shown | ({"locale": "en-US"} if locale else {})
