"""A record: a statement as it stands on the record, with its tone and where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.statements.statement import Statement
from bot.tone.tone import Tone

Doubt = Literal["", "disputed", "changed", "gone"]
"""Why it is no evidence: another outlet gives the words to somebody else; the outlet has changed
them since, or taken them out, and nobody else carries them."""


@dataclass(frozen=True, slots=True)
class Record:
    """Equal `id` means the same words by the same speaker: keeping it twice is keeping it once."""

    id: str
    statement: Statement
    tone: Tone
    at: datetime
    """When it was said as far as is known, in UTC: what orders a timeline."""
    url: str
    title: str
    outlet: str
    published: datetime | None = None
    """When the outlet published it, in UTC."""
    seen: datetime | None = None
    """When we first read it, in UTC."""
    context: str = ""
    """The paragraph around it, for the reader who doubts."""
    towards: Mapping[str, Tone] = field(default_factory=dict)
    """Where it praises one and scolds another: the tone towards each; empty where they agree."""
    doubt: Doubt = ""

    def tone_towards(self, target: str | None) -> Tone:
        return self.towards.get(target or "", self.tone)
