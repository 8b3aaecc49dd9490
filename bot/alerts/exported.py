"""records -> a sheet, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO

from bot.alerts import blocks
from bot.alerts.correction import Correction
from bot.alerts.sheet import Sheet
from bot.statements.official import Official
from bot.statements.register import Register
from bot.timeline.record import Record

_COLUMNS = (
    "said", "published", "official", "name", "office", "kind", "text", "tone", "label",
    "confidence", "targets", "outlet", "url",
)  # fmt: skip
_CORRECTIONS = (
    "record", "what", "text", "heard", "shown", "right", "official", "stands", "by", "at",
    "outlet", "url",
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
    return Sheet(
        filename=f"{_plain(id)}.csv",
        content=_written(_COLUMNS, (_row(record, officials) for record in records)),
        comment=_comment(name, len(records), total, since),
    )


def corrections_sheet(
    made: Sequence[Correction], heard: Sequence[Record], register: Register
) -> Sheet:
    """A row a correction, in the order they were made, beside what was heard; where the same was
    corrected again, the last row counts."""
    by_id = {record.id: record for record in heard}
    kept = [correction for correction in made if correction.record in by_id]
    last = {(correction.record, correction.what): correction for correction in kept}
    rows = [
        _correction(one, by_id[one.record], register, stands=last[one.record, one.what] is one)
        for one in kept
    ]
    gone = len(made) - len(kept)
    left_out = f" {gone:,} of statements no longer on record are left out." if gone else ""
    count = f"{len(kept):,} correction{'s' * (len(kept) != 1)}"
    return Sheet(
        filename="corrections.csv",
        content=_written(_CORRECTIONS, rows),
        comment=f"{count} of this workspace, with what was heard.{left_out}",
    )


def _correction(made: Correction, record: Record, register: Register, *, stands: bool) -> list[str]:
    official = register.by_id(made.right) if made.what == "speaker" else None
    heard = {"speaker": record.statement.speaker or "", "tone": str(record.tone.label)}[made.what]
    right = official.name if official else made.right
    texts = (record.statement.text, heard, made.was, right, official.id if official else "")
    return [
        record.id,
        made.what,
        *map(_inert, texts),
        "yes" if stands else "no",
        made.by,
        made.at.isoformat(),
        *map(_inert, (record.outlet, record.url)),
    ]


def _written(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(columns)
    rows.writerows(lines)
    return _MARK + written.getvalue()


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
