"""several records -> one card: a burst of one speaker, or what was held back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.alerts import blocks
from bot.alerts.cards import (
    paraphrase_note,
    provenance,
    scored,
    speaker_line,
    who,
)
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.record import Record

_QUOTATIONS = 8000
"""Characters of quotations on one card: with all that stands around them Slack takes it."""
_VOICES = 12
_QUOTED = 10
"""Quotations on a card of what was held back; who said how much is told of everybody."""


def burst_card(cards: Sequence[Message]) -> Message:
    """All of one speaker's, one under the other, each with its own source, tone and buttons."""
    between = ((blocks.divider(),) for _ in cards)
    parts = [part for pair in zip(between, (c.blocks for c in cards), strict=True) for part in pair]
    return Message(
        text="\n".join(card.text for card in cards),
        blocks=tuple(block for part in parts[1:] for block in part),
    )


def cut(record: Record, among: int) -> Record:
    """With its share of the room on a card of so many."""
    return _cut(record, _QUOTATIONS // max(1, among)) if among > 1 else record


def held_card(records: Sequence[Record], officials: Mapping[str, Official]) -> Message:
    """Who said how much, whoever said most first, and the newest words of each."""
    voices = sorted(_by_speaker(records).values(), key=lambda said: (-len(said), said[0].at))
    head = f"{_statements(len(records))} held back, by {_people(len(voices))}"
    shown, others = voices[:_VOICES], voices[_VOICES:]
    quoted = _spread(shown)
    room = _QUOTATIONS // max(1, sum(quoted))
    parts = [
        _voice(said, [_cut(r, room) for r in said[-count:]] if count else [], officials)
        for said, count in zip(shown, quoted, strict=True)
    ]
    rest = _rest(others)
    return Message(
        text="\n".join([f"{head}.", *(text for text, _ in parts), rest]).rstrip(),
        blocks=(
            blocks.header(head),
            *(block for _, of_voice in parts for block in of_voice),
            blocks.context(rest, "`/quotes` with a name shows all of it"),
        ),
    )


def _spread(voices: Sequence[Sequence[Record]]) -> list[int]:
    """How many quotations of each: one of everybody as far as they go, then one more in turn."""
    quoted = [0] * len(voices)
    while sum(quoted) < _QUOTED and any(n < len(v) for n, v in zip(quoted, voices, strict=True)):
        for place, said in enumerate(voices):
            if quoted[place] < len(said) and sum(quoted) < _QUOTED:
                quoted[place] += 1
    return quoted


def _voice(
    said: Sequence[Record], quoted: Sequence[Record], officials: Mapping[str, Official]
) -> tuple[str, tuple[Block, ...]]:
    """How much one of them said, and the words; `text` and blocks."""
    official = officials.get(said[-1].statement.official or "")
    newest = replace(said[-1], statement=replace(said[-1].statement, kind="direct"))
    head = blocks.line(*who(newest, official), blocks.words(f" · {_statements(len(said))}"))
    text = f"{blocks.escape(speaker_line(newest, official))}, {_statements(len(said))}:"
    return (
        " ".join([text, *map(_in_text, quoted)]),
        (blocks.rich(head), *(block for record in quoted for block in _quotation(record))),
    )


def _quotation(record: Record) -> tuple[Block, ...]:
    return (blocks.rich(blocks.quotation(record.statement.text)), blocks.context(_about(record)))


def _in_text(record: Record) -> str:
    return f"{blocks.said(record.statement.text)} ({_about(record)})"


def _about(record: Record) -> str:
    return " · ".join(
        part for part in (scored(record.tone), provenance(record), paraphrase_note(record)) if part
    )


def _rest(voices: Sequence[Sequence[Record]]) -> str:
    if not voices:
        return ""
    return f"and {_statements(sum(map(len, voices)))} by {len(voices)} more"


def _by_speaker(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Each one's oldest first."""
    said: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: (record.at, record.id)):
        said.setdefault(record.statement.who, []).append(record)
    return said


def _statements(count: int) -> str:
    return f"{count} statement{'s' * (count != 1)}"


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{count} people"


def _cut(record: Record, room: int) -> Record:
    return replace(
        record,
        statement=replace(record.statement, text=blocks.cut(record.statement.text, max(100, room))),
    )
