"""Odds: how likely each label of a statement is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.tone.tone import Label


@dataclass(frozen=True, slots=True)
class Odds:
    """Shares of one."""

    confrontational: float
    neutral: float
    conciliatory: float

    @property
    def tone(self) -> float:
        return self.conciliatory - self.confrontational

    def of(self, label: Label) -> float:
        return float(getattr(self, label))
