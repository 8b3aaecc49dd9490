"""The settings of a channel in words, and what was changed in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alerts import blocks
from bot.alerts.change import Change
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LINE = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """How a channel stands, as far as the one who looks may see it."""

    channel: Channel
    preferences: Preferences
    muted: tuple[tuple[str, datetime], ...]
    """By what each is called, until when."""
    may_change: tuple[str, ...] | None
    """The users whom an admin named; None: anybody."""
    is_admin: bool | None
    """The one who looks; None where Slack does not let us know."""
    changes: tuple[Change, ...]
    """The last ones, newest first."""


def shown(standing: Standing) -> Message:
    lines = [
        "*How this channel is told*",
        *(f"• {blocks.escape(line)}" for line in _state(standing.preferences)),
        *(
            f"• Muted until {blocks.local_time(until)}: {blocks.named(name)}"
            for name, until in standing.muted[:20]
        ),
        f"• Who may change this: {who(standing)}",
        *_history(standing.changes),
    ]
    button = blocks.button("settings", "Change", str(standing.channel))
    return Message(
        text="\n".join(lines),
        blocks=(*blocks.sections(lines), blocks.actions(button)),
    )


def changed_lines(before: Preferences, after: Preferences) -> list[str]:
    """What is otherwise now, in plain words; nothing where nothing is."""
    lines = zip(_state(before), _state(after), strict=True)
    return [_begun(now) for then, now in lines if then != now]


def _begun(line: str) -> str:
    return f"{line[0].lower()}{line[1:]}"


def _state(preferences: Preferences) -> tuple[str, ...]:
    said = (_digest, _quiet, _volume, _health)
    return tuple(say(preferences) for say in said)


def _digest(preferences: Preferences) -> str:
    if preferences.digest is None:
        return "No digest"
    day = "every day" if preferences.weekday is None else f"on {WEEKDAYS[preferences.weekday]}s"
    empty = ", also when there was nothing" if preferences.when_empty else ""
    return f"A digest {day} at {preferences.digest:%H:%M} ({preferences.zone}){empty}"


def _quiet(preferences: Preferences) -> str:
    if preferences.quiet is None:
        return "No quiet hours"
    start, end = preferences.quiet
    return f"Quiet hours from {start:%H:%M} to {end:%H:%M} ({preferences.zone})"


def _volume(preferences: Preferences) -> str:
    return f"At most {preferences.per_hour} card{'s' * (preferences.per_hour != 1)} an hour"


def _health(preferences: Preferences) -> str:
    if preferences.health:
        return "A word when a source has been silent or broken for long, and when it is back"
    return "No word on how its sources are doing"


def who(standing: Standing) -> str:
    if standing.channel.is_direct:
        return "you"
    if standing.may_change is None:
        return "anybody in the channel"
    people = [f"<@{user}>" for user in standing.may_change[:20]]
    more = len(standing.may_change) - len(people)
    others = [f"{more} more"] if more else []
    return blocks.listed([*people, *others, "the admins"])


def _history(changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield "*The last changes*"
    for change in changes:
        line = blocks.escape(blocks.cut(change.line, _LINE))
        yield f"• {blocks.local_time(change.at)}, <@{change.user}>: {line}"
