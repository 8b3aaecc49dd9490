"""Who acts and where, and how Slack tells the app so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rehearsal.api.oauth import enterprise_shown
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage
from bot.rehearsal.triggers import ResponseAddress, Trigger


@dataclass(frozen=True)
class Scene:
    """Who acts, and where."""

    team: Team
    person: Person
    channel: Channel | None


@dataclass(frozen=True)
class Unwell(Exception):
    """The act itself cannot be done; the words say why."""

    reason: str


def needs_channel(scene: Scene) -> Channel:
    if scene.channel is None:
        raise Unwell("no such channel")
    if not scene.team.installed:
        raise Unwell(f"the app is not installed in {scene.team.name}")
    if scene.channel.is_archived:
        raise Unwell(f"#{scene.channel.name} is archived")
    if scene.channel.kind != "public" and not scene.channel.has(scene.person.id):
        raise Unwell(f"{scene.person.name} is not in {scene.channel.name}")
    return scene.channel


def told_name(channel: Channel) -> str:
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def who(stage: Stage, scene: Scene) -> Payload:
    person = scene.person
    return {
        "user": {
            "id": person.id, "username": person.name, "name": person.name, "team_id": person.team,
        },
        "team": {"id": scene.team.id, "domain": scene.team.domain},
        "api_app_id": stage.ledger.app.id,
        "token": stage.ledger.app.verification,
        "enterprise": enterprise_shown(scene.team),
        "is_enterprise_install": scene.team.org_wide,
    }  # fmt: skip


def interaction(stage: Stage, scene: Scene, kind: str, trigger: Trigger) -> Payload:
    return {"type": kind, **who(stage, scene), "trigger_id": trigger.id}


def response_link(stage: Stage, kind: str, team: Team, address: ResponseAddress) -> str:
    return f"{stage.base}/{kind}/{team.id}/{address.key}"
