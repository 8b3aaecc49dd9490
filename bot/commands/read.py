"""Typed text -> command: any text is one, if only one that says what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.commands.choices import ALERTS, KINDS, SENSITIVITIES, SURE, TONES
from bot.commands.command import (
    MOST,
    PAGE,
    Command,
    Compare,
    Export,
    ExportCorrections,
    Follow,
    Following,
    Help,
    Lookup,
    Misread,
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
from bot.commands.pair import is_one_row, names_of
from bot.commands.typed import Typed, typed_of
from bot.commands.verbs import CORRECTIONS, VERBS, near
from bot.commands.when import read_hours, read_time, read_weekday, read_zone
from bot.commands.word import Word
from bot.commands.words import words_of
from bot.commands.write import write
from bot.errors import BadCall

LONGEST = 1500
"""Characters of a command: a button that asks it again has to hold it."""

_PAGES = 100_000
_ALONE = frozenset({"list", "settings", "status"})
"""Verbs that nothing follows: with more words behind them they are somebody's name."""
_OFF = frozenset({"off", "no", "none", "never", "stop"})
_FILLERS = frozenset({"at", "every", "each", "on"})
_A_DAY = timedelta(days=1)


def read(text: str, today: date) -> Command:
    """`today`: what "yesterday" and "7d" count from."""
    if len(text) > LONGEST:
        return Misread(f"That is too long for me: write at most {LONGEST:,} characters.")
    try:
        return _read(_without_slash(words_of(text)), today)
    except BadCall as error:
        return Misread(str(error))


