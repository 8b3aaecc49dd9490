"""A slash command is typed."""

from __future__ import annotations

from bot.rehearsal import hooks
from bot.rehearsal.acts.scene import Scene, needs_channel, response_link, told_name
from bot.rehearsal.acts.waiting import expect, report, settle
from bot.rehearsal.api.call import Refused
from bot.rehearsal.api.oauth import enterprise_shown
from bot.rehearsal.cast.team import Team
from bot.rehearsal.delivery import Outcome, deliver
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage
from bot.rehearsal.triggers import ResponseAddress


async def type_command(stage: Stage, scene: Scene, command: str, text: str) -> Payload:
    """Type a slash command; returns what came back through ack and `response_url`."""
    channel = needs_channel(scene)
    trigger = stage.lent.trigger(scene.team.id, scene.person.id, channel.id)
    address = stage.lent.address(scene.team.id, scene.person.id, channel.id)
    payload = {
        "token": stage.ledger.app.verification,
        "team_id": scene.team.id,
        "team_domain": scene.team.domain,
        "channel_id": channel.id,
        "channel_name": told_name(channel),
        "user_id": scene.person.id,
        "user_name": scene.person.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": stage.ledger.app.id,
        **_organisation(scene.team),
        "is_enterprise_install": str(scene.team.org_wide).lower(),
        "response_url": response_link(stage, "commands", scene.team, address),
        "trigger_id": trigger.id,
    }
    with expect(stage, address.key, trigger.id) as waiting:
        outcome = await deliver(stage, "slash_commands", payload)
        if outcome.acknowledged:
            _show_ack(stage, address, outcome)
            await settle(waiting, stage.pace.answer_within, stage.pace.answer_within)
        else:
            words = f"`{command}` failed with the error “{outcome.reason}”."
            hooks.tell_person(stage, scene.person.id, channel.id, words)
        return report(stage, waiting, outcome)


def _organisation(team: Team) -> Payload:
    shown = enterprise_shown(team)
    return {"enterprise_id": shown["id"], "enterprise_name": shown["name"]} if shown else {}


def _show_ack(stage: Stage, address: ResponseAddress, outcome: Outcome) -> None:
    """What came with the acknowledgement is shown like a response, and does not count as one."""
    answer = outcome.answer or {}
    if not (answer.get("text") or answer.get("blocks") or answer.get("attachments")):
        return
    try:
        hooks.answer_with(stage, address, answer)
    except Refused as refusal:
        words = f"The app's answer cannot be shown: {refusal.error}"
        hooks.tell_person(stage, address.user, address.channel, words)
