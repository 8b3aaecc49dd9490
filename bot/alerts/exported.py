"""records -> a sheet, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from bot.alerts import blocks
from bot.alerts.sheet import Sheet
from bot.statements.official import Official
from bot.timeline.record import Record

_COLUMNS = (
    "said", "published", "official", "name", "office", "kind", "text", "tone", "label",
    "confidence", "targets", "outlet", "url",
)  # fmt: skip
_STARTS = tuple("=+-@＝＋－＠\t\r\n")
"""What makes a spreadsheet take the text of a cell for a formula."""
_MARK = "\ufeff"


def sheet(
    name: str,
    id: str,
    records: Sequence[Record],
    total: int,
    officials: Mapping[str, Official],
    since: date | None,
) -> Sheet:
    """`total`: how many there are, where that is more than fit."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(_COLUMNS)
    rows.writerows(_row(record, officials) for record in records)
    return Sheet(
        filename=f"{_plain(id)}.csv",
        content=_MARK + written.getvalue(),
        comment=_comment(name, len(records), total, since),
    )


def _comment(name: str, rows: int, total: int, since: date | None) -> str:
    after = f" since {blocks.day(since)}" if since else ""
    count = f"{rows:,} statement{'s' * (rows != 1)}"
    of = f"the newest {rows:,} of {total:,} statements" if rows < total else count
    return f"{blocks.named(name)}{after}: {of}, with sources. Tone is scored by machine."


def _row(record: Record, officials: Mapping[str, Official]) -> list[str]:
    said, tone = record.statement, record.tone
    official = officials.get(said.official or "")
    texts = (
        said.official or "",
        said.speaker or "",
        _office(record, official),
        said.kind,
        said.text,
    )
    return [
        str(said.said or record.at.date()),
        record.published.isoformat() if record.published else "",
        *map(_inert, texts),
        f"{tone.tone:.3f}",
        tone.label,
        f"{said.confidence * tone.confidence:.3f}",
        *map(_inert, ("; ".join(said.targets), record.outlet, record.url)),
    ]


def _office(record: Record, official: Official | None) -> str:
    offices = official.offices_on(record.at.date()) if official else ()
    return "; ".join(office.title for office in offices)


def _inert(text: str) -> str:
    """A cell that begins like a formula gets an apostrophe, which shows that it is none."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text


def _plain(id: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in id)[:80] or "statements"
