"""records and shifts -> the cards that a channel sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.alerts import blocks, chart
from bot.alerts.correction import Correction
from bot.alerts.edit import Edit
from bot.alerts.isolate import label
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.record import Doubt, Record
from bot.timeline.shift import Shift
from bot.timeline.variant import Variant
from bot.tone.tone import Label, Tone

TONES: Mapping[Label, str] = {
    "confrontational": "hostile",
    "neutral": "neutral",
    "conciliatory": "conciliatory",
}
"""What a newsroom calls the poles; the scale itself is the field's."""

_MOST_LINKED = 2
"""Other outlets with a link on the card; of more of them it says how many, and "Context" who."""
_MOST_OTHERWISE = 2
_EDITED = 1000
_OTHERWISE = 300
"""Characters of words that another outlet has otherwise."""
NOBODY = "Nobody named"


def statement_card(
    record: Record,
    official: Official | None,
    outlets: Mapping[str, str],
    corrections: Sequence[Correction] = (),
    variants: Sequence[Variant] = (),
    *,
    alone: bool = True,
) -> Message:
    """`outlets`: where the words were read, outlet by link, the record's own among them.

    `corrections`: those that the record already shows, in the order they were made.
    `variants`: how others report it; a few of them stand on the card, "Context" has more.
    `alone`: the only one on its card; among others it has fewer buttons.
    """
    about = _lines(
        (scored(record.tone), provenance(record), also_in(record, outlets)),
        (paraphrase_note(record),),
        *((line,) for line in (doubt_note(record), *_reported_otherwise(variants))),
        (corrected_note(corrections),),
    )
    speaker = blocks.escape(speaker_line(record, official))
    return Message(
        text=f"{speaker}: {blocks.said(_spoken(record))} ({'. '.join(about)})",
        blocks=(
            blocks.rich(blocks.line(*who(record, official)), blocks.quotation(_spoken(record))),
            *(blocks.context(line) for line in about),
            statement_buttons(record, alone=alone),
        ),
    )


def statement_buttons(record: Record, *, alone: bool = True) -> Block:
    name = record.statement.speaker
    wrong = ("Wrong speaker", "wrong-speaker")
    folded = [] if alone else [(wrong[0], f"{wrong[1]} {record.id}")]
    about = [
        *folded,
        ("Wrong tone", f"wrong-tone {record.id}"),
        ("Why this tone?", f"why {record.id}"),
    ]
    if name:
        about += [(f"Follow {label(name)}", f"follow {record.id}")]
        about += [(f"Mute {label(name)} for 24 hours", f"mute {record.id}")]
    return blocks.actions(
        blocks.button("context", "Context", record.id),
        *([blocks.button(wrong[1], wrong[0], record.id)] if alone else []),
        blocks.menu("card-menu", about),
    )


def shift_card(
    shift: Shift,
    before: Sequence[Record],
    after: Sequence[Record],
    officials: Mapping[str, Official],
    *,
    id: str = "",
    withdrawn: bool = False,
) -> Message:
    """`before` and `after`: the shift's own records, oldest first; `officials` by id.

    With the shift's own `id` it has a button. Withdrawn it says so first, and keeps the rest:
    who read it before has to find what they read.
    """
    first, last = (telling(records, shift.target) for records in (before, after))
    title = shift_title(shift, first, last, officials)
    title = f"Withdrawn: {title}" if withdrawn else title
    points = [_towards(shift.target, record) for record in (*before, *after)]
    drawn = chart.tone_chart(points) if shift.kind == "turn" else None
    flagged = _flagged(shift, first, last, points[: len(before)], points[len(before) :])
    told = (WITHDRAWN if withdrawn else "", flagged, _rests_on(shift))
    spoken = (_side_in_text("Before", first, officials), _side_in_text("After", last, officials))
    return Message(
        text=" ".join(
            [f"{blocks.escape(title)}.", *(part for part in told if part), *spoken]
            + ([drawn.words] if drawn else [])
            + [_CAUTION]
        ),
        blocks=(
            blocks.header(title),
            *(blocks.section(part) for part in told[:1] if part),
            blocks.context(f"{flagged} {told[2]}"),
            *_side("Before", first, officials),
            *_side("After", last, officials),
            *((drawn.block, blocks.context(drawn.words)) if drawn else ()),
            blocks.context(_CAUTION),
            *([blocks.actions(blocks.button("context", "Context of both", id))] if id else []),
        ),
    )


WITHDRAWN = (
    "*This no longer stands.* A statement that it rested on was corrected or heard anew."
    " What it showed is kept below."
)
_CAUTION = "Tones are scored by machine. Read both sources before you write."


def withdrawal_line(
    shift: Shift,
    before: Sequence[Record],
    after: Sequence[Record],
    officials: Mapping[str, Official],
) -> Message:
    """For the thread of its card."""
    first, last = (telling(records, shift.target) for records in (before, after))
    title = blocks.named(shift_title(shift, first, last, officials))
    return _one_line(
        f"Withdrawn: “{title}” no longer stands. A statement that it rested on was corrected or"
        " heard anew."
    )


