"""Two voices -> what the person who asked sees of them, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.alerts import asking, blocks, cards, found
from bot.alerts.half import Half
from bot.alerts.isolate import label
from bot.alerts.message import Message
from bot.commands.command import Compare, Lookup
from bot.statements.official import Official
from bot.tone.tone import Label


def compared(
    asked: Compare, halves: tuple[Half, Half], target: str, officials: Mapping[str, Official]
) -> Message:
    """`target`: whom both speak of most, and the words shown are about; empty where nobody is."""
    title = _title(halves)
    shares = [_shares(half) for half in halves]
    about = f" {label(found.about(asked.about), 300)}" if asked.about else ""
    what = _what(halves, target)
    looks = [
        (half.name, Lookup(written, asked.about, target))
        for half, written in zip(halves, (asked.one, asked.other), strict=True)
        if half.words
    ]
    return Message(
        text="\n".join(
            [
                blocks.escape(title + about),
                *(share.replace("\n", "; ") for share in shares),
                *([what] if what else []),
                *(f"• {found.in_text(r, '', officials)}" for half in halves for r in half.words),
                *(f"More of {blocks.named(n)}: {asking.command_line(c)}" for n, c in looks),
            ]
        ),
        blocks=(
            blocks.rich(blocks.line(blocks.words(title, bold=True), blocks.words(about or " "))),
            blocks.side_by_side(*shares),
            *([blocks.context(what)] if what else []),
            *(b for half in halves for r in half.words for b in found.quote(r, officials)),
            *asking.buttons(
                [(f"More of {label(name, 50)}", look) for name, look in looks], share=asked
            ),
        ),
    )


def _title(halves: tuple[Half, Half]) -> str:
    return " and ".join(label(half.name) for half in halves)


def _what(halves: tuple[Half, Half], target: str) -> str:
    if not any(half.words for half in halves):
        return "Neither has anything like that on record."
    return f"Newest words of each to {blocks.named(target)}:" if target else "Newest words of each:"


def _shares(half: Half) -> str:
    name = f"*{blocks.named(half.name)}*"
    if not half.records:
        return f"{name}\nnothing on record"
    count = f"{half.total:,} statement{'s' * (half.total != 1)}"
    of = f" (of the newest {len(half.records):,})" if len(half.records) < half.total else ""
    labels = Counter(record.tone.label for record in half.records)
    shares = [f"{n} {cards.TONES[tone]} ({n / len(half.records):.0%})" for tone, n in _by(labels)]
    return f"{name}\n{count}\nTone: {', '.join(shares)}{of}, scored by machine"


def _by(labels: Counter[Label]) -> list[tuple[Label, int]]:
    return [(tone, labels[tone]) for tone in cards.TONES if labels[tone]]
