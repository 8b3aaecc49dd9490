"""What is on record, as a workspace sees it: with its own corrections laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.alerts.corrected import corrected
from bot.alerts.correction import Correction
from bot.ports import Corrections, Found, Records
from bot.statements.official import Official
from bot.statements.register import Register
from bot.timeline.query import Query
from bot.timeline.record import Record


@dataclass(frozen=True, slots=True)
class Overlay:
    records: Records
    corrections: Corrections
    register: Register

    def get(self, team: str, ids: Iterable[str]) -> list[Record]:
        records = self.records.get(ids)
        made = self.corrections.of(team, [record.id for record in records])
        pairs = zip(records, made, strict=True)
        return [corrected(record, corrections, self.register) for record, corrections in pairs]

    def find(self, team: str, query: Query, skip: int, limit: int) -> Found:
        """What the workspace put into another mouth is found there, and only there."""
        touched = dict.fromkeys(made.record for made in self.corrections.of_team(team))
        return self.records.find(query, skip, limit, instead=self.get(team, touched))

    def made(self, team: str, record: str) -> list[Correction]:
        """In the order they were made."""
        return self.corrections.of(team, [record])[0]

    def official_of(self, record: Record) -> Official | None:
        return self.register.by_id(record.statement.official or "")
