"""Headers of an answer -> what they ask of us, in seconds and in our own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.ports import Validators

_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s?=\s?\"?([0-9]{1,9})", re.IGNORECASE)
_NEVER_FRESH = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)

Headers = Mapping[str, str]


def retry_after(headers: Headers, now: datetime) -> float | None:
    """Seconds, however it was written; None when it does not say or cannot be read."""
    written = headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,9}", written):
        return float(written)
    when = _moment(written)
    return None if when is None else max(0.0, (when - now).total_seconds())


def fresh_for(headers: Headers, now: datetime) -> float:
    """Seconds for which the answer says that asking again would give the same."""
    control = headers.get("cache-control", "")
    if _NEVER_FRESH.search(control):
        return 0.0
    ages = [float(age) for age in _MAX_AGE.findall(control)]
    if ages:
        return max(0.0, min(ages) - _age(headers))
    return _until_expiry(headers, now)


def validators_of(headers: Headers) -> Validators:
    return Validators(_ascii(headers.get("etag", "")), _ascii(headers.get("last-modified", "")))


def conditional(last: Validators) -> dict[str, str]:
    headers = {"if-none-match": last.etag, "if-modified-since": last.last_modified}
    return {name: value for name, value in headers.items() if value}


def _age(headers: Headers) -> float:
    written = headers.get("age", "").strip()
    return float(written) if re.fullmatch("[0-9]{1,9}", written) else 0.0


def _until_expiry(headers: Headers, now: datetime) -> float:
    # Against the server's own clock, where it shows it: theirs and ours may differ by hours.
    expires, date = _moment(headers.get("expires", "")), _moment(headers.get("date", ""))
    return max(0.0, (expires - (date or now)).total_seconds()) if expires else 0.0


def _moment(written: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(written)
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _ascii(header: str) -> str:
    """What cannot be sent back is not kept."""
    return header if header.isascii() and len(header) <= 1000 else ""
