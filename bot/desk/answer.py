"""A question from Slack -> what is on record."""

from __future__ import annotations

from bot.alerts import answers
from bot.alerts.message import Message
from bot.ports import Records
from bot.statements.official import Official
from bot.statements.register import Register
from bot.statements.side import Side
from bot.timeline.query import Query

_PAGE = 10


def quotes(typed: str, meant: str, register: Register, records: Records) -> Message:
    """What somebody, or a side, said, newest first; candidates where a name is ambiguous.

    `meant`: the command it may have been, offered when nobody is called that.
    """
    found = register.find(typed)
    if len(found) > 1:
        return answers.ambiguous(typed, found)
    if found:
        return _said_by(found[0].id, found[0].name, found[0], records)
    side = register.group(typed)
    if side is not None:
        return _said_for(side, register, records)
    outside = (
        _said_by(typed, typed, None, records) if records.find(Query(typed), 0, 1).total else None
    )
    suggestions = [meant] if meant else [n for n in register.suggest(typed) if n != typed]
    return outside or answers.unknown(typed, suggestions)


def _said_by(speaker: str, name: str, official: Official | None, records: Records) -> Message:
    found = records.find(Query(speaker), 0, _PAGE)
    officials = {official.id: official} if official else {}
    return answers.quotes(name, found.records, found.total, officials)


def _said_for(side: Side, register: Register, records: Records) -> Message:
    found = records.find(Query(group=side.name), 0, _PAGE)
    officials = {official.id: official for official in register.officials}
    return answers.quotes(side.name, found.records, found.total, officials)
