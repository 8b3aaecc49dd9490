"""A question from Slack -> what is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.alerts import asking, found
from bot.alerts.asking import Choice
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Command, Lookup, Misread
from bot.commands.read import read
from bot.desk.holdings import Holdings
from bot.desk.voice import Voice, voices
from bot.timeline.query import Query


def look_up(asked: Lookup, channel: Channel, holdings: Holdings) -> Message:
    """What somebody, or a side, said, newest first."""
    voice = voice_of(asked.name, holdings, lambda name: replace(asked, name=name), asked.meant)
    if isinstance(voice, Message):
        return voice
    target = _target(asked, holdings)
    if isinstance(target, Message):
        return target
    return _look_up(replace(asked, name=voice.name, to=target, meant=""), voice, channel, holdings)


def _look_up(asked: Lookup, voice: Voice, channel: Channel, holdings: Holdings) -> Message:
    skip = (asked.page - 1) * asked.count
    page = holdings.records.find(_query(asked, voice), skip, asked.count)
    if not page.total:
        return found.nothing(asked, list(_looser(asked, voice, holdings)))
    if not page.records:
        return found.beyond(asked, page.total)
    records = holdings.overlay(channel.team, page.records)
    return found.found(asked, records, page.total, holdings.officials_of(records))


def voice_of(
    typed: str, holdings: Holdings, again: Callable[[str], Command], meant: str = ""
) -> Voice | Message:
    """The one who is meant, or the answer that asks which.

    `again`: the command with another name in it. `meant`: the command it may have been, offered
    when nobody is called that.
    """
    candidates = voices(typed, holdings.register)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        return asking.which(typed, [(voice.told, again(voice.name)) for voice in candidates])
    outside = _outside(typed, holdings)
    if outside is not None:
        return outside
    near = [name for name in holdings.register.suggest(typed) if name != typed]
    choices = [(name, again(name)) for name in near]
    return asking.unknown(typed, [*_meant(meant, holdings), *choices])


def _outside(typed: str, holdings: Holdings) -> Voice | None:
    """Somebody whom the register does not know, by the full name in the papers."""
    for name in dict.fromkeys((typed, typed.title())):
        if holdings.records.find(Query(speaker=name), 0, 1).total:
            return Voice(name, name)
    return None


def _meant(meant: str, holdings: Holdings) -> Iterator[Choice]:
    command = read(meant, holdings.now().date()) if meant else Misread("")
    if not isinstance(command, Misread):
        yield meant, command


def _target(asked: Lookup, holdings: Holdings) -> str | Message:
    """Whom it is to be about, as statements name it; as typed where nobody knows the name."""
    candidates = voices(asked.to, holdings.register) if asked.to else ()
    if len(candidates) > 1:
        choices = [(voice.told, replace(asked, to=voice.name)) for voice in candidates]
        return asking.which(asked.to, choices)
    return candidates[0].name if candidates else asked.to


def _query(asked: Lookup, voice: Voice) -> Query:
    return replace(
        voice.query,
        about=asked.about,
        target=asked.to,
        since=asked.since,
        until=asked.until,
        label=asked.tone,
        kind=asked.kind,
    )


def _looser(asked: Lookup, voice: Voice, holdings: Holdings) -> Iterator[tuple[Choice, int]]:
    """Without one of the filters, and without all of them, where that finds anything."""
    first = replace(asked, page=1)
    tries = {
        "Without the words": replace(first, about=""),
        "To anybody": replace(first, to=""),
        "At any time": replace(first, since=None, until=None),
        "In any tone": replace(first, tone=None),
        "Of any kind": replace(first, kind=None),
        "Everything": Lookup(asked.name, count=asked.count),
    }
    seen = [first]
    for words, command in tries.items():
        if command not in seen:
            seen.append(command)
            total = holdings.records.find(_query(command, voice), 0, 1).total
            if total:
                yield (words, command), total
