"""A name as typed -> the subject that can be followed, or the answer that asks which is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts import changes
from bot.alerts.message import Message
from bot.commands.command import Command
from bot.statements.register import Register


@dataclass(frozen=True, slots=True)
class Subject:
    id: str
    """An official's id, or the name of a side."""
    name: str
    group: str
    """The side; of a side, itself."""


def subject_of(
    typed: str, register: Register, again: Callable[[str], Command]
) -> Subject | Message:
    """`again`: the command with another name in it, for the buttons of the answer."""
    side = register.group(typed)
    if side is not None:
        return Subject(side.name, side.name, side.name)
    found = register.find(typed)
    if len(found) == 1:
        return Subject(found[0].id, found[0].name, found[0].group)
    if found:
        return changes.which(typed, [(f"{o.name} ({o.group})", again(o.name)) for o in found])
    near = register.suggest(typed)
    return changes.unknown(typed, [(name, again(name)) for name in near])


def name_of(id: str, register: Register, known_as: str = "") -> str:
    """What to call a subject, also one that the register has forgotten."""
    official = register.by_id(id)
    return official.name if official else known_as or id


def is_known(id: str, register: Register) -> bool:
    return register.by_id(id) is not None or register.group(id) is not None
