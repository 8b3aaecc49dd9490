"""What happened, and what is logged -> one line each, plain or JSON, with nothing secret in it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import singledispatch
from typing import Any, Literal

from bot.alerts.alert import Alert
from bot.happenings import Failed, GivenUp, Happening, Heard, Notified, Parked, Polled, Posted, Read
from bot.sources.story import story_of
from bot.timeline.record import Record

_log = logging.getLogger("bot.happened")

Style = Literal["plain", "json"]

_MOST = 50
"""Ids in one line: an article that quotes more people is a list."""
_LONGEST = 8000
"""Characters of one value: a trace may be long, and a hostile message longer."""
_TOKEN = re.compile(r"\bx(?:ox[a-z]|app)[.-][A-Za-z0-9.-]+")
_PLAIN = re.compile(r"[\w.:/@+-]+", re.ASCII)
_SHORTEST_SECRET = 4

Fields = dict[str, Any]


def write_line(happening: Happening) -> None:
    name, fields = type(happening).__name__, fields_of(happening)
    if isinstance(happening, GivenUp):
        name = "given up"
    _log.info("%s", name.lower(), extra={"happened": fields})


@singledispatch
def fields_of(happening: Happening) -> Fields:
    """`story` is the one id that goes from the entry to the card."""
    raise NotImplementedError(type(happening).__name__)


@fields_of.register
def _(polled: Polled) -> Fields:
    return {"source": polled.source, "new": polled.new}


@fields_of.register
def _(read: Read) -> Fields:
    entry = read.entry
    found = {"story": story_of(entry.url), "source": entry.source, "article": read.article}
    return found | {"stub": read.stub, "url": entry.url}


@fields_of.register
def _(heard: Heard) -> Fields:
    ids = [record.id for record in heard.records]
    return {"story": story_of(heard.url), "article": heard.article} | _records(ids)


@fields_of.register
def _(notified: Notified) -> Fields:
    return _stories([notified.record]) | _alert(notified.alert)


@fields_of.register
def _(posted: Posted) -> Fields:
    return _stories(posted.records) | _alert(posted.alert) | {"ts": posted.ts}


@fields_of.register
def _(parked: Parked) -> Fields:
    return _alert(parked.alert) | {"reason": parked.reason}


@fields_of.register
def _(failed: Failed) -> Fields:
    told = {"step": failed.step, "about": failed.about}
    return told | {"kind": failed.kind, "reason": failed.reason}


@fields_of.register
def _(given_up: GivenUp) -> Fields:
    return {"step": given_up.step, "about": given_up.about, "reason": given_up.reason}


def _alert(alert: Alert) -> Fields:
    return {"alert": alert.id, "channel": str(alert.channel)}


def _stories(records: Iterable[Record]) -> Fields:
    found = list(records)
    stories = list(dict.fromkeys(story_of(record.url) for record in found))
    told = {"story": stories[0]} if len(stories) == 1 else {"stories": stories[:_MOST]}
    return told | _records([record.id for record in found])


def _records(ids: list[str]) -> Fields:
    return {"records": ids[:_MOST], "count": len(ids)}


class Lines(logging.Formatter):
    """One line a happening and a warning, whatever stands in it."""

    def __init__(self, style: Style, secrets: Iterable[str]) -> None:
        super().__init__()
        self._form = style
        # The longest first: one may be a part of another.
        told = sorted({s for s in secrets if len(s) >= _SHORTEST_SECRET}, key=len, reverse=True)
        self._secrets = tuple(told)

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: Fields = getattr(record, "happened", {})
        if not fields:
            fields = {"from": record.name, "level": record.levelname.lower()}
        if record.exc_info:
            fields = {**fields, "trace": self.formatException(record.exc_info)}
        told = {"at": at, "event": record.getMessage(), **fields}
        clean = {name: self._clean(value) for name, value in told.items()}
        # ASCII alone, so that no mark of direction turns a line around.
        return json.dumps(clean) if self._form == "json" else _plain(clean)

    def _clean(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._clean(one) for one in value]
        return self._hidden(value) if isinstance(value, str) else value

    def _hidden(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        hidden = _TOKEN.sub("***", text)
        return hidden[:_LONGEST]


def _plain(fields: Fields) -> str:
    at, event, *rest = fields.items()
    return " ".join([at[1], _shown(event[1]), *(f"{name}={_shown(v)}" for name, v in rest)])


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_shown, value)) or "-"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
