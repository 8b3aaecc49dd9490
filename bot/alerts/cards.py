"""records and shifts -> the cards that a channel sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.alerts import blocks
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.tone.tone import Label, Tone

TONES: Mapping[Label, str] = {
    "confrontational": "hostile",
    "neutral": "neutral",
    "conciliatory": "conciliatory",
}
"""What a newsroom calls the poles; the scale itself is the field's."""

_REASONS = 3


def statement_card(
    record: Record, official: Official | None, outlets: Mapping[str, str]
) -> Message:
    """`outlets`: where the words were read, outlet by link, the record's own among them."""
    speaker = speaker_line(record, official)
    return Message(
        text=f"{blocks.escape(speaker)}: {blocks.escape(_spoken(record))} ({provenance(record)})",
        blocks=(
            blocks.rich(
                blocks.line(*who(record, official)),
                blocks.quotation(_spoken(record)),
            ),
            blocks.context(provenance(record), also_in(record, outlets)),
            blocks.context(tone_line(record.tone), paraphrase_note(record)),
        ),
    )


def shift_card(
    shift: Shift,
    before: Sequence[Record],
    after: Sequence[Record],
    officials: Mapping[str, Official],
) -> Message:
    """`before` and `after`: the shift's own records, oldest first; `officials` by id."""
    first, last = (_towards(shift.target, records[-1]) for records in (before, after))
    title = shift_title(shift, first, last, officials)
    return Message(
        text=f"{blocks.escape(title)}. {_side_in_text(first)} Then {_side_in_text(last)}",
        blocks=(
            blocks.header(title),
            blocks.context(_rests_on(shift, first, last)),
            *_side("Before", first, officials),
            *_side("After", last, officials),
            blocks.context(_caution(shift)),
        ),
    )


def _towards(target: str | None, record: Record) -> Record:
    """With the tone towards whom the shift is about, where it has several."""
    return replace(record, tone=record.tone_towards(target))


def shift_title(
    shift: Shift, before: Record, after: Record, officials: Mapping[str, Official]
) -> str:
    about = f" on {shift.target}" if shift.target else ""
    tones = f"{TONES[before.tone.label]} to {TONES[after.tone.label]}"
    if shift.kind == "contrast":
        return (
            f"{shift.subject}{about}: {tones}"
            f" ({before.statement.speaker}, then {after.statement.speaker})"
        )
    subject = officials.get(shift.subject)
    return f"{subject.name if subject else shift.subject}{about}: {tones}"


def speaker_line(record: Record, official: Official | None) -> str:
    name = record.statement.speaker or "Nobody named"
    return ", ".join(part for part in (name, office_on(record, official), verb(record)) if part)


def verb(record: Record) -> str:
    """The word that the outlet chose where it put the words into its own; else empty."""
    return "" if record.statement.kind == "direct" else record.statement.cue or ""


def office_on(record: Record, official: Official | None) -> str:
    """Office and side on the day it was said, such as "foreign minister, Russia"."""
    if official is None:
        return ""
    titles = [office.title for office in official.offices_on(record.at.date())][:2]
    return ", ".join([blocks.listed(titles), official.group] if titles else [official.group])


def who(record: Record, official: Official | None) -> list[blocks.Element]:
    """Name, offices and, where the outlet put it into its own words, the verb it chose."""
    name = blocks.words(record.statement.speaker or "Nobody named", bold=True)
    more = [part for part in (office_on(record, official), verb(record)) if part]
    return [name, *(blocks.words(f" · {part}") for part in more)]


def provenance(record: Record) -> str:
    """When it was said, through whom, and where to read it; mrkdwn."""
    via = f"via {blocks.escape(record.statement.via)}" if record.statement.via else ""
    source = blocks.link(record.url, record.outlet or record.title or "source")
    return " · ".join(part for part in (_when(record), via, source) if part)


def tone_line(tone: Tone) -> str:
    """The tone in words, why, and that a machine says so; mrkdwn."""
    reasons = [f"“{blocks.escape(reason.words)}”" for reason in tone.because[:_REASONS]]
    because = f" because of {blocks.listed(reasons)}" if reasons else ""
    return f"Tone: *{TONES[tone.label]}*{because} · scored by machine"


def paraphrase_note(record: Record) -> str:
    return {
        "direct": "",
        "mixed": "partly paraphrased by the outlet",
        "indirect": "paraphrased by the outlet, not a quotation",
    }[record.statement.kind]


def also_in(record: Record, outlets: Mapping[str, str]) -> str:
    others = {outlet: url for url, outlet in outlets.items() if outlet != record.outlet}
    named = [blocks.link(url, outlet) for outlet, url in sorted(others.items())][:4]
    more = len(others) - len(named)
    listed = blocks.listed([*named, f"{more} more"] if more > 0 else named)
    return f"also in {listed}" if others else ""


def _spoken(record: Record) -> str:
    return blocks.cut(record.statement.text, blocks.QUOTATION)


def _when(record: Record) -> str:
    said = f"said {blocks.day(record.statement.said)}" if record.statement.said else ""
    read = f"published {_published(record.published)}" if record.published else ""
    return " · ".join(part for part in (said, read) if part)


def _published(when: datetime) -> str:
    """Midnight to the second is a page that gives the day alone."""
    return blocks.day(when.date()) if when.time() == time() else blocks.local_time(when)


def _side(name: str, record: Record, officials: Mapping[str, Official]) -> tuple[Block, ...]:
    official = officials.get(record.statement.official or "")
    return (
        blocks.rich(
            blocks.line(
                blocks.words(f"{name}: "),
                *who(record, official),
                blocks.words(f" · {TONES[record.tone.label]}", italic=True),
            ),
            blocks.quotation(_spoken(record)),
        ),
        blocks.context(provenance(record), tone_line(record.tone), paraphrase_note(record)),
    )


def _side_in_text(record: Record) -> str:
    speaker = blocks.escape(speaker_line(record, None))
    return (
        f"{speaker}, {TONES[record.tone.label]}:"
        f" {blocks.escape(_spoken(record))} ({provenance(record)})."
    )


def _rests_on(shift: Shift, before: Record, after: Record) -> str:
    what = {
        "turn": "Turn in tone",
        "contrast": "Two voices of one side",
    }[shift.kind]
    return (
        f"{what} · {_apart(after.at - before.at)} · rests on {shift.rests_on} statements"
        f" · confidence {shift.confidence:.0%}"
    )


def _apart(gap: timedelta) -> str:
    hours = round(gap.total_seconds() / 3600)
    if hours < 1:
        return "reported together"
    if hours < 48:
        return f"{hours} hour{'s' * (hours != 1)} apart"
    return f"{round(hours / 24)} days apart"


def _caution(shift: Shift) -> str:
    way = "harder" if shift.direction == "harder" else "softer"
    return f"Tone grew {way}, as scored by machine. Read both sources before you write."
