"""The words around a cue + the article's day -> the day a thing was said, and whether it is old."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "several": 3, "few": 3, "couple": 2,
}  # fmt: skip
_UNITS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}

_MONTH = "(sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + ")"
_WEEKDAY = re.compile(rf"\b(last |next )?({'|'.join(_DAYS)})\b")
_DATE = re.compile(rf"\b{_MONTH}\b\.? (\d{{1,2}})\b(?:,? ((?:19|20)\d\d)\b)?")
_DATE_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) {_MONTH}\b\.?(?: ((?:19|20)\d\d)\b)?")
_MONTH_ONLY = re.compile(rf"\b(?:in|last|early|late|mid-?) {_MONTH}\b\.?(?: ((?:19|20)\d\d)\b)?")
_YEAR = re.compile(r"\b(?:in|a|an|his|her|their|during the) ((?:19|20)\d\d)\b")
_AGO = re.compile(r"\b(\w+) (hour|day|week|month|year|decade)s? (?:ago|earlier|before)\b")
_EARLIER = re.compile(
    r"\b(?:earlier (?:in|this (?:month|year|week))"
    r"|last (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|previously|in the past|years ago|months ago|weeks ago|at the time|long ago"
    r"|once (?:argued|called|claimed|declared|described|promised|said|threatened|told|vowed|warned"
    r"|wrote))\b"
)
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b")
NEWS = 3
"""Days within which what was said is still news."""


def said_on(frame: str, today: date | None) -> tuple[date | None, bool]:
    """`frame`: the words about the saying, not what was said. (day or None, is it old news)"""
    words = frame.lower()
    if today is None:
        return None, bool(_EARLIER.search(words) or _AGO.search(words))
    day = _day(words, today)
    if day is not None:
        return day, (today - day).days > NEWS
    old = bool(_EARLIER.search(words)) or _is_old_period(words, today)
    return None, old


def _day(words: str, today: date) -> date | None:
    if _TODAY.search(words):
        return today
    if "yesterday" in words:
        return today - timedelta(days=1)
    return _dated(words, today) or _weekday(words, today) or _days_ago(words, today)


def _dated(words: str, today: date) -> date | None:
    found = _DATE.search(words)
    if found is not None:
        return _make(found[1], found[2], found[3], today)
    found = _DATE_DAY_FIRST.search(words)
    return _make(found[2], found[1], found[3], today) if found is not None else None


def _make(month: str, day: str, year: str | None, today: date) -> date | None:
    number = _SHORT[month[:3]]
    try:
        made = date(int(year) if year else today.year, number, int(day))
        if year is None and made > today:
            made = made.replace(year=today.year - 1)
    except ValueError:
        return None
    return made if made <= today else None


def _weekday(words: str, today: date) -> date | None:
    found = _WEEKDAY.search(words)
    if found is None or found[1] == "next ":
        return None
    back = (today.weekday() - _DAYS.index(found[2])) % 7
    return today - timedelta(days=back or (7 if found[1] else 0))


def _days_ago(words: str, today: date) -> date | None:
    found = _AGO.search(words)
    if found is None or found[2] not in {"hour", "day"}:
        return None
    if found[2] == "hour":
        return today
    count = _count(found[1])
    return today - timedelta(days=count) if count is not None and count < 3650 else None


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 5 else _NUMBERS.get(word)


def _is_old_period(words: str, today: date) -> bool:
    if (ago := _AGO.search(words)) is not None:
        return _UNITS[ago[2]] >= 7
    if (year := _YEAR.search(words)) is not None and int(year[1]) < today.year:
        return True
    month = _MONTH_ONLY.search(words)
    if month is None:
        return False
    same_year = month[2] is None or int(month[2]) == today.year
    return not same_year or _SHORT[month[1][:3]] != today.month
