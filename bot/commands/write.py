"""Command -> text that reads as the same command; what a look-up may have meant is let go."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from bot.commands.choices import TONES
from bot.commands.command import (
    PAGE,
    Command,
    Compare,
    Export,
    ExportCorrections,
    Follow,
    Following,
    Help,
    Lookup,
    Mute,
    Pick,
    SetDigest,
    SetQuiet,
    ShowSettings,
    ShowStatus,
    ToneOf,
    Unfollow,
    Unmute,
)
from bot.commands.pair import BETWEEN
from bot.commands.verbs import CORRECTIONS, VERBS, near
from bot.commands.when import JOINTS, WEEKDAYS, write_span
from bot.tone.tone import Label

_OURS = frozenset({*VERBS, *BETWEEN, *JOINTS, "all", "everything", CORRECTIONS})
_TONE_WORDS: dict[Label, str] = {
    label: next(word for word, means in TONES.items() if means == label) for label in TONES.values()
}


def write(command: Command) -> str:
    """A Misread is written as the help that its reader needs."""
    return " ".join(part for part in _parts(command) if part)


@singledispatch
def _parts(_command: Command) -> Iterable[str]:
    return ("help",)


@_parts.register
def _lookup(asked: Lookup) -> Iterable[str]:
    return (
        _name(asked.name),
        _about(asked.about),
        _filter("to", asked.to),
        f"since:{asked.since}" if asked.since else "",
        f"until:{asked.until}" if asked.until else "",
        f"tone:{_TONE_WORDS[asked.tone]}" if asked.tone else "",
        f"kind:{asked.kind}" if asked.kind else "",
        f"n:{asked.count}" if asked.count != PAGE else "",
        f"page:{asked.page}" if asked.page != 1 else "",
    )


@_parts.register
def _follow(asked: Follow) -> Iterable[str]:
    return (
        "follow",
        _name(asked.name),
        f"alerts:{asked.alerts}" if asked.alerts else "",
        f"sensitivity:{asked.sensitivity}" if asked.sensitivity else "",
        "sure:yes" if asked.sure else "",
    )


@_parts.register
def _unfollow(asked: Unfollow) -> Iterable[str]:
    return "unfollow", _name(asked.name)


@_parts.register
def _following(_asked: Following) -> Iterable[str]:
    return ("list",)


@_parts.register
def _mute(asked: Mute) -> Iterable[str]:
    return "mute", _name(asked.name), write_span(asked.span)


@_parts.register
def _unmute(asked: Unmute) -> Iterable[str]:
    return "unmute", _name(asked.name) if asked.name else ""


@_parts.register
def _digest(asked: SetDigest) -> Iterable[str]:
    if asked.at is None:
        return "digest", "off"
    weekday = "" if asked.weekday is None else WEEKDAYS[asked.weekday]
    return "digest", weekday, f"{asked.at:%H:%M}", asked.zone


@_parts.register
def _quiet(asked: SetQuiet) -> Iterable[str]:
    if asked.start is None or asked.end is None:
        return "quiet", "off"
    return "quiet", f"{asked.start:%H:%M}-{asked.end:%H:%M}", asked.zone


@_parts.register
def _tone(asked: ToneOf) -> Iterable[str]:
    return "tone", _name(asked.name), f"{asked.days}d"


@_parts.register
def _compare(asked: Compare) -> Iterable[str]:
    names = [_name(asked.one), "and", _name(asked.other)] if asked.other else [asked.one]
    return "compare", *names, _about(asked.about)


@_parts.register
def _export(asked: Export) -> Iterable[str]:
    return "export", _name(asked.name), f"since:{asked.since}" if asked.since else ""


@_parts.register
def _export_corrections(_asked: ExportCorrections) -> Iterable[str]:
    return "export", "corrections"


@_parts.register
def _settings(_asked: ShowSettings) -> Iterable[str]:
    return ("settings",)


@_parts.register
def _status(_asked: ShowStatus) -> Iterable[str]:
    return ("status",)


@_parts.register
def _help(asked: Help) -> Iterable[str]:
    return "help", asked.word


@_parts.register
def _pick(asked: Pick) -> Iterable[str]:
    return ("" if asked.then == "find" else asked.then,)


def _name(name: str) -> str:
    """In quotation marks unless it is one word that is nearly none of ours."""
    plain = name.isalpha() and name.casefold() not in _OURS and not near(name, VERBS)
    return name if plain else f'"{name}"'


def _about(words: str) -> str:
    """It holds its own marks."""
    return f"about:{words}" if words else ""


def _filter(key: str, value: str) -> str:
    quoted = value if value.isalnum() else f'"{value}"'
    return f"{key}:{quoted}" if value else ""
