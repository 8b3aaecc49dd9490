"""records -> what opens when a button of a card is pressed: pure views for Slack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.alerts import blocks, cards
from bot.alerts.correction import Correction
from bot.alerts.message import Block, View
from bot.statements.official import Official
from bot.timeline.record import Record
from bot.timeline.variant import Variant
from bot.tone.tone import Reason, Tone

TITLE = 24
MODEL_CARD = "bot/data/TONE.md"
_PAGES = 20
"""Sections of outlets; forty with long links take fewer."""
_REASONS = 10
_VARIANTS = 10
_AROUND = 6000
"""Characters; what is longer was put on record by somebody else's hand."""


def context_view(
    record: Record,
    official: Official | None,
    outlets: Mapping[str, str],
    corrections: Sequence[Correction] = (),
    variants: Sequence[Variant] = (),
) -> View:
    """The paragraphs around the words, all outlets, how others have it, and how it was heard."""
    read_in = sorted({(outlet, url) for url, outlet in outlets.items()})
    return _view(
        "Context",
        _in_context(record, official),
        *_paged(f"*Read in {_many(len(read_in), 'outlet')}*", read_in),
        *_otherwise(variants),
        blocks.section(f"*How it was heard*\n{_heard(record, corrections)}"),
        *_note(
            " · ".join(
                n for n in (cards.doubt_note(record), cards.corrected_note(corrections)) if n
            )
        ),
    )


def shift_view(
    before: Record, after: Record, official_of: Callable[[Record], Official | None]
) -> View:
    """Both ends of a shift, each in its context."""
    return _view(
        "Context of both",
        *(
            block
            for name, end in (("Before", before), ("After", after))
            for block in (blocks.header(name), _in_context(end, official_of(end)), _source(end))
        ),
    )


def why_view(record: Record) -> View:
    """The expressions that led to a tone, with their weights."""
    tone = record.tone
    by = (
        f"Scored by machine; confidence {cards.sure(tone.confidence)} ({tone.confidence:.0%})."
        if cards.is_machine(tone)
        else "Set by a person of this workspace."
    )
    scale = "-1 is hostile, 0 neutral, +1 conciliatory"
    return _view(
        "Why this tone",
        blocks.rich(blocks.quotation(record.statement.text)),
        blocks.section(f"*{cards.TONES[tone.label].capitalize()}*, {tone.tone:+.2f} ({scale})"),
        *_reasons(tone),
        *(_toward(name, other) for name, other in sorted(record.towards.items())),
        blocks.context(
            f"{by} A list of expressions and a small network weigh the words alone, without"
            f" irony or history. How well: the model card, `{MODEL_CARD}`."
        ),
    )


def wrong_speaker_view(record: Record, private: str) -> View:
    """Asks who said it. `private` comes back with the answer."""
    return _form(
        "wrong-speaker",
        "Wrong speaker",
        private,
        _as_it_stands(record),
        _ask(
            "official",
            "Who said it?",
            {
                "type": "external_select",
                "action_id": "official",
                "min_query_length": 1,
                "placeholder": blocks.plain("Type a name", 150),
            },
            optional=True,
        ),
        _ask(
            "name",
            "Somebody else",
            {"type": "plain_text_input", "action_id": "name", "max_length": 100},
            optional=True,
            hint="The full name, when the list above does not have it",
        ),
        _ask(
            "nobody",
            "Or nobody knows",
            {"type": "checkboxes", "action_id": "nobody", "options": [_option(_NOBODY, "nobody")]},
            optional=True,
        ),
        blocks.context(_KEPT),
    )


def wrong_tone_view(record: Record, private: str) -> View:
    """Asks for one of three. `private` comes back with the answer."""
    options = [_option(word.capitalize(), label) for label, word in cards.TONES.items()]
    current = next(option for option in options if option["value"] == record.tone.label)
    choice = {
        "type": "radio_buttons",
        "action_id": "tone",
        "options": options,
        "initial_option": current,
    }
    return _form(
        "wrong-tone",
        "Wrong tone",
        private,
        _as_it_stands(record),
        _ask("tone", "How does it sound?", choice),
        blocks.context(_KEPT),
    )


def gone_view(title: str) -> View:
    """What a card was about is no longer on record."""
    return _view(title, blocks.section("This is no longer on record: statements are kept a while."))


_NOBODY = "It is not clear whose words these are"
_KEPT = (
    "The card and the look-ups are changed for this workspace alone, and its thread says that you"
    " did it. An alert that rested on it is withdrawn where it no longer stands; a turn that only"
    " comes about by it is not alerted."
)


