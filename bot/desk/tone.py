"""How somebody stood over some days, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.alerts import toned
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.alerts.unseen import Unseen
from bot.commands.command import ToneOf
from bot.desk.holdings import REACH, Holdings
from bot.desk.meant import meant, spelled
from bot.desk.voice import Voice
from bot.ports import Found
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.standing import Standing, standing
from bot.timeline.timeline import timeline_of

_LONGEST = 3660


def tone_of(asked: ToneOf, channel: Channel, holdings: Holdings) -> Message:
    register, outside = holdings.register, holdings.outside(channel)
    voice = meant(asked.name, register, lambda name: replace(asked, name=name), outside)
    if isinstance(voice, Message):
        return voice
    asked = replace(asked, name=spelled(voice, register))
    page, now = holdings.find(channel, voice.query, 0, REACH), holdings.now()
    stood = standing(timeline_of(page.records), now - timedelta(days=asked.days), now)
    if stood.all is None:
        return _silent(asked, voice.name, page.records, holdings)
    turns = _turns(voice, stood, channel, holdings)
    evidence = list(_evidence(stood, {record.id: record for record in page.records}))
    officials = holdings.officials_of([record for _, record in evidence])
    return toned.toned(asked, voice.name, stood, turns, evidence, officials, _unseen(stood, page))


def _unseen(stood: Standing, page: Found) -> Unseen | None:
    """None where all that was said in that time, and in the time before it, was counted."""
    oldest = page.records[-1].at
    if page.total <= len(page.records) or oldest < stood.since - (stood.until - stood.since):
        return None
    return Unseen(len(page.records), page.total, oldest)


def _silent(asked: ToneOf, name: str, records: Sequence[Record], holdings: Holdings) -> Message:
    """With the span that would reach back to the month before the newest words."""
    points = timeline_of(records)
    if not points:
        return toned.silent(asked, name, None, None)
    newest = points[-1].at
    days = (holdings.now() - newest).days + 30
    wider = replace(asked, days=days) if asked.days < days <= _LONGEST else None
    return toned.silent(asked, name, newest, wider)


def _turns(voice: Voice, stood: Standing, channel: Channel, holdings: Holdings) -> list[Shift]:
    """Newest first; without those that this workspace was told to forget."""
    found = [
        shift
        for id, shift in holdings.shifts.between(stood.since, stood.until)
        if shift.subject == voice.id and not holdings.shifts.is_withdrawn(id, channel.team)
    ]
    return found[::-1]


def _evidence(stood: Standing, records: dict[str, Record]) -> Iterator[tuple[str, Record]]:
    """What stands nearest to each pole."""
    if stood.all is None:
        return
    if stood.all.hardest in records:
        yield "The hardest of that time", records[stood.all.hardest]
    if stood.all.softest in records and stood.all.softest != stood.all.hardest:
        yield "The softest of that time", records[stood.all.softest]
