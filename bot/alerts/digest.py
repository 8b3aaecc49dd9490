"""A digest: what those whom a channel follows said in a day or a week, and how it is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alerts import blocks, cards
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.quiet import FirstWord
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.tone.tone import Label

_VOICES = 12
_TURNS = 10
_FIRSTS = 5
_QUOTATION = 1000

Turned = tuple[Shift, Record, Record]
"""A shift, and the statements that show its two ends."""


@dataclass(frozen=True, slots=True)
class Digest:
    since: datetime
    until: datetime
    records: tuple[Record, ...]
    """All that was said."""
    chosen: tuple[Record, ...]
    """The few that stand for all, in the order they were said."""
    turned: tuple[Turned, ...]
    firsts: tuple[FirstWord, ...]
    """Words on a target for the first time, or after long."""


def digest_card(digest: Digest, officials: Mapping[str, Official]) -> Message:
    """`officials` by id."""
    names = dict.fromkeys(record.statement.who for record in digest.records)
    head = f"Digest: {_count(len(digest.records), 'statement')} by {_people(len(names))}"
    span = f"{blocks.local_time(digest.since)} to {blocks.local_time(digest.until)}"
    parts = [
        ("Who spoke", _voices(digest.records)),
        ("Tone turned", _limited([_turn(one, officials) for one in digest.turned], _TURNS)),
        ("Spoke on it first", _limited([_first(w, officials) for w in digest.firsts], _FIRSTS)),
    ]
    told = [(title, lines) for title, lines in parts if lines]
    chosen = [
        replace(r, statement=replace(r.statement, text=blocks.cut(r.statement.text, _QUOTATION)))
        for r in digest.chosen
    ]
    return Message(
        text="\n".join(
            [f"{head}, {span}", *(f"{title}: {'; '.join(lines)}." for title, lines in told)]
            + ([_CHOSEN, *(_in_text(record, officials) for record in chosen)] if chosen else [])
        ),
        blocks=(
            blocks.header(head),
            blocks.context(span),
            *(block for title, lines in told for block in _listed(title, lines)),
            *((blocks.divider(), blocks.context(_CHOSEN)) if chosen else ()),
            *(block for record in chosen for block in _quoted(record, officials)),
        ),
    )


_CHOSEN = "In their words, chosen by machine:"


def empty_digest(since: datetime, until: datetime) -> Message:
    line = (
        "Digest: nothing new by those whom this channel follows,"
        f" {blocks.local_time(since)} to {blocks.local_time(until)}."
    )
    return Message(text=line, blocks=(blocks.section(line),))


def _voices(records: Iterable[Record]) -> list[str]:
    """Who said most first: "Sergei Lavrov 5 (3 hostile, 2 neutral)"."""
    tones: dict[str, Counter[Label]] = {}
    for record in records:
        name = record.statement.speaker or cards.NOBODY
        tones.setdefault(name, Counter())[record.tone.label] += 1
    ordered = sorted(tones.items(), key=lambda voice: (-voice[1].total(), voice[0]))
    lines = [f"{blocks.named(name)} {said.total()} ({_shares(said)})" for name, said in ordered]
    return _limited(lines, _VOICES)


def _shares(said: Counter[Label]) -> str:
    return ", ".join(f"{said[tone]} {name}" for tone, name in cards.TONES.items() if said[tone])


def _turn(turned: Turned, officials: Mapping[str, Official]) -> str:
    return blocks.escape(cards.shift_title(*turned, officials))


def _first(word: FirstWord, officials: Mapping[str, Official]) -> str:
    official = officials.get(word.point.official)
    name = blocks.named(official.name if official else word.point.official)
    when = f"since {blocks.day(word.since.date())}" if word.since else "on record"
    return f"{name} on {blocks.named(word.target)}, the first {when}"


def _limited(lines: Sequence[str], most: int) -> list[str]:
    more = len(lines) - most
    return [*lines[:most], f"and {more} more"] if more > 0 else list(lines)


def _listed(title: str, lines: Sequence[str]) -> tuple[Block, ...]:
    return blocks.sections([f"*{title}*", *(f"• {line}" for line in lines)])


def _quoted(record: Record, officials: Mapping[str, Official]) -> tuple[Block, ...]:
    official = officials.get(record.statement.official or "")
    who = blocks.line(*cards.who(record, official))
    return (
        blocks.rich(who, blocks.quotation(record.statement.text)),
        blocks.context(_about(record)),
    )


def _in_text(record: Record, officials: Mapping[str, Official]) -> str:
    official = officials.get(record.statement.official or "")
    speaker = blocks.escape(cards.speaker_line(record, official))
    return f"{speaker}: {blocks.said(record.statement.text)} ({_about(record)})"


def _about(record: Record) -> str:
    parts = (cards.scored(record.tone), cards.provenance(record), cards.paraphrase_note(record))
    return " · ".join(part for part in parts if part)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"
