"""What answers are drawn from: the ports and rules that the desk's readers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Records, Shifts
from bot.statements.official import Official
from bot.statements.register import Register
from bot.timeline.record import Record


@dataclass(frozen=True, slots=True)
class Holdings:
    register: Register
    records: Records
    shifts: Shifts
    overlay: Callable[[str, Sequence[Record]], list[Record]]
    """A workspace's own corrections, laid over records."""
    now: Callable[[], datetime]

    def officials_of(self, records: Sequence[Record]) -> dict[str, Official]:
        """Those who speak in them, by id."""
        ids = {record.statement.official or "" for record in records}
        found = {id: self.register.by_id(id) for id in ids}
        return {id: official for id, official in found.items() if official}
