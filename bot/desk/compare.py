"""Two voices, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.alerts import asking
from bot.alerts.asking import Choice
from bot.alerts.compared import compared
from bot.alerts.half import Half
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Compare
from bot.commands.pair import BETWEEN
from bot.desk.holdings import REACH, Holdings
from bot.desk.meant import meant, spelled, voices
from bot.desk.voice import Voice
from bot.statements.register import Register
from bot.timeline.record import Record

_SHOWN = 2
"""Statements of each that are shown."""


def compare(asked: Compare, channel: Channel, holdings: Holdings) -> Message:
    pair = _pair(asked, holdings.register)
    return pair if isinstance(pair, Message) else _compare(pair, channel, holdings)


def _compare(asked: Compare, channel: Channel, holdings: Holdings) -> Message:
    register, outside = holdings.register, holdings.outside(channel)
    one = meant(asked.one, register, lambda name: replace(asked, one=name), outside)
    if isinstance(one, Message):
        return one
    asked = replace(asked, one=spelled(one, register))
    other = meant(asked.other, register, lambda name: replace(asked, other=name), outside)
    if isinstance(other, Message):
        return other
    asked = replace(asked, other=spelled(other, register))
    return _side_by_side(asked, (one, other), channel, holdings)


def _pair(asked: Compare, register: Register) -> Compare | Message:
    """With the border between the names found, or the answer that asks for it."""
    if asked.other:
        return asked
    splits = list(_splits(asked, register))
    if len(splits) == 1:
        return splits[0]
    if splits:
        choices: list[Choice] = [(f"{split.one} and {split.other}", split) for split in splits]
        return asking.which(asked.one, choices)
    return asking.misread(
        f"I cannot tell two names apart in “{asked.one[:200]}”."
        " Put “and” between them: `/quotes compare Lavrov and Kuleba`."
    )


def _splits(asked: Compare, register: Register) -> Iterator[Compare]:
    """Every border that leaves a known name on both sides."""
    words = asked.one.split()
    seen: set[tuple[Voice, ...]] = set()
    for at in range(1, len(words)):
        halves = [_name(words[:at]), _name(words[at:])]
        known = [voices(half, register) for half in halves]
        # "Sergey" and "and Lavrov": another border of the same two.
        if all(known) and (found := (*known[0], *known[1])) not in seen:
            seen.add(found)
            yield replace(asked, one=halves[0], other=halves[1])


def _name(words: Sequence[str]) -> str:
    kept = list(words)
    while kept and kept[0].casefold() in BETWEEN:
        kept.pop(0)
    while kept and kept[-1].casefold() in BETWEEN:
        kept.pop()
    return " ".join(kept)


def _side_by_side(
    asked: Compare, pair: tuple[Voice, Voice], channel: Channel, holdings: Holdings
) -> Message:
    first, second = (_newest(voice, asked, channel, holdings) for voice in pair)
    target = _shared(first.records, second.records, {voice.group for voice in pair})
    halves = (_with_words(first, target), _with_words(second, target))
    shown = [record for half in halves for record in half.words]
    return compared(asked, halves, target, holdings.officials_of(shown))


def _newest(voice: Voice, asked: Compare, channel: Channel, holdings: Holdings) -> Half:
    page = holdings.find(channel, replace(voice.query, about=asked.about), 0, REACH)
    return Half(voice.name, page.total, page.records, ())


def _shared(one: Sequence[Record], other: Sequence[Record], own: set[str]) -> str:
    """Whom both speak of most, beside their own sides; nobody where they share none."""
    mine, theirs = (_targets(records) for records in (one, other))
    both = {target: min(mine[target], theirs[target]) for target in mine.keys() & theirs.keys()}
    both = {target: count for target, count in both.items() if target not in own}
    return max(both, key=lambda target: (both[target], target), default="")


def _targets(records: Sequence[Record]) -> Counter[str]:
    return Counter(target for record in records for target in set(record.statement.targets))


def _with_words(half: Half, target: str) -> Half:
    about = [record for record in half.records if target in ("", *record.statement.targets)]
    aimed = [replace(record, tone=record.tone_towards(target)) for record in about[:_SHOWN]]
    return replace(half, words=aimed)
