"""Words -> days, spans, hours and zones; BadCall says how to write what cannot be read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.commands.verbs import near
from bot.errors import BadCall

LONGEST = timedelta(days=3660)
"""Ten years: nobody means more."""

JOINTS = frozenset({"for", "over", "the", "last", "past"})
"""What may stand between a name and a span."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_UNITS: Mapping[str, str] = {
    name: unit
    for unit, names in {
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "w": "w wk week weeks",
        "m": "m mo month months",
        "y": "y yr year years",
    }.items()
    for name in names.split()
}
_LENGTHS: Mapping[str, timedelta] = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(days=7),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
_SPAN = re.compile(r"([0-9]{1,5}) ?([a-z]{1,7})")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_HOUR = r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm|a\.m\.|p\.m\.)?"
_TIME = re.compile(_HOUR)
_HOURS = re.compile(rf"(?:from )?{_HOUR} ?(?:-|–|—|−|to|until|till) ?{_HOUR}(?: (.+))?")
_NAMED: Mapping[str, time] = {"noon": time(12), "midnight": time()}
_HOW_DAYS = "Write a day as 2021-12-01, yesterday, or a span such as 7d, 2w, 3m, 1y."
_HOW_SPANS = "Write a span as 24h, 7d, 2w, 3m or 1y."


def read_span(said: str) -> timedelta | None:
    """None where it is no span at all; a month is 30 days."""
    found = _SPAN.fullmatch(said.casefold())
    unit = _UNITS.get(found[2]) if found else None
    if found is None or unit is None:
        return None
    span = int(found[1]) * _LENGTHS[unit]
    if not timedelta() < span <= LONGEST:
        raise BadCall(f"“{said}” is no span that I can use: from 1min to 10y. {_HOW_SPANS}")
    return span


def write_span(span: timedelta) -> str:
    for unit in ("d", "h"):
        count, rest = divmod(span, _LENGTHS[unit])
        if not rest and (count > 1 or unit == "h"):
            return f"{count}{unit}"
    return f"{span // _LENGTHS['min']}min"


def split_span(words: Sequence[str]) -> tuple[tuple[str, ...], timedelta | None]:
    """The words before a span at the end, and the span: "Lavrov for 24 hours"."""
    for count in (2, 1):
        span = read_span(" ".join(words[-count:])) if len(words) >= count else None
        if span is not None:
            return _without_joint(words[:-count]), span
    if words and re.match("[0-9]", words[-1]):
        raise BadCall(f"“{words[-1]}” is no span. {_HOW_SPANS}")
    return tuple(words), None


def _without_joint(words: Sequence[str]) -> tuple[str, ...]:
    kept = list(words)
    while kept and kept[-1].casefold() in JOINTS:
        kept.pop()
    return tuple(kept)


def read_day(said: str, today: date, *, last: bool = False) -> date:
    """`last`: of a month or a year its last day is meant, not the first."""
    word = said.casefold()
    if word in ("today", "now"):
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    weekday = read_weekday(word)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return _day_of_calendar(word, last=last) or _back(said, today)


def _day_of_calendar(word: str, *, last: bool) -> date | None:
    found = _DATE.fullmatch(word)
    if found is None:
        return None
    try:
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise BadCall(f"There is no day “{word}”. {_HOW_DAYS}") from error


def _back(said: str, today: date) -> date:
    """So long ago, in months and years of the calendar."""
    span = read_span(said)
    found = _SPAN.fullmatch(said.casefold())
    if span is None or found is None:
        hint = near(said, ("today", "yesterday"))
        meant = f" Did you mean {hint}?" if hint else ""
        raise BadCall(f"I cannot read “{_short(said)}” as a day.{meant} {_HOW_DAYS}")
    unit, count = _UNITS[found[2]], int(found[1])
    if unit in ("m", "y"):
        return _months_before(today, count * (12 if unit == "y" else 1))
    return today - timedelta(days=-(-span // timedelta(days=1)))


def _months_before(today: date, count: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def read_weekday(said: str) -> int | None:
    word = said.casefold().rstrip("s.,")
    known = [*WEEKDAYS, *_DAYS, "tues", "thur", "thurs"]
    if word not in known:
        return None
    return WEEKDAYS.index(word[:3])


def read_time(said: str) -> time:
    word = said.casefold()
    found = _TIME.fullmatch(word)
    read = _NAMED.get(word) or (_clock(found[1], found[2], found[3]) if found else None)
    if read is None:
        raise BadCall(f"I cannot read “{_short(said)}” as an hour. Write it as 09:00 or 9am.")
    return read


def read_hours(said: str) -> tuple[time, time, str]:
    """From, to, and whatever follows: "10pm-7am Europe/London"."""
    found = _HOURS.fullmatch(said.casefold())
    start = _clock(found[1], found[2], found[3]) if found else None
    end = _clock(found[4], found[5], found[6]) if found else None
    if found is None or start is None or end is None:
        raise BadCall(f"I cannot read “{_short(said)}” as hours. Write them as 22:00-07:00.")
    if start == end:
        raise BadCall("Quiet hours end at another hour than they begin: write 22:00-07:00.")
    return start, end, found[7] or ""


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours == 24 and not minutes:
        hours = 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def knows_zones() -> bool:
    """Whether this machine has the time zones of the world: small images leave them out."""
    return len(_zones()) > 1


def read_zone(said: str) -> str:
    """In any case, and by its city alone."""
    word = said.casefold().replace(" ", "_")
    zones = _zones()
    if word in zones:
        return zones[word]
    hint = near(word, zones) or near(word.rpartition("/")[2], zones)
    meant = f" Did you mean {zones[hint]}?" if hint else ""
    raise BadCall(
        f"I do not know the time zone “{_short(said)}”.{meant} Write it as Europe/London."
    )


@cache
def _zones() -> Mapping[str, str]:
    """By name and by city, in small letters; a city of two zones is nobody's."""
    names = sorted(zone for zone in available_timezones() if not _is_odd(zone))
    whole = {name.casefold(): name for name in names}
    cities: dict[str, list[str]] = {}
    for name in (name for name in names if "/" in name and not name.startswith("Etc/")):
        cities.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    alone = {city: found[0] for city, found in cities.items() if len(found) == 1}
    return {**alone, **whole}


def _is_odd(zone: str) -> bool:
    return zone.startswith(("posix/", "right/", "SystemV/")) or zone in ("localtime", "Factory")


def _short(said: str) -> str:
    return said if len(said) <= 60 else f"{said[:59]}…"
