"""alert -> the message that tells it, from what is on record at this moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.alerts import cards
from bot.alerts.alert import Alert
from bot.alerts.message import Message
from bot.alerts.several import burst_card, held_card
from bot.desk.withdraw import View, as_heard_by_all
from bot.ports import Records, Shifts
from bot.statements.official import Official
from bot.statements.register import Register
from bot.timeline.record import Record
from bot.timeline.shift import Shift

Compose = Callable[[Alert], Message | None]


def nothing(_alert: Alert) -> Message | None:
    """Where nobody tells such things."""
    return None


@dataclass(frozen=True, slots=True)
class Composer:
    """What cards are made of."""

    records: Records
    shifts: Shifts
    register: Register
    view: View = as_heard_by_all
    """Each workspace sees its own corrections, and nobody else's."""
    correction: Compose = nothing
    """The line in the thread of a corrected card."""
    digest: Compose = nothing
    """None when there is nothing to tell."""

    def card(self, alert: Alert) -> Message | None:
        """None when what it is about is no longer kept, or not worth telling any more."""
        if alert.kind == "shift":
            return self._shift(alert)
        if alert.kind == "digest":
            return self.digest(alert)
        records = self._seen(alert, *alert.records)
        if not records:
            return None
        return (
            held_card(records, self._officials()) if alert.kind == "held" else self._told(records)
        )

    def has_fallen(self, alert: Alert) -> bool:
        """A shift that no longer stands where the alert would go."""
        return self.shifts.is_withdrawn(alert.about, alert.channel.team)

    def _told(self, records: list[Record]) -> Message:
        official = self.register.by_id(records[0].statement.official or "")
        outlets = {record.id: self.records.outlets(record.id) for record in records}
        if len(records) > 1:
            return burst_card(records, official, outlets)
        return cards.statement_card(records[0], official, outlets[records[0].id])

    def withdrawal(self, alert: Alert) -> Message | None:
        """The line in the thread of a shift that no longer stands."""
        found = self._ends(alert)
        return cards.withdrawal_line(*found, self._officials()) if found else None

    def _shift(self, alert: Alert) -> Message | None:
        found, withdrawn = self._ends(alert), self.has_fallen(alert)
        return cards.shift_card(*found, self._officials(), withdrawn=withdrawn) if found else None

    def _ends(self, alert: Alert) -> tuple[Shift, list[Record], list[Record]] | None:
        shift = self.shifts.get(alert.about)
        if shift is None:
            return None
        before, after = self._seen(alert, *shift.before), self._seen(alert, *shift.after)
        return (shift, before, after) if before and after else None

    def _seen(self, alert: Alert, *records: str) -> list[Record]:
        team = alert.channel.team
        return [self.view(team, record) for record in self.records.get(records)]

    def _officials(self) -> Mapping[str, Official]:
        return {official.id: official for official in self.register.officials}
