"""An ailment: what is wrong with a source, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AilmentKind = Literal["broken", "silent", "ended"]


@dataclass(frozen=True, slots=True)
class Ailment:
    source: str
    kind: AilmentKind
    since: datetime
    reason: str
