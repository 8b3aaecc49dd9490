"""reactions.add."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.payload import Payload

MOST = 23
"""Different emoji on one message."""


def add(call: Call) -> Payload:
    channel = call.channel()
    name = call.text("name").strip(":")
    if not re.fullmatch(r"[a-z0-9_+'-]{1,100}", name):
        raise Refused("invalid_name")
    message = call.stage.ledger.message(channel.id, call.text("timestamp"))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if channel.is_archived:
        raise Refused("is_archived")
    given = f"{name} {call.team.bot_user}"
    if given in message.reactions:
        raise Refused("already_reacted")
    if len({reaction.split(" ")[0] for reaction in message.reactions}) >= MOST:
        raise Refused("too_many_emoji")
    call.stage.ledger.keep_message(replace(message, reactions=(*message.reactions, given)))
    return {}
