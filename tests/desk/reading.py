"""A desk that answers: the real archive behind it, and invented officials."""

from __future__ import annotations

from datetime import timedelta

from bot.alerts.correction import Correction, What
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.desk.holdings import Holdings
from bot.desk.overlay import Overlay
from bot.statements.register import Register
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, register


def holdings_of(archive: Archive, known: Register | None = None) -> Holdings:
    overlay = Overlay(archive.records, archive.corrections, known or register())
    return Holdings(overlay, archive.shifts, lambda: NOON)


def correct(
    archive: Archive, record: Record, what: What, right: str, channel: Channel = DESK, n: int = 0
) -> Correction:
    """`n`: the later of two has the higher number."""
    was = record.statement.speaker or "" if what == "speaker" else record.tone.label
    at = NOON + timedelta(minutes=n)
    return archive.corrections.keep(Correction(record.id, what, was, right, "U1", channel, at))


def buttons(message: Message) -> dict[str, str]:
    """What is written on them, and what they ask."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {one["text"]["text"]: one["value"] for row in rows for one in row}
