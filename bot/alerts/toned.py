"""How somebody stood over some days -> what the person who asked sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.alerts import asking, blocks, cards, found
from bot.alerts.isolate import label
from bot.alerts.message import Message
from bot.alerts.unseen import Unseen
from bot.commands.command import Lookup, ToneOf
from bot.statements.official import Official
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.standing import Lot, Standing

_TARGETS = 5
_WEEKS = 20
"""Points that Slack draws."""
_TURNS = 5
_SILENCES = 3


def toned(
    asked: ToneOf,
    name: str,
    stood: Standing,
    turns: Sequence[Shift],
    evidence: Sequence[tuple[str, Record]],
    officials: Mapping[str, Official],
    unseen: Unseen | None,
) -> Message:
    """`turns`: the shifts of that time, newest first. `evidence`: what shows each pole.

    `unseen`: None where everything was counted.
    """
    days = f"{asked.days:,} day{'s' * (asked.days != 1)}"
    head = f"{label(name)} · tone over the last {days}"
    told = [
        *_overall(stood, days),
        *_uncounted(unseen),
        *_towards(stood),
        *_turned(turns),
        *_quiet(stood),
    ]
    weeks = [(start, lot) for start, lot in stood.weeks if lot][-_WEEKS:]
    drawn = [_week(start, lot) for start, lot in weeks] if len(weeks) > 1 else []
    by_week = f"Week by week, from -100 (hostile) to +100 (conciliatory): {_listed(drawn)}."
    again = Lookup(asked.name)
    return Message(
        text="\n".join(
            [
                blocks.escape(head),
                *told,
                *([by_week] if drawn else []),
                *(f"{pole}: {found.in_text(r, name, officials)}" for pole, r in evidence),
                f"Their words: {asking.command_line(again)}",
            ]
        ),
        blocks=(
            blocks.rich(blocks.line(blocks.words(head, bold=True))),
            *blocks.sections(told),
            *([blocks.line_chart("Tone by week", drawn, "-100 to 100")] if drawn else []),
            *(
                block
                for pole, record in evidence
                for block in (
                    blocks.divider(),
                    blocks.context(pole),
                    *found.quote(record, officials, divided=False),
                )
            ),
            *asking.buttons([("Their words", again)], share=asked),
        ),
    )


def silent(asked: ToneOf, name: str, newest: datetime | None, wider: ToneOf | None) -> Message:
    """Nothing in that time. `newest`: when there was something; `wider`: what would show it."""
    days = f"{asked.days:,} day{'s' * (asked.days != 1)}"
    text = f"Nothing by {blocks.named(name)} that counts was said in the last {days}."
    if newest is not None:
        text += f" The newest on record is of {blocks.day(newest.date())}."
    choices = [(f"The last {wider.days:,} days", wider)] if wider else []
    lines = [f"{shown}: {asking.command_line(command)}" for shown, command in choices]
    return Message("\n".join([text, *lines]), (blocks.section(text), *asking.buttons(choices)))


def _overall(stood: Standing, days: str) -> Iterator[str]:
    if stood.all:
        yield f"*All:* {_lot(stood.all)}."
    if stood.earlier:
        yield f"*The {days} before:* {_lot(stood.earlier)}."
    yield "-100 is hostile, +100 conciliatory; each statement is scored by machine."


def _uncounted(unseen: Unseen | None) -> Iterator[str]:
    if unseen:
        yield (
            f"Counted from the newest {unseen.counted:,} of {_number(unseen.total)}: what was said"
            f" before {blocks.day(unseen.since.date())} is left out."
        )


def _lot(lot: Lot) -> str:
    labels = ", ".join(f"{count} {cards.TONES[tone]}" for tone, count in lot.labels)
    return f"{_number(lot.count)}, {labels}; mean {100 * lot.mean:+.0f}"


def _number(count: int) -> str:
    return f"{count:,} statement{'s' * (count != 1)}"


def _towards(stood: Standing) -> Iterator[str]:
    for target, lot in stood.towards[:_TARGETS]:
        yield f"• To {blocks.named(target)}: {_lot(lot)}"
    left = len(stood.towards) - _TARGETS
    if left > 0:
        yield f"• and to {left} more"


def _turned(turns: Sequence[Shift]) -> Iterator[str]:
    """Each with what it rests on."""
    if not turns:
        yield "No turn in that time."
    for shift in turns[:_TURNS]:
        about = f" on {blocks.named(shift.target)}" if shift.target else ""
        what = "Turned" if shift.kind == "turn" else "Two voices parted; the later was"
        yield (
            f"*{what} {shift.direction}*{about} on {blocks.day(shift.at.date())}: confidence"
            f" {cards.sure(shift.confidence)} ({shift.confidence:.0%}), from"
            f" {_number(shift.rests_on)}"
        )
    if len(turns) > _TURNS:
        yield f"and {len(turns) - _TURNS} earlier turns"


def _quiet(stood: Standing) -> Iterator[str]:
    for first in stood.first_words[-_SILENCES:]:
        at, target = first.point.at, blocks.named(first.target)
        pause = f" in {(at - first.since).days} days" if first.since else " on record"
        yield f"First words on {target}{pause}: {blocks.day(at.date())}"
    for silence in stood.silences[:_SILENCES]:
        yield f"Silent on {blocks.named(silence.target)} since {blocks.day(silence.since.date())}"


def _week(start: datetime, lot: Lot) -> tuple[str, float]:
    return f"{start.day} {start:%b %y}", round(100 * lot.mean)


def _listed(weeks: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{week} {value:+.0f}" for week, value in weeks)
