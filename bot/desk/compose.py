"""alert -> the message that tells it, from what is on record at this moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.alerts import cards
from bot.alerts.alert import Alert
from bot.alerts.edit import Edit
from bot.alerts.message import Message
from bot.alerts.several import burst_card, cut, held_card
from bot.desk.correct import correction_of
from bot.desk.overlay import Overlay
from bot.ports import Shifts
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.variant import Variant

Compose = Callable[[Alert], Message | None]


def nothing(_alert: Alert) -> Message | None:
    """Where nobody tells such things."""
    return None


def no_variants(_record: str) -> Sequence[Variant]:
    """Where nobody compares outlets."""
    return ()


def no_edits(_record: str) -> Sequence[Edit]:
    """Where no page is looked at again."""
    return ()


@dataclass(frozen=True, slots=True)
class Composer:
    """What cards are made of."""

    overlay: Overlay
    """Each workspace sees its own corrections, and nobody else's."""
    shifts: Shifts
    digest: Compose = nothing
    """None when there is nothing to tell."""
    notice: Compose = nothing
    variants: Callable[[str], Sequence[Variant]] = no_variants
    """Of a record, by its id."""
    edits: Callable[[str], Sequence[Edit]] = no_edits
    """Told in the thread of a record's card."""

    def card(self, alert: Alert) -> Message | None:
        """None when what it is about is no longer kept, or not worth telling any more."""
        if alert.kind == "shift":
            return self._shift(alert)
        if alert.kind == "digest":
            return self.digest(alert)
        if alert.kind == "health":
            return self.notice(alert)
        records = self._seen(alert, *alert.records)
        if not records:
            return None
        return (
            held_card(records, self.overlay.register.ids)
            if alert.kind == "held"
            else self._told(records, alert.channel.team)
        )

    def told(self, alert: Alert) -> list[Record]:
        """What its message tells; of a shift, the statement that completed it."""
        if alert.kind in ("shift", "withdrawn"):
            shift = self.shifts.get(alert.about)
            return self.overlay.records.get([shift.after[-1]]) if shift else []
        return self.overlay.records.get(alert.records or [alert.about])

    def has_fallen(self, alert: Alert) -> bool:
        """A shift that no longer stands where the alert would go."""
        return self.shifts.is_withdrawn(alert.about, alert.channel.team)

    def _told(self, records: list[Record], team: str) -> Message:
        shown = [
            cards.statement_card(
                cut(record, len(records)),
                self.overlay.official_of(record),
                self.overlay.records.outlets(record.id),
                self.overlay.made(team, record.id),
                self.variants(record.id),
                alone=len(records) == 1,
            )
            for record in records
        ]
        return shown[0] if len(shown) == 1 else burst_card(shown)

    def correction(self, alert: Alert) -> Message | None:
        """The line in the thread of a corrected card: by a person here, or by the outlet."""
        edit = next((e for e in self.edits(alert.about) if e.version == alert.version), None)
        if edit is not None:
            return cards.edit_line(edit)
        made = correction_of(alert, self.overlay.made(alert.channel.team, alert.about))
        return cards.correction_line(made, self.overlay.register.ids) if made else None

    def withdrawal(self, alert: Alert) -> Message | None:
        """The line in the thread of a shift that no longer stands."""
        found = self._ends(alert)
        return cards.withdrawal_line(*found, self.overlay.register.ids) if found else None

    def _shift(self, alert: Alert) -> Message | None:
        found = self._ends(alert)
        if found is None:
            return None
        withdrawn = self.has_fallen(alert)
        return cards.shift_card(
            *found, self.overlay.register.ids, id=alert.about, withdrawn=withdrawn
        )

    def _ends(self, alert: Alert) -> tuple[Shift, list[Record], list[Record]] | None:
        shift = self.shifts.get(alert.about)
        if shift is None:
            return None
        # A card that is taken back keeps what it showed.
        see = self._heard if self.has_fallen(alert) else self._seen
        before, after = see(alert, *shift.before), see(alert, *shift.after)
        return (shift, before, after) if before and after else None

    def _heard(self, _alert: Alert, *records: str) -> list[Record]:
        return self.overlay.records.get(records)

    def _seen(self, alert: Alert, *records: str) -> list[Record]:
        return self.overlay.get(alert.channel.team, records)
