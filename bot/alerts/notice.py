"""A notice: which sources of a channel have come to ail, and which are well again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.alerts import blocks
from bot.alerts.ailment import Ailment, AilmentKind
from bot.alerts.message import Message

_SHOWN = 10
_REASON = 200
_HEAD = "*Sources that this channel depends on*"
_FOOT = "`/quotes settings` switches these notices off; `/quotes status` shows all sources."


@dataclass(frozen=True, slots=True)
class Notice:
    at: datetime
    ailing: tuple[Ailment, ...] = ()
    """Each with its source as readers know it."""
    back: tuple[str, ...] = ()
    """Those of whose ailment the channel was told, by name."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a channel was told of its sources."""

    ailing: Mapping[str, AilmentKind] = field(default_factory=dict)
    """By the source's id; it stays until the channel is told that all is well."""
    last: Notice | None = None


def notice_card(notice: Notice) -> Message:
    told = [
        *_limited([_line(ailment) for ailment in notice.ailing]),
        *_limited(
            [f"{blocks.named(name)} is well again: it is read as before" for name in notice.back]
        ),
    ]
    lines = [_HEAD, *(f"• {line}" for line in told)]
    return Message("\n".join([*lines, _FOOT]), (*blocks.sections(lines), blocks.context(_FOOT)))


def _line(ailment: Ailment) -> str:
    name, since = blocks.named(ailment.source), blocks.local_time(ailment.since)
    reason = blocks.named(blocks.cut(ailment.reason, _REASON))
    match ailment.kind:
        case "broken":
            return f"{name} could not be read since {since}: {reason}. I keep trying"
        case "silent":
            return f"{name} has listed nothing new since {since}, although it answers"
        case "ended":
            return f"{name} is gone for good: {reason}. I do not ask it any more"


def _limited(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]
