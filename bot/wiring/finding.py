"""A finding of `doctor`: what it looked at, whether it is well, and what to do where it is not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    well: bool
    remedy: str = ""
