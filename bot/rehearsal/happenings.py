"""What happens in a workspace besides talk: renames, farewells, an app removed, a moved socket."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from zoneinfo import available_timezones

import httpx

from bot.rehearsal import links
from bot.rehearsal.api.auth import remove_app, revoke_tokens
from bot.rehearsal.api.conversations import membership
from bot.rehearsal.api.users import as_user
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.team import Team
from bot.rehearsal.delivery import signed_headers
from bot.rehearsal.events import emit
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def happen(stage: Stage, team: Team, event: Payload) -> Payload:
    """Make it true where it can be, and tell the app; returns the event as it was sent.

    A type that nothing here knows is sent as it was given.
    """
    kind = str(event["type"])
    if kind == "app_uninstalled":
        remove_app(stage, team)
        return event
    if kind == "tokens_revoked":
        revoke_tokens(stage, team)
        return event
    channel = stage.ledger.channels.get(_channel_id(event))
    if channel is not None and kind in _IN_CHANNEL:
        event = _IN_CHANNEL[kind](stage, team, channel, event)
    if kind in _OF_TEAM:
        event = _OF_TEAM[kind](stage, team, event)
    emit(stage, team, event)
    return event


def grant(stage: Stage, team: Team, scopes: Sequence[str]) -> None:
    stage.ledger.keep_team(replace(team, scopes=tuple(scopes)))


async def refresh(stage: Stage, reason: str) -> None:
    for link in stage.links.open_links():
        link.leaving = True
        await links.dismiss(link, reason)


async def verify_url(stage: Stage, address: str) -> bool:
    """Slack's handshake with an events address: it must give the challenge back."""
    challenge = secrets.token_urlsafe(24)
    body = {
        "type": "url_verification",
        "token": stage.ledger.app.verification,
        "challenge": challenge,
    }
    text = json.dumps(body)
    headers = signed_headers(stage, text, "application/json")
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            limit = stage.pace.acknowledged_within
            answer = await client.post(address, content=text, headers=headers, timeout=limit)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200 and challenge in answer.text


def _channel_id(event: Payload) -> str:
    channel = event.get("channel") or event.get("old_channel_id")
    return str(channel.get("id") if isinstance(channel, dict) else channel)


def _renamed(stage: Stage, _: Team, channel: Channel, event: Payload) -> Payload:
    given = event.get("channel")
    name = str(event.get("name") or (given.get("name") if isinstance(given, dict) else ""))
    after = replace(channel, name=name or channel.name)
    stage.ledger.keep_channel(after)
    shown = {"id": channel.id, "name": after.name, "created": channel.created}
    return {"type": event["type"], "channel": shown}


def _archived(archived: bool) -> Callable[[Stage, Team, Channel, Payload], Payload]:
    def change(stage: Stage, _: Team, channel: Channel, event: Payload) -> Payload:
        stage.ledger.keep_channel(replace(channel, is_archived=archived))
        return {"user": channel.members[0], **event}

    return change


def _deleted(stage: Stage, _: Team, channel: Channel, event: Payload) -> Payload:
    stage.ledger.drop_channel(channel)
    return event


def _bot_left(stage: Stage, team: Team, channel: Channel, event: Payload) -> Payload:
    _without(stage, channel, team.bot_user)
    return event


def _member_left(stage: Stage, team: Team, channel: Channel, event: Payload) -> Payload:
    user = str(event.get("user") or team.bot_user)
    _without(stage, channel, user)
    return membership("member_left_channel", channel, user)


def _member_joined(stage: Stage, team: Team, channel: Channel, event: Payload) -> Payload:
    user = str(event.get("user") or team.bot_user)
    if not channel.has(user):
        stage.ledger.keep_channel(replace(channel, members=(*channel.members, user)))
    return membership("member_joined_channel", channel, user)


def _made_private(stage: Stage, _: Team, channel: Channel, event: Payload) -> Payload:
    stage.ledger.keep_channel(replace(channel, kind="private"))
    return event


def _without(stage: Stage, channel: Channel, user: str) -> None:
    left = tuple(member for member in channel.members if member != user)
    stage.ledger.keep_channel(replace(channel, members=left))


def _new_id(stage: Stage, _: Team, channel: Channel, event: Payload) -> Payload:
    """The channel lives on under another id, with what was said in it."""
    fresh = str(event.get("new_channel_id") or f"C{secrets.token_hex(5).upper()}")
    said = stage.ledger.in_channel(channel.id)
    stage.ledger.drop_channel(channel)
    stage.ledger.keep_channel(replace(channel, id=fresh))
    for message in said:
        stage.ledger.keep_message(replace(message, channel=fresh))
    return {"type": event["type"], "old_channel_id": channel.id, "new_channel_id": fresh}


def _team_renamed(stage: Stage, team: Team, event: Payload) -> Payload:
    name = str(event.get("name") or team.name)
    stage.ledger.keep_team(replace(team, name=name))
    return {"type": event["type"], "name": name, "team_id": team.id}


def _person_changed(stage: Stage, _: Team, event: Payload) -> Payload:
    """Takes a new name, real_name or tz; tells the whole person."""
    person = stage.ledger.people[str(event.get("user"))]
    person = replace(
        person,
        name=str(event.get("name") or person.name),
        real_name=str(event.get("real_name") or person.real_name),
        tz=event["tz"] if event.get("tz") in available_timezones() else person.tz,
    )
    stage.ledger.keep_person(person)
    now = stage.ledger.now()
    shown = as_user(person, now, locale=True)
    return {"type": event["type"], "user": shown, "cache_ts": int(now)}


_OF_TEAM = {"team_rename": _team_renamed, "user_change": _person_changed}

_IN_CHANNEL: dict[str, Callable[[Stage, Team, Channel, Payload], Payload]] = {
    "channel_rename": _renamed,
    "group_rename": _renamed,
    "channel_archive": _archived(True),
    "group_archive": _archived(True),
    "channel_unarchive": _archived(False),
    "group_unarchive": _archived(False),
    "channel_deleted": _deleted,
    "group_deleted": _deleted,
    "channel_left": _bot_left,
    "group_left": _bot_left,
    "member_left_channel": _member_left,
    "member_joined_channel": _member_joined,
    "channel_convert_to_private": _made_private,
    "channel_id_changed": _new_id,
}