def correction_line(correction: Correction, officials: Mapping[str, Official]) -> Message:
    """For the thread of the card: who corrected what. `officials` by id."""
    return _one_line(f"{_made(correction, officials)} The card above shows it; so do lookups here.")


def edit_line(edit: Edit) -> Message:
    """For the thread of the card: what the outlet made of the words. Both versions."""
    outlet = blocks.link(edit.url, edit.outlet or "The outlet")
    when = f"{'at' if edit.stated else 'by'} {blocks.local_time(edit.at)}"
    done, now = {
        "words": (f"{outlet} changed this quotation {when}:", f"Now: “{_edited(edit.now)}”"),
        "speaker": (f"{outlet} gave these words to {blocks.named(edit.now)} {when}.", ""),
        "gone": (f"{outlet} took this quotation out {when}.", ""),
    }[edit.how]
    was = f"{'Was' if edit.how == 'words' else 'It was'}: “{_edited(edit.was)}”"
    return _one_line("\n".join(part for part in (done, now, was) if part))


def _edited(words: str) -> str:
    return blocks.named(words, _EDITED)


def corrected_note(corrections: Iterable[Correction]) -> str:
    """What of a card is the newsroom's own, the last word on each; mrkdwn."""
    latest = {made.what: made for made in corrections}
    notes = [
        f"{made.what} corrected by <@{made.by}>, was {_shown(made.what, made.was)}"
        for made in latest.values()
    ]
    return f"*Corrected here:* {blocks.listed(notes)}" if notes else ""


def _made(made: Correction, officials: Mapping[str, Official]) -> str:
    official = officials.get(made.right)
    right = _shown(made.what, official.name if official else made.right)
    return f"<@{made.by}> corrected the {made.what}: {right}, not {_shown(made.what, made.was)}."


def _shown(what: str, value: str) -> str:
    if what == "speaker":
        return blocks.named(value) if value else "nobody known"
    return next((tone for label, tone in TONES.items() if label == value), blocks.named(value))


def _one_line(mrkdwn: str) -> Message:
    return Message(text=mrkdwn, blocks=(blocks.section(mrkdwn),))


def _towards(target: str | None, record: Record) -> Record:
    """With the tone towards whom the shift is about, where it has several."""
    return replace(record, tone=record.tone_towards(target))


def telling(records: Sequence[Record], target: str | None) -> Record:
    """Of one end of a shift, oldest first: the newest in the tone that most of it has, which is
    what the shift is about; with its tone towards the target."""
    seen = [_towards(target, record) for record in records]
    labels = [record.tone.label for record in seen]
    newest = labels[::-1]
    common = max(newest, key=lambda label: (labels.count(label), -newest.index(label)))
    return seen[len(seen) - 1 - newest.index(common)]


def shift_title(
    shift: Shift, before: Record, after: Record, officials: Mapping[str, Official]
) -> str:
    about = f" on {label(shift.target)}" if shift.target else ""
    tones = f"{TONES[before.tone.label]} to {TONES[after.tone.label]}"
    if shift.kind == "contrast":
        return f"{label(shift.subject)}{about}: {tones} ({_name(before)}, then {_name(after)})"
    subject = officials.get(shift.subject)
    return f"{label(subject.name if subject else shift.subject)}{about}: {tones}"


def speaker_line(record: Record, official: Official | None) -> str:
    return ", ".join(p for p in (_name(record), office_on(record, official), verb(record)) if p)


def _name(record: Record) -> str:
    return label(record.statement.speaker or NOBODY)


def verb(record: Record) -> str:
    """The word that the outlet chose where it put the words into its own; else empty."""
    return "" if record.statement.kind == "direct" else label(record.statement.cue or "")


def office_on(record: Record, official: Official | None) -> str:
    """Office and side on the day it was said, such as "foreign minister, Russia"."""
    if official is None:
        return ""
    titles = [label(office.title) for office in official.offices_on(record.at.date())][:2]
    group = label(official.group)
    return ", ".join([blocks.listed(titles), group] if titles else [group])


def who(record: Record, official: Official | None) -> list[blocks.Element]:
    """Name, offices and, where the outlet put it into its own words, the verb it chose."""
    name = blocks.words(_name(record), bold=True)
    more = [part for part in (office_on(record, official), verb(record)) if part]
    return [name, *(blocks.words(f" · {part}") for part in more)]


def provenance(record: Record) -> str:
    """When it was said, through whom, and where to read it; mrkdwn."""
    via = f"via {blocks.named(record.statement.via)}" if record.statement.via else ""
    source = blocks.link(record.url, record.outlet or record.title or "source")
    return " · ".join(part for part in (_when(record), via, source) if part)


def scored(tone: Tone) -> str:
    """The tone in words, and whose they are; mrkdwn."""
    by = "scored by machine" if is_machine(tone) else "as corrected"
    return f"*{TONES[tone.label].capitalize()}* ({by})"


def is_machine(tone: Tone) -> bool:
    """Only a person is quite sure, and gives no reasons."""
    return tone.confidence < 1.0 or bool(tone.because)


def paraphrase_note(record: Record) -> str:
    return {
        "direct": "",
        "mixed": "partly paraphrased by the outlet",
        "indirect": "paraphrased by the outlet, not a quotation",
    }[record.statement.kind]


