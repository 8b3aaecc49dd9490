"""A person -> nothing of theirs is kept: statements, and what rests on them.

What Slack was given stands there still, and what is said from now on is heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.ports import Corrections, Edits, Kin, Outbox, Records, Shifts
from bot.timeline.query import Query
from bot.timeline.record import Record

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting works with."""

    records: Records
    shifts: Shifts
    kin: Kin
    edits: Edits
    corrections: Corrections
    outbox: Outbox


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of a person."""

    names: tuple[str, ...]
    """Under which it stands."""
    statements: tuple[Record, ...]
    labelled: tuple[Record, ...]
    """Those that are kept for their corrections alone."""
    shifts: frozenset[str]
    corrections: tuple[Correction, ...]
    """Of their words, and those that put words into their mouth."""
    waiting: tuple[Alert, ...]
    parked: tuple[Alert, ...]


def held(names: Sequence[str], desk: Forgetting) -> Held:
    """Of whoever goes by one of these: an official's id, or a full name."""
    statements = tuple(record for name in names for record in _said_by(name, desk.records))
    labelled = tuple(r for r in desk.corrections.all_labelled() if r.statement.who in names)
    shifts = {id for record in statements for id, _ in desk.shifts.resting_on(record.id)}
    ids = {record.id for record in (*statements, *labelled)}
    made = [c for c in desk.corrections.all() if c.record in ids or c.right in names]
    waiting = [a for c in desk.outbox.waiting() for a in desk.outbox.waiting_in(c)]
    return Held(
        tuple(names),
        statements,
        labelled,
        frozenset(shifts),
        tuple(made),
        tuple(alert for alert in waiting if _is_about(alert, ids | shifts)),
        tuple(alert for alert in desk.outbox.aside() if _is_about(alert, ids | shifts)),
    )


def forget(found: Held, desk: Forgetting) -> None:
    """Twice is once. The statements go last: they lead to the rest, should we be killed."""
    for alert in found.waiting:
        with desk.outbox.alone(alert.channel):
            desk.outbox.drop(alert)
    for alert in found.parked:
        desk.outbox.forget_parked(alert.id)
    ids = {record.id for record in (*found.statements, *found.labelled)}
    desk.corrections.forget(sorted(ids | {made.record for made in found.corrections}))
    for at in range(0, len(found.statements), _PAGE):
        page = found.statements[at : at + _PAGE]
        desk.shifts.forget_resting_on(page)
        desk.kin.forget([record.id for record in page])
        desk.edits.forget([record.id for record in page])
        desk.records.forget_all(page)
    place = desk.records.tidy()
    while place:
        place = desk.records.tidy(place)


def _said_by(name: str, records: Records) -> Iterator[Record]:
    total = records.find(Query(name), 0, 1).total
    for skip in range(0, total, _PAGE):
        yield from records.find(Query(name), skip, _PAGE).records


def _is_about(alert: Alert, ids: set[str]) -> bool:
    """A card that tells of others as well is composed without what is gone."""
    return alert.about in ids if not alert.holds else ids.issuperset(alert.holds)
