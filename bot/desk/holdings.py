"""What answers are drawn from: the ports and rules that the desk's readers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.subscription import Channel
from bot.desk.overlay import Overlay
from bot.desk.voice import Voice
from bot.ports import Found, Shifts
from bot.statements.official import Official
from bot.statements.register import Register
from bot.timeline.query import Query
from bot.timeline.record import Record

REACH = 1000
"""Statements that are counted, the newest of them: years of one official, weeks of a side."""


@dataclass(frozen=True, slots=True)
class Holdings:
    overlay: Overlay
    shifts: Shifts
    now: Callable[[], datetime]

    @property
    def register(self) -> Register:
        return self.overlay.register

    def find(self, channel: Channel, query: Query, skip: int, limit: int) -> Found:
        """As the channel's workspace has it."""
        return self.overlay.find(channel.team, query, skip, limit)

    def outside(self, channel: Channel) -> Callable[[str], Voice | None]:
        """Finds whom the register does not know, by the full name in the papers."""

        def find(typed: str) -> Voice | None:
            names = dict.fromkeys((typed, typed.title()))
            said = (name for name in names if self.find(channel, Query(speaker=name), 0, 1).total)
            return next((Voice(name, name) for name in said), None)

        return find

    def officials_of(self, records: Sequence[Record]) -> dict[str, Official]:
        """Those who speak in them, by id."""
        found = (self.overlay.official_of(record) for record in records)
        return {official.id: official for official in found if official}
