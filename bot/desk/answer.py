"""A question from Slack -> what is on record."""

from __future__ import annotations

from bot.alerts import answers
from bot.alerts.message import Message
from bot.ports import Records
from bot.statements.official import Official
from bot.statements.register import Register

_PAGE = 10


def quotes(typed: str, meant: str, register: Register, records: Records) -> Message:
    """What somebody said, newest first; candidates for an ambiguous name, never a guess.

    `meant`: the command it may have been, offered when nobody is called that.
    """
    found = register.find(typed)
    if len(found) > 1:
        return answers.ambiguous(typed, found)
    if found:
        return _said_by(found[0].id, found[0].name, found[0], records)
    outside = _said_by(typed, typed, None, records) if records.count_by(typed) else None
    suggestions = [meant] if meant else register.suggest(typed)
    return outside or answers.unknown(typed, suggestions)


def _said_by(speaker: str, name: str, official: Official | None, records: Records) -> Message:
    said = records.said_by(speaker, _PAGE)
    return answers.quotes(name, official, said, records.count_by(speaker))
