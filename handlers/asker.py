"""An asker: who asks, and where the answer goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Respond

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from handlers.whence import team_of


@dataclass(frozen=True, slots=True)
class Asker:
    channel: Channel
    user: str
    respond: Respond
    """Works where we are no member, five times within half an hour."""
    replaces: bool = False
    """The answer takes the place of the one whose button was pressed."""
    trigger: str = ""
    """Opens a modal, within three seconds."""

    def tell(self, answer: Message) -> None:
        """To everybody where the answer says so, else to the asker alone."""
        kept = self.replaces and not answer.visible
        self.respond(
            text=answer.text,
            blocks=[dict(block) for block in answer.blocks],
            response_type="in_channel" if answer.visible else "ephemeral",
            replace_original=kept,
        )
        if self.replaces and answer.visible:
            self.respond(delete_original=True)


def asker_of_command(command: dict[str, Any], respond: Respond) -> Asker:
    channel = Channel(command["team_id"], command["channel_id"])
    return Asker(channel, command["user_id"], respond, trigger=command["trigger_id"])


def asker_of_button(body: dict[str, Any], respond: Respond) -> Asker:
    """An answer that one person alone saw is replaced; what others see as well stays."""
    channel = Channel(team_of(body), body["container"]["channel_id"])
    private = bool(body["container"].get("is_ephemeral"))
    return Asker(channel, body["user"]["id"], respond, private, body["trigger_id"])
