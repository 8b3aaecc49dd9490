"""A button of a card -> the modal that it opens, from what is on record at this moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.alerts import modals
from bot.alerts.cards import telling
from bot.alerts.message import View
from bot.desk.compose import no_variants
from bot.desk.overlay import Overlay
from bot.ports import Shifts
from bot.timeline.record import Record
from bot.timeline.variant import Variant


@dataclass(frozen=True, slots=True)
class Looking:
    """What looking closer works with."""

    overlay: Overlay
    shifts: Shifts
    variants: Callable[[str], Sequence[Variant]] = no_variants
    """Of a record, by its id."""


def context(team: str, about: str, desk: Looking) -> View:
    """`about`: the id of a record, or of a shift."""
    record = _seen(team, about, desk)
    if record is None:
        return _context_of_shift(team, about, desk)
    return modals.context_view(
        record,
        desk.overlay.official_of(record),
        desk.overlay.records.outlets(about),
        desk.overlay.made(team, about),
        desk.variants(about),
    )


def why(team: str, record: str, desk: Looking) -> View:
    seen = _seen(team, record, desk)
    return modals.why_view(seen) if seen else modals.gone_view("Why this tone")


def wrong_speaker(team: str, record: str, private: str, desk: Looking) -> View:
    return _form(modals.wrong_speaker_view, "Wrong speaker", team, record, private, desk)


def wrong_tone(team: str, record: str, private: str, desk: Looking) -> View:
    return _form(modals.wrong_tone_view, "Wrong tone", team, record, private, desk)


def subject(team: str, record: str, desk: Looking) -> str:
    """Who said it, as a command takes it; empty where nobody is named."""
    seen = _seen(team, record, desk)
    return seen.statement.who if seen else ""


def _form(
    draw: Callable[[Record, str], View],
    title: str,
    team: str,
    record: str,
    private: str,
    desk: Looking,
) -> View:
    seen = _seen(team, record, desk)
    return draw(seen, private) if seen else modals.gone_view(title)


def _context_of_shift(team: str, id: str, desk: Looking) -> View:
    shift = desk.shifts.get(id)
    if shift is None:
        return modals.gone_view("Context")
    before, after = (desk.overlay.get(team, ids) for ids in (shift.before, shift.after))
    if not before or not after:
        return modals.gone_view("Context")
    one, other = (telling(records, shift.target) for records in (before, after))
    return modals.shift_view(one, other, desk.overlay.official_of)


def _seen(team: str, record: str, desk: Looking) -> Record | None:
    return next(iter(desk.overlay.get(team, [record])), None)