def _without_slash(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without what Slack has taken off already, and the @ of somebody who is no member here."""
    if not words or words[0].quoted or words[0].key:
        return words
    first = words[0].text
    if first.casefold() == "/quotes":
        return words[1:]
    return (Word(first.lstrip("@") or first), *words[1:])


def _read(words: tuple[Word, ...], today: date) -> Command:
    if not words:
        return Pick()
    verb = _verb(words)
    if verb is None:
        return _look_up(words, today)
    return _READERS[verb](typed_of(verb, words[1:], today))


def _verb(words: Sequence[Word]) -> str | None:
    """None where the first word belongs to a name."""
    first = words[0]
    if first.quoted or first.key:
        return None
    verb = VERBS.get(first.text.casefold())
    return None if verb in _ALONE and len(words) > 1 else verb


def _look_up(words: tuple[Word, ...], today: date) -> Command:
    """No word of ours begins it, but one may have been mistyped."""
    meant = _meant(words, today)
    try:
        found = _read_find(typed_of("find", words, today))
    except BadCall as error:
        hint = f" Or did you mean `/quotes {meant}`?" if meant else ""
        raise BadCall(f"{error}{hint}") from error
    return replace(found, meant=meant) if isinstance(found, Lookup) else found


def _meant(words: tuple[Word, ...], today: date) -> str:
    """The command that it nearly is, written out, where that makes sense."""
    if words[0].quoted or words[0].key:
        return ""
    verb = near(words[0].text, VERBS)
    rest = () if VERBS.get(verb) in _ALONE else words[1:]
    try:
        command = _read((Word(verb), *rest), today) if verb else Pick()
    except BadCall:
        return ""
    return "" if isinstance(command, Pick) else write(command)


def _read_find(typed: Typed) -> Command:
    if not typed.words and not typed.filters:
        return Pick()
    since, until = typed.since(), typed.until()
    if since and until and since > until:
        raise BadCall(f"`since:` ({since}) lies after `until:` ({until}): nothing is in between.")
    return Lookup(
        name=typed.named('Lavrov about:"grain deal"'),
        about=typed.text("about"),
        to=typed.text("to"),
        since=since,
        until=until,
        tone=typed.choice("tone", TONES),
        kind=typed.choice("kind", KINDS),
        count=typed.number("n", PAGE, MOST),
        page=typed.number("page", 1, _PAGES),
    )


def _read_follow(typed: Typed) -> Command:
    if not typed.words:
        return Pick("follow")
    return Follow(
        name=typed.name,
        alerts=typed.choice("alerts", ALERTS),
        sensitivity=typed.choice("sensitivity", SENSITIVITIES),
        sure=typed.choice("sure", SURE) or False,
    )


def _read_unfollow(typed: Typed) -> Command:
    return Unfollow(typed.named("unfollow Lavrov"))


def _read_mute(typed: Typed) -> Command:
    name, span = typed.split()
    if not name:
        raise BadCall("Say whom, and for how long: `/quotes mute Lavrov 24h`.")
    return Mute(name, span or _A_DAY)


def _read_unmute(typed: Typed) -> Command:
    everything = typed.words in ((Word("all"),), (Word("everything"),))
    return Unmute("" if everything else typed.name)


def _read_digest(typed: Typed) -> Command:
    words = [word for word in typed.texts if word.casefold() not in _FILLERS]
    if len(words) == 1 and words[0].casefold() in _OFF:
        return SetDigest(None)
    weekday = read_weekday(words[0]) if words else None
    if words and (weekday is not None or words[0].casefold() in ("daily", "day")):
        words = words[1:]
    if not words:
        raise BadCall(
            "Say when: `/quotes digest 09:00`, `/quotes digest mon 09:00 Europe/London`,"
            " or `/quotes digest off`."
        )
    hour, *zone = _with_half(words)
    return SetDigest(read_time(hour), read_zone(" ".join(zone)) if zone else "", weekday)


def _with_half(words: list[str]) -> list[str]:
    """ "9 am" as one word."""
    if len(words) > 1 and words[1].casefold() in ("am", "pm"):
        return [words[0] + words[1], *words[2:]]
    return words


def _read_quiet(typed: Typed) -> Command:
    if typed.name.casefold() in _OFF:
        return SetQuiet(None, None)
    if not typed.words:
        raise BadCall("Say when: `/quotes quiet 22:00-07:00`, or `/quotes quiet off`.")
    start, end, zone = read_hours(typed.name)
    return SetQuiet(start, end, read_zone(zone) if zone else "")


def _read_tone(typed: Typed) -> Command:
    if not typed.words and not typed.filters:
        return Pick("tone")
    name, span = typed.split()
    since = typed.since()
    if since:
        span = max(typed.today - since, _A_DAY)
    if not name:
        raise BadCall("Say whose: `/quotes tone Lavrov 30d`.")
    return ToneOf(name, -(-span // _A_DAY)) if span else ToneOf(name)


def _read_compare(typed: Typed) -> Command:
    names, about = names_of(typed.words), typed.text("about")
    if len(names) == 2:
        return Compare(*names, about)
    if is_one_row(typed.words):
        return Compare(typed.name, "", about)
    raise BadCall("Say which two: `/quotes compare Lavrov and Kuleba`.")


def _read_export(typed: Typed) -> Command:
    if len(typed.words) == 1 and not typed.filters and _is_corrections(typed.words[0]):
        return ExportCorrections()
    name, span = typed.split()
    since = typed.since() or (typed.today - span if span else None)
    if not name:
        raise BadCall("Say whose words: `/quotes export Lavrov since:2021-12-01`.")
    return Export(name, since)


def _is_corrections(word: Word) -> bool:
    return not word.quoted and word.text.casefold() == CORRECTIONS


def _read_help(typed: Typed) -> Command:
    word = typed.name.casefold()
    verb = VERBS.get(word) or VERBS.get(near(word, VERBS), "")
    if word and not verb:
        raise BadCall(f"There is no page about “{word[:60]}”: `/quotes help` shows all there is.")
    return Help(verb)


_READERS: Mapping[str, Callable[[Typed], Command]] = {
    "find": _read_find,
    "follow": _read_follow,
    "unfollow": _read_unfollow,
    "list": lambda _typed: Following(),
    "mute": _read_mute,
    "unmute": _read_unmute,
    "digest": _read_digest,
    "quiet": _read_quiet,
    "tone": _read_tone,
    "compare": _read_compare,
    "export": _read_export,
    "settings": lambda _typed: ShowSettings(),
    "status": lambda _typed: ShowStatus(),
    "help": _read_help,
}
