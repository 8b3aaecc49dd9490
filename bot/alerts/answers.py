"""What the desk found -> what the person who asked sees."""

from __future__ import annotations

from bot.alerts import blocks
from bot.alerts.message import Message

_REMEDIES = {
    "is_archived": "It is archived: unarchive it, or follow from another channel.",
    "missing_scope": "The app lacks a permission: install it again with the manifest's scopes.",
    "restricted_action": "Only some people may post there: ask an admin to allow this app.",
}
_INVITE = "Invite me there with /invite."


def refused(channel: str, reason: str) -> str:
    """To the person who asked for alerts in a channel that no longer takes them."""
    known = (remedy for code, remedy in _REMEDIES.items() if reason.startswith(code))
    remedy = next(known, _INVITE)
    return (
        f"I can no longer post in <#{channel}> (Slack says {reason}). {remedy}"
        " What comes in meanwhile waits, and I look again every ten minutes."
    )


def busy() -> Message:
    return plain("I could not look that up just now. Please try again in a minute.")


def plain(text: str) -> Message:
    return _mrkdwn(blocks.escape(text))


def _mrkdwn(text: str) -> Message:
    return Message(text=text, blocks=(blocks.section(text),))