def _view(title: str, *shown: Block) -> View:
    return {
        "type": "modal",
        "title": blocks.plain(title, TITLE),
        "close": blocks.plain("Close", TITLE),
        "blocks": list(shown),
    }


def _form(callback: str, title: str, private: str, *shown: Block) -> View:
    return {
        **_view(title, *shown),
        "callback_id": callback,
        "private_metadata": private,
        "submit": blocks.plain("Correct", TITLE),
        "close": blocks.plain("Cancel", TITLE),
    }


def _ask(
    id: str, label: str, element: blocks.Element, *, optional: bool = False, hint: str = ""
) -> Block:
    asked = {
        "type": "input",
        "block_id": id,
        "label": blocks.plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return asked | ({"hint": blocks.plain(hint, 2000)} if hint else {})


def _option(text: str, value: str) -> blocks.Element:
    return {"text": blocks.plain(text, blocks.BUTTON), "value": value}


def _as_it_stands(record: Record) -> Block:
    name = blocks.words(cards.speaker_line(record, None), bold=True)
    tone = blocks.words(f" · {cards.TONES[record.tone.label]}")
    return blocks.rich(blocks.line(name, tone), blocks.quotation(record.statement.text))


def _in_context(record: Record, official: Official | None) -> Block:
    return blocks.rich(blocks.line(*cards.who(record, official)), blocks.quoted(*_around(record)))


def _around(record: Record) -> list[blocks.Element]:
    """The paragraphs around, the words themselves bold; the words alone where that is all."""
    spoken = record.statement.text
    before, found, after = record.context.partition(spoken)
    if not found or len(record.context) > _AROUND:
        return [blocks.words(blocks.cut(spoken, blocks.QUOTATION), bold=True)]
    parts = ((before, False), (spoken, True), (after, False))
    return [blocks.words(text, bold=bold) for text, bold in parts if text]


def _paged(head: str, read_in: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    lines = [f"• {blocks.link(url, outlet)}" for outlet, url in read_in]
    pages = blocks.sections([head, *lines])
    left = pages[_PAGES:]
    more = blocks.context(f"and more; {_many(len(read_in), 'outlet')} in all")
    return (*pages[:_PAGES], more) if left else pages


def _otherwise(variants: Sequence[Variant]) -> tuple[Block, ...]:
    if not variants:
        return ()
    lines = [f"• {cards.reported(variant)}" for variant in variants[:_VARIANTS]]
    more = len(variants) - len(lines)
    return blocks.sections(
        ["*Reported otherwise*", *lines, *([f"and {more} more"] if more else [])]
    )


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def _heard(record: Record, corrections: Sequence[Correction]) -> str:
    statement = record.statement
    how = {
        "direct": "All of it stood between quotation marks",
        "mixed": "Part of it stood between quotation marks, the rest is the outlet's",
        "indirect": "The outlet put it into its own words",
    }[statement.kind]
    cue = f"; the outlet wrote “{blocks.named(statement.cue)}”" if statement.cue else ""
    via = f"Told by {blocks.named(statement.via)}." if statement.via else ""
    old = "The outlet repeats what was said earlier." if statement.old else ""
    by_hand = any(made.what == "speaker" for made in corrections)
    sure = "Whose words they are was corrected here." if by_hand else _sure(statement.confidence)
    read = f"First read {blocks.local_time(record.seen)}." if record.seen else ""
    return "\n".join(part for part in (f"{how}{cue}.", via, old, sure, read) if part)


def _sure(confidence: float) -> str:
    share = f"{cards.sure(confidence)} ({confidence:.0%})"
    return f"Confidence that these are the speaker's words: {share}."


def _source(record: Record) -> Block:
    return blocks.context(cards.scored(record.tone), cards.provenance(record))


def _note(text: str) -> tuple[Block, ...]:
    return (blocks.context(text),) if text else ()


def _reasons(tone: Tone) -> tuple[Block, ...]:
    if not tone.because:
        return ()
    lines = [_reason(reason) for reason in tone.because[:_REASONS]]
    return blocks.sections(["*What led to it*", *lines])


def _reason(reason: Reason) -> str:
    way = "hostile" if reason.weight < 0 else "conciliatory"
    return f"• “{blocks.named(reason.words)}”: {way}, {reason.weight:+.2f}"


def _toward(name: str, tone: Tone) -> Block:
    return blocks.context(f"Towards {blocks.named(name)}: {cards.TONES[tone.label]}")
