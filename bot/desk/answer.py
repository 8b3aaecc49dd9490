"""A question from Slack -> what is on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.alerts import asking, found
from bot.alerts.asking import Choice
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Lookup, Misread
from bot.commands.read import read
from bot.desk.holdings import Holdings
from bot.desk.meant import meant, spelled, voices
from bot.desk.voice import Voice
from bot.timeline.query import Query


def look_up(asked: Lookup, channel: Channel, holdings: Holdings) -> Message:
    """What somebody, or a side, said, newest first."""
    voice = meant(
        asked.name,
        holdings.register,
        lambda name: replace(asked, name=name),
        holdings.outside(channel),
        list(_instead(asked.meant, holdings)),
    )
    if isinstance(voice, Message):
        return voice
    target = _target(asked, holdings)
    if isinstance(target, Message):
        return target
    clear = replace(asked, name=spelled(voice, holdings.register), to=target, meant="")
    return _look_up(clear, voice, channel, holdings)


def _look_up(asked: Lookup, voice: Voice, channel: Channel, holdings: Holdings) -> Message:
    skip = (asked.page - 1) * asked.count
    page = holdings.find(channel, _query(asked, voice), skip, asked.count)
    if not page.total:
        return found.nothing(asked, voice.name, list(_looser(asked, voice, channel, holdings)))
    if not page.records:
        return found.beyond(asked, page.total)
    officials = holdings.officials_of(page.records)
    return found.found(asked, voice.name, page.records, page.total, officials)


def _instead(written: str, holdings: Holdings) -> Iterator[Choice]:
    """The command that it may have been, offered when nobody is called that."""
    command = read(written, holdings.now().date()) if written else Misread("")
    if not isinstance(command, Misread):
        yield written, command


def _target(asked: Lookup, holdings: Holdings) -> str | Message:
    """Whom it is to be about, as statements name it; as typed where nobody knows the name.

    Statements know a target by its name alone, so that two of one name are one.
    """
    candidates = voices(asked.to, holdings.register) if asked.to else ()
    if len({voice.name for voice in candidates}) > 1:
        register = holdings.register
        choices = [(v.told, replace(asked, to=spelled(v, register))) for v in candidates]
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


def _any_order(about: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "-" else " " for c in about).split())


def _looser(
    asked: Lookup, voice: Voice, channel: Channel, holdings: Holdings
) -> Iterator[tuple[Choice, int]]:
    """Without one of the filters, and without all of them, where that finds anything."""
    first = replace(asked, page=1)
    tries = {
        "The words in any order": replace(first, about=_any_order(asked.about)),
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
            total = holdings.find(channel, _query(command, voice), 0, 1).total
            if total:
                yield (words, command), total
