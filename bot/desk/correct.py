"""A correction from Slack -> kept for its workspace, shown on its cards, its shifts looked over.

No record is rewritten: what one workspace corrects is laid over the record when that workspace
reads it, so that no other sees it, and what was heard stays there to be measured against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.alerts.alert import Alert
from bot.alerts.cards import NOBODY, TONES
from bot.alerts.correction import Correction
from bot.alerts.subscription import Channel
from bot.desk.overlay import Overlay
from bot.desk.withdraw import withdraw
from bot.ports import Journal, Later, Outbox, Records, Shifts, Subscriptions
from bot.statements.official import Official
from bot.timeline.record import Record
from bot.tone.tone import Label

What = Literal["speaker", "tone"]
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Correcting:
    """What correcting works with."""

    records: Records
    shifts: Shifts
    subscriptions: Subscriptions
    outbox: Outbox
    journal: Journal
    later: Later
    overlay: Overlay
    confidence: float


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody filled in: one of three ways to say whose words they are."""

    official: str = ""
    """What was picked from the list: an official's id or name."""
    name: str = ""
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was filled in cannot be meant; nothing is kept."""

    field: str
    reason: str


def correct_speaker(
    record: str, told: Told, channel: Channel, user: str, now: datetime, desk: Correcting
) -> Unclear | None:
    right = _speaker(told, desk.overlay)
    if isinstance(right, Unclear):
        return right
    _correct(record, "speaker", right, channel, user, now, desk)
    return None


def correct_tone(
    record: str, label: str, channel: Channel, user: str, now: datetime, desk: Correcting
) -> Unclear | None:
    if label not in get_args(Label):
        return Unclear("tone", "Choose one of the three.")
    _correct(record, "tone", label, channel, user, now, desk)
    return None


def _speaker(told: Told, overlay: Overlay) -> str | Unclear:
    """The id of an official, a name, or nobody."""
    name = " ".join(told.name.split())[:_LONGEST_NAME]
    ways = [bool(told.official), bool(name), told.nobody]
    if sum(ways) != 1:
        return Unclear(
            "official", "Pick a name, or write one, or say that nobody knows: one of them."
        )
    if told.nobody:
        return ""
    found = overlay.register.by_id(told.official) or _only(told.official or name, overlay)
    if found is None and told.official:
        return Unclear("official", "Only a person can have said it.")
    return found.id if found else name


def _only(name: str, overlay: Overlay) -> Official | None:
    found = overlay.register.named(name)
    return found[0] if len(found) == 1 else None


def _correct(
    record: str,
    what: What,
    right: str,
    channel: Channel,
    user: str,
    now: datetime,
    desk: Correcting,
) -> None:
    """Twice is once: who says what was said before only makes sure that it was told."""
    for heard in desk.records.get([record]):
        shown = desk.overlay(channel.team, heard)
        standing = desk.overlay.made(channel.team, record)
        if _value(shown, what) == right and not any(made.what == what for made in standing):
            return
        was = _name(shown) if what == "speaker" else shown.tone.label
        made = Correction(record, what, was, right, user, channel, now)
        kept = desk.overlay.corrections.keep(made)
        if kept == made:
            desk.journal.note(channel, user, _line(made, desk.overlay), now)
        _tell(kept, desk)


def _value(record: Record, what: What) -> str:
    return record.statement.who if what == "speaker" else record.tone.label


def _name(record: Record) -> str:
    return record.statement.speaker or ""


def _line(made: Correction, overlay: Overlay) -> str:
    """For the channel's journal, in plain words."""
    official = overlay.register.by_id(made.right)
    names = {str(label): tone for label, tone in TONES.items()}
    right = names.get(made.right) or (official.name if official else made.right or NOBODY)
    return f"corrected the {made.what} of a statement: {right}, not {names.get(made.was, made.was)}"


def _tell(made: Correction, desk: Correcting) -> None:
    """Wherever its card may stand in this workspace; a channel without it hears nothing."""
    for channel in sorted({made.channel, *desk.subscriptions.of_team(made.channel.team)}, key=str):
        for kind in ("changed", "corrected"):
            desk.outbox.put(Alert(channel, kind, made.record, version_of(made)))
        # Also when they were there before: a crash may have come between the lines.
        desk.later.deliver(channel)
    withdraw(
        made.record,
        records=desk.records,
        shifts=desk.shifts,
        outbox=desk.outbox,
        later=desk.later,
        confidence=desk.confidence,
        view=desk.overlay,
    )


def version_of(made: Correction) -> str:
    """Tells one correction of a record from the next."""
    return f"{made.what} {made.at.isoformat()}"


def correction_of(alert: Alert, corrections: Iterable[Correction]) -> Correction | None:
    """The one that an alert was put for."""
    return next((made for made in corrections if version_of(made) == alert.version), None)
