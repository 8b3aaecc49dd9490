"""A voice: an official, a side or somebody else whose words are on record."""

from __future__ import annotations

from dataclasses import dataclass

from bot.statements.official import Official
from bot.statements.register import Register
from bot.statements.side import Side
from bot.timeline.query import Query


@dataclass(frozen=True, slots=True)
class Voice:
    id: str
    """An official's id, the name of a side, or the full name of somebody else."""
    name: str
    group: str = ""
    """The side; of a side, itself; nobody else's."""
    is_side: bool = False

    @property
    def query(self) -> Query:
        return Query(group=self.id) if self.is_side else Query(speaker=self.id)

    @property
    def told(self) -> str:
        """The name, and what tells it from its like."""
        return f"{self.name} ({'everybody' if self.is_side else self.group or 'no side'})"


def voices(typed: str, register: Register) -> tuple[Voice, ...]:
    """Who may be meant by what a reporter types. A side's name is not also the first name of
    whoever is called Israel or Jordan."""
    side = register.group(typed)
    named = register.named(typed) if side else register.find(typed)
    return (*([_of_side(side)] if side else []), *map(_of_official, named))


def _of_official(official: Official) -> Voice:
    return Voice(official.id, official.name, official.group)


def _of_side(side: Side) -> Voice:
    return Voice(side.name, side.name, side.name, is_side=True)
