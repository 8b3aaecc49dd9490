"""records -> linked with those in which other outlets report the same in another way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.alerts.alert import Alert
from bot.desk.leave import leave
from bot.ports import Kin, Later, Outbox, Records
from bot.timeline.record import Record
from bot.timeline.variant import Variant, find_variants


def link(
    heard: Iterable[str], records: Records, kin: Kin, outbox: Outbox, later: Later, now: datetime
) -> list[str]:
    """Ids of the others. Twice is once: a card is drawn anew once for each that it names.

    Words that two outlets give to two speakers are doubtful in both mouths: both stay on record,
    neither alerts, and no shift rests on them any more.
    """
    found: dict[str, None] = {}
    for record in records.get(heard):
        for variant in find_variants(record, records.get(kin.near(record))):
            _link(record, variant, records, kin)
            _redraw(variant.record, record, outbox, later, now)
            _redraw(record, variant.record, outbox, later, now)
            found[variant.record.id] = None
    return list(found)


def _link(record: Record, variant: Variant, records: Records, kin: Kin) -> None:
    kin.link(record.id, variant.record.id, variant.how)
    if variant.how == "speaker":
        records.doubt(record.id, "disputed")
        records.doubt(variant.record.id, "disputed")


def _redraw(shown: Record, named: Record, outbox: Outbox, later: Later, now: datetime) -> None:
    for channel in outbox.told("statement", shown.id):
        alert = Alert(channel, "changed", shown.id, version=f"akin-{named.id}", at=now)
        leave(outbox, later, alert)


def variants_of(record: str, records: Records, kin: Kin) -> list[Variant]:
    """Those that are still on record."""
    akin = kin.of(record)
    return [Variant(other, akin[other.id]) for other in records.get(akin)]
