"""A name as typed -> whom it means, or the answer that asks; and what a subject is called."""

from __future__ import annotations

from collections.abc import Callable

from bot.alerts import asking
from bot.alerts.message import Message
from bot.commands.command import Command
from bot.desk.voice import Voice, voices
from bot.statements.register import Register


def subject_of(typed: str, register: Register, again: Callable[[str], Command]) -> Voice | Message:
    """`again`: the command with another name in it, for the buttons of the answer."""
    known = register.by_id(typed)
    found = (Voice(known.id, known.name, known.group),) if known else voices(typed, register)
    if len(found) == 1:
        return found[0]
    if found:
        return asking.which(typed, [(one.told, again(one.id)) for one in found])
    near = register.suggest(typed)
    return asking.unknown(typed, [(name, again(name)) for name in near])


def name_of(id: str, register: Register, known_as: str = "") -> str:
    """What to call a subject, also one that the register has forgotten."""
    official = register.by_id(id)
    return official.name if official else known_as or id


def is_known(id: str, register: Register) -> bool:
    return register.by_id(id) is not None or register.group(id) is not None
