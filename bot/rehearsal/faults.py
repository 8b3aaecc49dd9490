"""Faults asked for by a test: the next calls of a method fail so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Drop = Literal["before", "after"]


@dataclass(frozen=True)
class Fault:
    method: str
    """A Web API method, `response_url`, `*` for every method, or `socket` for envelopes."""
    status: int = 0
    error: str = ""
    retry_after: int | None = None
    times: int = 1
    delay: float = 0.0
    drop: Drop | None = None
    """`before`: the call is lost; `after`: it is carried out and its answer is lost."""


class Faults:
    """Asked for in order; each is used up `times` times."""

    def __init__(self) -> None:
        self._pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._pending.append(fault)

    def clear(self) -> None:
        self._pending.clear()

    def pending(self) -> list[Fault]:
        return list(self._pending)

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, if one does."""
        for place, fault in enumerate(self._pending):
            if fault.method in (method, "*"):
                left = replace(fault, times=fault.times - 1)
                self._pending[place : place + 1] = [left] if left.times > 0 else []
                return fault
        return None