_DOUBTS: Mapping[Doubt, str] = {
    "disputed": "*Disputed:* outlets give these words to different speakers",
    "changed": "*Changed:* the outlet has other words there by now",
    "gone": "*Taken out:* these words no longer stand where they were read",
}


def doubt_note(record: Record) -> str:
    """Why it is no evidence; mrkdwn."""
    return _DOUBTS.get(record.doubt, "")


def reported(variant: Variant) -> str:
    """How another outlet has it; mrkdwn."""
    record = variant.record
    source = blocks.link(record.url, record.outlet or record.title or "source")
    if variant.how == "speaker":
        return f"{source} gives these words to {blocks.named(_name(record))}"
    words = blocks.named(record.statement.text, _OTHERWISE)
    return f"also reported as “{words}”, {source}"


def _reported_otherwise(variants: Sequence[Variant]) -> list[str]:
    more = len(variants) - _MOST_OTHERWISE
    lines = [reported(variant) for variant in variants[:_MOST_OTHERWISE]]
    return [*lines, f"and {more} more under “Context”"] if more > 0 else lines


def also_in(record: Record, outlets: Mapping[str, str]) -> str:
    others = {outlet: url for url, outlet in outlets.items() if outlet != record.outlet}
    if len(others) > _MOST_LINKED:
        return f"also in {len(others)} outlets"
    named = [blocks.link(url, outlet) for outlet, url in sorted(others.items())]
    return f"also in {blocks.listed(named)}" if named else ""


def _lines(*lines: Iterable[str]) -> list[str]:
    """Each of what it has, with points between; those that have nothing are left out."""
    told = (" · ".join(part for part in line if part) for line in lines)
    return [line for line in told if line]


def _spoken(record: Record) -> str:
    return blocks.cut(record.statement.text, blocks.QUOTATION)


def _when(record: Record) -> str:
    day, out = record.statement.said, record.published
    if day and out and day == out.date():
        return f"said and published {_published(out)}"
    said = f"said {blocks.day(day)}" if day else ""
    read = f"published {_published(out)}" if out else ""
    return " · ".join(part for part in (said, read) if part)


def _published(when: datetime) -> str:
    """Midnight to the second is a page that gives the day alone."""
    return blocks.day(when.date()) if when.time() == time() else blocks.local_time(when)


def _side(name: str, record: Record, officials: Mapping[str, Official]) -> tuple[Block, ...]:
    official = officials.get(record.statement.official or "")
    return (
        blocks.rich(
            blocks.line(blocks.words(f"{name}: "), *who(record, official)),
            blocks.quotation(_spoken(record)),
        ),
        blocks.context(*_side_notes(record)),
    )


def _side_notes(record: Record) -> list[str]:
    return _lines((scored(record.tone), provenance(record), paraphrase_note(record)))


def _side_in_text(name: str, record: Record, officials: Mapping[str, Official]) -> str:
    official = officials.get(record.statement.official or "")
    speaker = blocks.escape(speaker_line(record, official))
    return f"{name}: {speaker}: {blocks.said(_spoken(record))} ({'. '.join(_side_notes(record))})."


def _flagged(
    shift: Shift, first: Record, last: Record, before: Sequence[Record], after: Sequence[Record]
) -> str:
    """Why it was flagged, in words; mrkdwn."""
    about = f" about {blocks.named(shift.target)}" if shift.target else ""
    if shift.kind == "contrast":
        gap = _apart(last.at - first.at)
        side = blocks.named(shift.subject)
        return f"Flagged because two who speak for {side} stand at opposite poles{about}, {gap}."
    way = "harder" if shift.direction == "harder" else "softer"
    return (
        f"Flagged because the last {_count(after)}{about} {_are(after)} {way} than the"
        f" {_count(before)} before: {_mostly(after)} now, {_mostly(before)} then."
    )


def _count(records: Sequence[Record]) -> str:
    return f"{len(records)} statement{'s' * (len(records) != 1)}"


def _are(records: Sequence[Record]) -> str:
    return "are" if len(records) != 1 else "is"


def _mostly(records: Sequence[Record]) -> str:
    """How many at each pole: "3 of 4 hostile"."""
    labels = [record.tone.label for record in records]
    most = max(TONES, key=labels.count)
    return f"{labels.count(most)} of {len(labels)} {TONES[most]}"


def _rests_on(shift: Shift) -> str:
    return (
        f"Confidence: {sure(shift.confidence)} ({shift.confidence:.0%}), resting on"
        f" {shift.rests_on} statements."
    )


def sure(confidence: float) -> str:
    """A share of 1 in words."""
    steps = ((0.95, "very high"), (0.8, "high"), (0.6, "fair"), (0.4, "low"))
    return next((word for least, word in steps if confidence >= least), "very low")


def _apart(gap: timedelta) -> str:
    hours = round(gap.total_seconds() / 3600)
    if hours < 1:
        return "reported together"
    if hours < 48:
        return f"{hours} hour{'s' * (hours != 1)} apart"
    return f"{round(hours / 24)} days apart"
