"""What somebody said, as a file."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts import answers
from bot.alerts.exported import sheet
from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from bot.alerts.subscription import Channel
from bot.commands.command import Export
from bot.desk.answer import voice_of
from bot.desk.holdings import Holdings

_ROWS = 5_000
"""More are read in no spreadsheet; the file says how many there are."""


def export(asked: Export, channel: Channel, holdings: Holdings) -> Sheet | Message:
    voice = voice_of(asked.name, holdings, lambda name: replace(asked, name=name))
    if isinstance(voice, Message):
        return voice
    page = holdings.records.find(replace(voice.query, since=asked.since), 0, _ROWS)
    if not page.total:
        return answers.plain(f"Nothing by {voice.name} is on record for that time: no file.")
    records = holdings.overlay(channel.team, page.records)
    officials = holdings.officials_of(records)
    return sheet(voice.name, voice.id, records, page.total, officials, asked.since)
