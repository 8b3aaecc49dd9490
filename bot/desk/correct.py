"""A correction from Slack -> kept for its workspace, shown on its cards, its shifts looked over.

No record is rewritten: what one workspace corrects is laid over the record when that workspace
reads it, so that no other sees it, and what was heard stays there to be measured against. A turn
that a correction brings about is not alerted: turns are found in what was heard, for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from bot.alerts.alert import Alert
from bot.alerts.cards import NOBODY, TONES
from bot.alerts.correction import Correction, What
from bot.alerts.subscription import Channel
from bot.desk.books import Books
from bot.desk.leave import leave
from bot.desk.overlay import Overlay
from bot.desk.permit import refusal_in
from bot.desk.withdraw import withdraw
from bot.ports import Later, Outbox
from bot.statements.official import Official
from bot.timeline.record import Record
from bot.tone.tone import Label

_LONGEST_NAME = 100
_LOCKED = "Only those whom an admin named, and the admins, may correct in this workspace."


@dataclass(frozen=True, slots=True)
class Correcting:
    """What correcting works with."""

    books: Books
    overlay: Overlay
    outbox: Outbox
    later: Later


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
    record: str, told: Told, channel: Channel, user: str, desk: Correcting
) -> Unclear | None:
    if refusal_in(channel.team, user, desk.books) is not None:
        return Unclear("official", _LOCKED)
    right = _speaker(told, desk.overlay)
    if isinstance(right, Unclear):
        return right
    _correct(record, "speaker", right, channel, user, desk)
    return None


def correct_tone(
    record: str, label: str, channel: Channel, user: str, desk: Correcting
) -> Unclear | None:
    if refusal_in(channel.team, user, desk.books) is not None:
        return Unclear("tone", _LOCKED)
    if label not in get_args(Label):
        return Unclear("tone", "Choose one of the three.")
    _correct(record, "tone", label, channel, user, desk)
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
    record: str, what: What, right: str, channel: Channel, user: str, desk: Correcting
) -> None:
    """Twice is once: who says what was said before only makes sure that it was told."""
    for shown in desk.overlay.get(channel.team, [record]):
        standing = desk.overlay.made(channel.team, record)
        if _value(shown, what) == right and not any(made.what == what for made in standing):
            return
        was = _name(shown) if what == "speaker" else shown.tone.label
        made = Correction(record, what, was, right, user, channel, desk.books.now())
        kept = desk.overlay.corrections.keep(made)
        if kept == made:
            desk.books.journal.note(channel, user, _line(made, desk.overlay), made.at)
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
    for channel in sorted(
        {made.channel, *desk.books.subscriptions.of_team(made.channel.team)}, key=str
    ):
        changed = Alert(channel, "changed", made.record, version_of(made))
        line = Alert(channel, "corrected", made.record, version_of(made))
        leave(desk.outbox, desk.later, changed, line)
    withdraw(
        made.record,
        see=desk.overlay.get,
        shifts=desk.books.shifts,
        outbox=desk.outbox,
        later=desk.later,
        confidence=desk.books.confidence,
    )


def version_of(made: Correction) -> str:
    """Tells one correction of a record from the next."""
    return f"{made.what} {made.at.isoformat()}"


def correction_of(alert: Alert, corrections: Iterable[Correction]) -> Correction | None:
    """The one that an alert was put for."""
    return next((made for made in corrections if version_of(made) == alert.version), None)
