"""An edit: an outlet changed, after we had read it, what a card tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from bot.timeline.revision import RevisedHow


@dataclass(frozen=True, slots=True)
class Edit:
    record: str
    """The id of the record in whose card's thread it is told."""
    how: RevisedHow
    was: str
    now: str
    """The new words; where only the speaker changed, the name; empty when it is gone."""
    outlet: str
    url: str
    at: datetime
    """When we saw it, or, where the page says so, when it was done."""
    stated: bool
    """The page says so."""
    old: str
    """The id of the article as it was, which is a hash of its address and text."""
    new: str

    @property
    def version(self) -> str:
        """The same for the same edit, however often it is found."""
        parts = "\n".join((self.record, self.url, self.how, self.was, self.now))
        return f"edit-{blake2b(parts.encode(), digest_size=8).hexdigest()}"
