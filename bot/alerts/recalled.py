"""what was said before -> the answer to "Said before?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.alerts import blocks, cards
from bot.alerts.isolate import label
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.echoes import Echo, Echoes

_QUOTATION = 500
"""Characters of a quotation: twelve of them stay below what a message may hold."""

Found = Sequence[tuple[Official, Echoes]]


def answer(found: Found) -> Message:
    parts = [_part(official, echoes) for official, echoes in found]
    return Message(
        text="\n".join(text for text, _ in parts),
        blocks=tuple(block for _, drawn in parts for block in drawn),
    )


def nobody() -> Message:
    line = (
        "I find nobody I know in that message. Try it on a message that names one official, or"
        " type `/quotes` with a name and `about:` what it was."
    )
    return Message(text=line, blocks=(blocks.section(line),))


def _part(official: Official, echoes: Echoes) -> tuple[str, list[Block]]:
    if not echoes.agreeing and not echoes.contradicting:
        line = f"Nothing like it by {blocks.named(official.name)} is on record."
        return line, [blocks.section(line)]
    head = f"Said before by {label(official.name)}"
    text, drawn = [f"{blocks.escape(head)}:"], [blocks.header(head)]
    for name, group in (("Agreeing", echoes.agreeing), ("Contradicting", echoes.contradicting)):
        text.append(f"{name}: {_in_text(group, official)}")
        drawn.append(blocks.section(f"*{name}*" if group else f"*{name}*: nothing on record"))
        drawn += [block for echo in group for block in _quotation(echo, official)]
    note = "Found by words in common, a denial or the opposite tone: read before you quote."
    return " ".join([*text, note]), [*drawn, blocks.context(note)]


def _in_text(echoes: Sequence[Echo], official: Official) -> str:
    told = (
        f"{blocks.escape(cards.speaker_line(echo.record, official))}:"
        f" {blocks.said(_words(echo))} ({_about(echo)})"
        for echo in echoes
    )
    return "; ".join(told) + "." if echoes else "nothing on record."


def _quotation(echo: Echo, official: Official) -> tuple[Block, ...]:
    return (
        blocks.rich(blocks.line(*cards.who(echo.record, official)), blocks.quotation(_words(echo))),
        blocks.context(_about(echo)),
    )


def _words(echo: Echo) -> str:
    return blocks.cut(echo.record.statement.text, _QUOTATION)


def _about(echo: Echo) -> str:
    record = echo.record
    told = (
        cards.scored(record.tone),
        cards.provenance(record),
        cards.paraphrase_note(record),
        cards.doubt_note(record),
    )
    return " · ".join(part for part in told if part)
