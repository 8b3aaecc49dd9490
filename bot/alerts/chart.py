"""records of a turn -> a small chart of their tone, and the same in words.

Slack draws the chart itself (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block)
and gives it no text for those who do not see it: the words below it are that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.alerts import blocks
from bot.alerts.message import Block
from bot.timeline.record import Record

MOST = 20
"""Points that Slack draws."""


@dataclass(frozen=True, slots=True)
class Chart:
    block: Block
    words: str
    """All that it shows; mrkdwn."""


def tone_chart(records: Sequence[Record]) -> Chart:
    """`records`, at least one, oldest first; the newest of more than MOST."""
    shown = records[-MOST:]
    points = [(record.at.date(), round(100 * record.tone.tone)) for record in shown]
    days = list(_each_once(blocks.day(day).rsplit(" ", 1)[0] for day, _ in points))
    values = [value for _, value in points]
    told = ", ".join(f"{day} {value:+d}" for day, value in zip(days, values, strict=True))
    title = f"Tone of the last {len(shown)} statements"
    return Chart(
        blocks.line_chart(
            title,
            list(zip(days, values, strict=True)),
            "-100 hostile, 100 conciliatory",
        ),
        f"{title}, from -100 (hostile) to +100 (conciliatory): {told}",
    )


def _each_once(days: Iterator[str]) -> Iterator[str]:
    """Slack wants each label once: "3 Dec", "3 Dec (2)"."""
    seen: Counter[str] = Counter()
    for day in days:
        seen[day] += 1
        yield f"{day} ({seen[day]})" if seen[day] > 1 else day
