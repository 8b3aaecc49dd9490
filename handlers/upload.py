"""A sheet -> a file in the channel that asked for it."""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.alerts import answers
from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from handlers.asker import Asker

log = logging.getLogger(__name__)

_REMEDIES = {
    "missing_scope": "I may not send files: add the scope files:write to the app, and install it"
    " again.",
    "not_in_channel": "I can send files only where I am a member: /invite me, and ask again.",
    "channel_not_found": "I can send files only where I am a member: /invite me, and ask again.",
    "invalid_channel": "I can send files only where I am a member: /invite me, and ask again.",
}


def upload(client: WebClient, asker: Asker, sheet: Sheet) -> Message | None:
    """None when the file is there; else what stands in the way."""
    try:
        client.files_upload_v2(
            channel=asker.channel.id,
            filename=sheet.filename,
            title=sheet.filename,
            content=sheet.content,
            initial_comment=f"<@{asker.user}> asked for {sheet.comment}",
        )
    except SlackApiError as error:
        code = str(error.response.get("error"))
        log.warning("a file could not be sent: %s", code)
        return answers.plain(_REMEDIES.get(code, f"The file could not be sent: Slack says {code}."))
    except (SlackClientError, OSError) as error:
        log.warning("a file could not be sent: %s", type(error).__name__)
        return answers.plain("The file could not be sent just now. Please try again in a minute.")
    return None
