"""Letters are typed into an `external_select`."""

from __future__ import annotations

from bot.rehearsal.acts.scene import Scene, Unwell, who
from bot.rehearsal.blocks.check import complaints_of_options
from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.message import as_slack as message_as_slack
from bot.rehearsal.cast.view import View
from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.delivery import deliver
from bot.rehearsal.filled import find_element
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


async def suggest(stage: Stage, scene: Scene, where: View | Message, asked: Payload) -> Payload:
    """What an `external_select` offers for the letters typed so far."""
    blocks = where.content["blocks"] if isinstance(where, View) else list(where.blocks)
    found = find_element(blocks, str(asked.get("action_id")), str(asked.get("block_id") or ""))
    if found is None:
        raise Unwell(f"no element {asked.get('action_id')}")
    payload = {
        "type": "block_suggestion",
        **who(stage, scene),
        **_where(stage, scene, where),
        "action_id": found[1]["action_id"],
        "block_id": found[0]["block_id"],
        "value": str(asked.get("value") or ""),
    }
    outcome = await deliver(stage, "interactive", payload)
    answer = outcome.answer or {}
    if complaints := complaints_of_options(answer):
        return {"ok": False, "error": "invalid_options", "messages": complaints}
    return {"ok": outcome.acknowledged, "options": [], **answer}


def _where(stage: Stage, scene: Scene, where: View | Message) -> Payload:
    if isinstance(where, View):
        shown = view_as_slack(where, stage.ledger.app.id, scene.team.bot_id)
        return {"container": {"type": "view", "view_id": where.id}, "view": shown}
    told = message_as_slack(where, scene.team.id, stage.ledger.app.id)
    container = {"type": "message", "message_ts": where.ts, "channel_id": where.channel}
    return {"container": container, "message": told, "channel": {"id": where.channel}}
