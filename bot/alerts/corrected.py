"""record, a workspace's corrections -> the record as that workspace has it.

What was heard stays as it was heard, for everybody else and for measuring; the correction is
laid over it on reading, so that no workspace changes what another sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.alerts.correction import Correction
from bot.statements.register import Register
from bot.timeline.record import Record
from bot.tone.tone import Label, Tone

POLES: dict[Label, float] = {"confrontational": -0.75, "neutral": 0.0, "conciliatory": 0.75}
"""Where a statement stands that a person has labelled: a step of the table of stances."""


def corrected(record: Record, corrections: Iterable[Correction], register: Register) -> Record:
    """`corrections` in the order they were made: the last word on each counts."""
    latest = {made.what: made for made in corrections if made.record == record.id}
    for made in latest.values():
        record = (
            _respoken(record, made, register) if made.what == "speaker" else _retoned(record, made)
        )
    return record


def _respoken(record: Record, made: Correction, register: Register) -> Record:
    """Whoever is not in the register speaks for no side here."""
    official = register.by_id(made.right)
    group = register.speaks_for(official, record.at.date()) if official else None
    statement = replace(
        record.statement,
        speaker=official.name if official else made.right or None,
        official=official.id if official else None,
        group=group,
        speaker_start=None,
        speaker_end=None,
        confidence=1.0,
    )
    return replace(record, statement=statement)


def _retoned(record: Record, made: Correction) -> Record:
    for label, tone in POLES.items():
        if label == made.right:
            return replace(record, tone=Tone(tone, label, 1.0), towards={})
    return record
