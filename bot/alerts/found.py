"""What a look-up found -> what the person who asked sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.alerts import asking, blocks, cards
from bot.alerts.asking import Choice
from bot.alerts.isolate import label
from bot.alerts.message import Block, Message
from bot.commands.command import Follow, Lookup
from bot.statements.official import Official
from bot.statements.statement import Kind
from bot.timeline.record import Record

QUOTATION = 500
"""Characters of a quotation in an answer."""
_ROOM = 10_500
"""Characters of all statements of an answer: head and buttons come to that, and Slack takes
13,200."""
_ADDRESS = 600
"""Characters of an address in an answer; a longer one is behind "Context" on the card."""
_WHO = 120
"""Characters of a name and offices."""
_SHORTEST = 150

_KINDS: Mapping[Kind, str] = {
    "direct": "in quotation marks",
    "mixed": "partly paraphrased",
    "indirect": "paraphrased",
}


def found(
    asked: Lookup,
    name: str,
    records: Sequence[Record],
    total: int,
    officials: Mapping[str, Official],
) -> Message:
    """One page, newest first. `name`: the voice's, in full; `officials` by id."""
    conditions = label(", ".join(told(asked)), 600)
    count = _count(asked, len(records), total)
    head = " · ".join(part for part in (conditions, count) if part)
    shown = [_as_asked(record, asked) for record in records]
    room = _room(shown)
    return Message(
        text="\n".join(
            [
                f"{blocks.named(name)} · {blocks.escape(head)}",
                *(f"• {in_text(record, name, officials, room)}" for record in shown),
                *(f"{page}: {asking.command_line(to)}" for page, to in pages(asked, total)),
            ]
        ),
        blocks=(
            blocks.rich(
                blocks.line(blocks.words(label(name), bold=True), blocks.words(f" · {head}"))
            ),
            *_quotes(shown, officials, room),
            *asking.buttons(pages(asked, total), share=asked),
        ),
    )


def beyond(asked: Lookup, total: int) -> Message:
    """A page after the last one."""
    last = replace(asked, page=_pages(asked, total))
    text = f"There is no page {asked.page:,}: the last one is {last.page:,}."
    return Message(text, (blocks.section(text), *asking.buttons([("Last page", last)])))


def nothing(asked: Lookup, name: str, looser: Sequence[tuple[Choice, int]]) -> Message:
    """`looser`: what to ask instead, and how many statements that finds."""
    conditions = blocks.escape(label(", ".join(told(asked)), 600))
    if not conditions:
        return _nothing_yet(asked, name)
    text = f"Nothing on record by {blocks.named(name)}: {conditions}."
    hint = "Ask for less:" if looser else "Nothing else by them is on record either."
    choices = [(f"{words} ({count:,})", command) for (words, command), count in looser]
    lines = [f"• {words}: {asking.command_line(command)}" for words, command in choices]
    return Message(
        "\n".join([f"{text} {hint}", *lines]),
        (blocks.section(f"{text} {hint}"), *asking.buttons(choices)),
    )


def _nothing_yet(asked: Lookup, name: str) -> Message:
    follow = Follow(asked.name)
    text = f"Nothing by {blocks.named(name)} has been read yet. To be told when there is:"
    return Message(
        f"{text} {asking.command_line(follow)}",
        (blocks.section(text), *asking.buttons([(f"Follow {label(name, 60)}", follow)])),
    )


def told(asked: Lookup) -> list[str]:
    """The filters in words."""
    conditions = (
        about(asked.about),
        f"to {asked.to}" if asked.to else "",
        f"{cards.TONES[asked.tone]} in tone" if asked.tone else "",
        _KINDS[asked.kind] if asked.kind else "",
        _when(asked),
    )
    return [condition for condition in conditions if condition]


def about(words: str) -> str:
    """Words that were asked for; a phrase among them keeps its marks."""
    if not words:
        return ""
    inside = words.strip('"')
    return f"about {words}" if '"' in inside else f"about “{inside}”"


def _when(asked: Lookup) -> str:
    since = blocks.day(asked.since) if asked.since else ""
    until = blocks.day(asked.until) if asked.until else ""
    if since and since == until:
        return f"on {since}"
    parts = (f"since {since}" if since else "", f"until {until}" if until else "")
    return " ".join(part for part in parts if part)


def _count(asked: Lookup, shown: int, total: int) -> str:
    count = f"{total:,} statement{'s' * (total != 1)}"
    first = (asked.page - 1) * asked.count + 1
    if shown == total:
        return f"{count}, newest first" if total > 1 else count
    return f"{first:,} to {first + shown - 1:,} of {count}, newest first"


def _pages(asked: Lookup, total: int) -> int:
    return -(-total // asked.count)


def pages(asked: Lookup, total: int) -> list[Choice]:
    """Where to go from this page."""
    newer = [("Newer", replace(asked, page=asked.page - 1))] if asked.page > 1 else []
    more = asked.page < _pages(asked, total)
    older = [("Older", replace(asked, page=asked.page + 1))] if more else []
    return [*newer, *older]


def _as_asked(record: Record, asked: Lookup) -> Record:
    """With the tone towards whom it was asked about."""
    url = record.url if len(record.url) <= _ADDRESS else ""
    return replace(record, tone=record.tone_towards(asked.to), url=url)


def _room(records: Sequence[Record]) -> int:
    """Characters that each quotation may have: fewer where sources have long addresses."""
    notes = sum(len(" · ".join(_notes(record))) + _WHO for record in records)
    return max(min(QUOTATION, (_ROOM - notes) // max(len(records), 1)), _SHORTEST)


def _quotes(
    records: Sequence[Record], officials: Mapping[str, Official], room: int
) -> Iterator[Block]:
    """Who speaks is said again only where it is somebody else, or another office."""
    before: list[blocks.Element] = []
    for record in records:
        who = cards.who(record, officials.get(record.statement.official or ""))
        new = who != before
        yield from quote(record, officials, room, divided=new, named=new)
        before = who


def quote(
    record: Record,
    officials: Mapping[str, Official],
    room: int = QUOTATION,
    *,
    divided: bool = True,
    named: bool = True,
) -> Iterator[Block]:
    official = officials.get(record.statement.official or "")
    who = [blocks.line(*cards.who(record, official))] if named else []
    if divided:
        yield blocks.divider()
    yield blocks.rich(*who, blocks.quotation(blocks.cut(record.statement.text, room)))
    yield blocks.context(" · ".join(_notes(record)))


def in_text(
    record: Record, asked: str, officials: Mapping[str, Official], room: int = QUOTATION
) -> str:
    """All of it in one line. `asked`: whom the answer is about; not named again."""
    official = officials.get(record.statement.official or "")
    speaker = cards.speaker_line(record, official)
    own = label(asked)
    speaker = speaker.removeprefix(own).removeprefix(", ") if speaker.startswith(own) else speaker
    by = f"{blocks.escape(speaker)}: " if speaker else ""
    spoken = blocks.said(blocks.cut(record.statement.text, room))
    return f"{by}{spoken} ({' · '.join(_notes(record))})"


def _notes(record: Record) -> list[str]:
    notes = (
        cards.scored(record.tone),
        cards.provenance(record),
        cards.paraphrase_note(record),
        cards.doubt_note(record),
    )
    return [note for note in notes if note]
