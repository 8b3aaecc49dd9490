"""A place: the workspace, or the whole organisation, in which the app is installed."""

from __future__ import annotations

from dataclasses import dataclass

_NONE = "-"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    enterprise: str
    """Empty for a workspace of no organisation."""
    team: str
    """Empty for the whole organisation."""

    def __str__(self) -> str:
        return f"{self.enterprise or _NONE}:{self.team or _NONE}"

    @classmethod
    def parse(cls, written: str) -> Place:
        enterprise, _, team = written.partition(":")
        return cls(*("" if part == _NONE else part for part in (enterprise, team)))


def places(enterprise: str, team: str, *, org_wide: bool = False) -> list[Place]:
    """Where a workspace's installation may be, the nearest first.

    A workspace that joined an organisation later may still have the one that it came with.
    """
    own = [Place(enterprise, team), Place("", team)] if team else []
    org = [Place(enterprise, "")] if enterprise else []
    return list(dict.fromkeys([*org, *own] if org_wide else [*own, *org]))
