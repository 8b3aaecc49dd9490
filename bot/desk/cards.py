"""What may be pressed on a card, and the message shortcut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.message import Message, View
from bot.alerts.subscription import Channel
from bot.desk.correct import Told, Unclear


@dataclass(frozen=True, slots=True)
class Cards:
    """Each is told the workspace, or the channel and the user, and what it is about."""

    context: Callable[[str, str], View]
    why: Callable[[str, str], View]
    wrong_speaker: Callable[[str, str, str], View]
    """The workspace, the record, and what is to come back with the answer."""
    wrong_tone: Callable[[str, str, str], View]
    refusal: Callable[[str, str], Message | None]
    """The workspace and the user -> why they may not correct anything; None: they may."""
    correct_speaker: Callable[[str, Told, Channel, str], Unclear | None]
    correct_tone: Callable[[str, str, Channel, str], Unclear | None]
    subject: Callable[[str, str], str]
    """The workspace and the record -> whoever said it, as a command takes a name; or empty."""
    said_before: Callable[[str, str, str], Message]
    """The workspace, the selected text, and the record of the selected card; or empty."""
