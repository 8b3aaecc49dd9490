"""What somebody said, as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.alerts import answers
from bot.alerts.exported import corrections_sheet, sheet
from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from bot.alerts.subscription import Channel
from bot.commands.command import Export
from bot.desk.holdings import Holdings
from bot.desk.meant import meant

_ROWS = 5_000
"""More are read in no spreadsheet; the file says how many there are."""

Spend = Callable[[str], bool]
"""Whether a workspace may have one more file within the hour. Asked before anything is read."""


def export_corrections(channel: Channel, holdings: Holdings, spend: Spend) -> Sheet | Message:
    """Who said what, and in which tone, as the people of this workspace know it."""
    if not spend(channel.team):
        return _enough()
    overlay = holdings.overlay
    made = overlay.corrections.of_team(channel.team)
    heard = overlay.records.get(dict.fromkeys(correction.record for correction in made))
    if not heard:
        return answers.plain("Nobody has corrected anything in this workspace: no file.")
    return corrections_sheet(made, heard, holdings.register)


def export(asked: Export, channel: Channel, holdings: Holdings, spend: Spend) -> Sheet | Message:
    register, outside = holdings.register, holdings.outside(channel)
    voice = meant(asked.name, register, lambda name: replace(asked, name=name), outside)
    if isinstance(voice, Message):
        return voice
    if not spend(channel.team):
        return _enough()
    page = holdings.find(channel, replace(voice.query, since=asked.since), 0, _ROWS)
    if not page.total:
        return answers.plain(f"Nothing by {voice.name} is on record for that time: no file.")
    officials = holdings.officials_of(page.records)
    return sheet(voice.name, voice.id, page.records, page.total, officials, asked.since)


def _enough() -> Message:
    return answers.plain(
        "This workspace has had as many files as it may within an hour. Ask again in the next one."
    )
