"""A name as typed -> whom it means, or the answer that asks; and what to call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.alerts import asking
from bot.alerts.asking import Choice
from bot.alerts.message import Message
from bot.commands.command import Command
from bot.desk.voice import SIDE, Voice
from bot.statements.official import Official
from bot.statements.register import Register
from bot.statements.side import Side


def nobody_else(_typed: str) -> Voice | None:
    """Where only the register counts."""
    return None


def meant(
    typed: str,
    register: Register,
    again: Callable[[str], Command],
    outside: Callable[[str], Voice | None] = nobody_else,
    others: Sequence[Choice] = (),
) -> Voice | Message:
    """`again`: the command with another name in it, for the buttons of the answer.

    `outside`: asked about whom the register does not know. `others`: offered before the names
    that look like it.
    """
    found = voices(typed, register)
    if len(found) == 1:
        return found[0]
    if found:
        return asking.which(typed, [(one.told, again(spelled(one, register))) for one in found])
    unregistered = outside(typed)
    if unregistered is not None:
        return unregistered
    near = [name for name in register.suggest(typed) if name != typed]
    return asking.unknown(typed, [*others, *((name, again(name)) for name in near)])


def voices(typed: str, register: Register) -> tuple[Voice, ...]:
    """Who may be meant by what a reporter types, or a button says. A side's name is not also the
    first name of whoever is called Israel or Jordan."""
    known = register.by_id(typed)
    if known is not None:
        return (of_official(known),)
    side = register.group(typed.removeprefix(SIDE))
    if side is not None and typed == f"{SIDE}{side.name}":
        return (of_side(side),)
    named = register.named(typed) if side else register.find(typed)
    return (*([of_side(side)] if side else []), *map(of_official, named))


def spelled(voice: Voice, register: Register) -> str:
    """What to write for it in a command: the name, unless others bear it too."""
    return voice.name if voices(voice.name, register) in ((voice,), ()) else voice.key


def of_official(official: Official) -> Voice:
    return Voice(official.id, official.name, official.group)


def of_side(side: Side) -> Voice:
    return Voice(side.name, side.name, side.name, is_side=True)


def name_of(id: str, register: Register, known_as: str = "") -> str:
    """What to call a subject, also one that the register has forgotten."""
    official = register.by_id(id)
    return official.name if official else known_as or id


def is_known(id: str, register: Register) -> bool:
    return register.by_id(id) is not None or register.group(id) is not None
