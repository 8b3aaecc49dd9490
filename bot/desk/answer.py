"""A question from Slack -> what is on record."""

from __future__ import annotations

from bot.alerts import answers
from bot.alerts.message import Message
from bot.ports import Records
from bot.statements.official import Official
from bot.statements.register import Register
from bot.statements.side import Side

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
    outside = _said_by(typed, typed, None, records) if records.count_by(typed) else None
    suggestions = [meant] if meant else [n for n in register.suggest(typed) if n != typed]
    return outside or answers.unknown(typed, suggestions)


def _said_by(speaker: str, name: str, official: Official | None, records: Records) -> Message:
    said, total = records.said_by(speaker, _PAGE), records.count_by(speaker)
    return answers.quotes(name, said, total, {official.id: official} if official else {})


def _said_for(side: Side, register: Register, records: Records) -> Message:
    said, total = records.of_side(side.name, _PAGE), records.count_of_side(side.name)
    return answers.quotes(side.name, said, total, {o.id: o for o in register.officials})
