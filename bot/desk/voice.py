"""A voice: an official, a side or somebody else whose words are on record."""

from __future__ import annotations

from dataclasses import dataclass

from bot.timeline.query import Query

SIDE = "side:"


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

    @property
    def key(self) -> str:
        """What means this one and no other, wherever a command takes a name."""
        return f"{SIDE}{self.id}" if self.is_side else self.id
