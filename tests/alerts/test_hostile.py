"""News text as an attack: inert, readable and within Slack's limits in every card and modal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts import modals, recalled
from bot.alerts.cards import correction_line, shift_card, statement_card, withdrawal_line
from bot.alerts.correction import Correction
from bot.rehearsal.blocks.check import complaints_of_message, complaints_of_view
from bot.statements.official import Office, Official
from bot.timeline.echoes import Echo, Echoes
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.variant import Variant
from bot.tone.tone import Reason, Tone
from tests.world import DESK, NOON, a_record

ATTACKS = [
    "<!channel>",
    "<@U0MARTA>",
    "<https://evil.example|Reuters>",
    "https://evil.example",
    "```",
    "`x`",
    "*bold*",
    "_x_",
    "~y~",
    "&lt;!here&gt;",
    "\u200b",
    "\u202e",
    "\u2066",
    "\u2069",
    "\x00",
    "\n> ",
    ":boom:",
    "<!date^1^{date}|x>",
    "שלום",
    "سلام",
    "&" * 200,
    "x" * 300,
    "|",
]
attack = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=8)), max_size=6).map("".join)
Drawn = tuple[str, list[Any]]

CONTROL = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
OURS = re.compile(
    r"https://paper(-\d+)?\.example/[^\s<>]*|!date\^\d+\^\{date_short_pretty\}, \{time\}|@U1"
)


def hostile_record(text: str, name: str) -> Record:
    record = a_record(
        f"x{text}",
        f"N{name}",
        kind="mixed",
        cue=f"c{name}",
        via=f"v{name}",
        targets=(f"T{name}",),
    )
    reason = Reason(f"r{text}", 0, 1, -0.4)
    return replace(
        record,
        id="r0",
        outlet=f"O{name}",
        title=f"H{name}",
        url=f"https://paper.example/{name}",
        seen=NOON,
        context=f"before {text}\n\nx{text}\n\nafter",
        tone=Tone(-0.7, "confrontational", 0.8, (reason,) * 30),
        towards={f"T{name}": Tone(0.5, "conciliatory", 0.5)},
    )


def everything(text: str, name: str, outlets: int) -> Iterator[Drawn]:
    """All messages and views of the cards, with the same hostile words in every place."""
    record = hostile_record(text, name)
    office = Office(f"o{name}", NOON.date().replace(year=2000))
    official = Official("o", f"N{name}", f"G{name}", (office,))
    record = replace(record, statement=replace(record.statement, official="o"))
    links = {f"https://paper-{n}.example/{name}"[:1000]: f"O{n}{name}" for n in range(outlets)}
    made = [Correction("r0", "speaker", f"w{name}", f"g{name}", "U1", DESK, NOON)]
    shift = Shift("turn", "o", f"T{name}", "harder", ("a",), ("b",), NOON, 0.8, 40)
    line = [replace(record, id=f"r{number}") for number in range(40)]
    many, few = ((Echo(record, 1.0),) * count for count in (3, 1))
    others = [Variant(record, "words"), *[Variant(record, "speaker")] * 20]
    messages = [
        statement_card(record, official, links, made),
        statement_card(replace(record, doubt="disputed"), official, links, made, others),
        shift_card(shift, line, line, {"o": official}, id="s1", withdrawn=True),
        shift_card(replace(shift, kind="contrast"), line, line, {}, id="s1"),
        withdrawal_line(shift, line, line, {"o": official}),
        correction_line(made[0], {}),
        recalled.answer([(official, Echoes(many, many))]),
        recalled.answer([(official, Echoes(few, few))] * 2),
    ]
    for message in messages:
        blocks = [dict(block) for block in message.blocks]
        assert complaints_of_message(blocks) == []
        yield message.text, blocks
    views = [
        modals.context_view(record, official, links, made, others),
        modals.shift_view(record, record, lambda _: official),
        modals.why_view(record),
        modals.wrong_speaker_view(record, "{}"),
        modals.wrong_tone_view(record, "{}"),
    ]
    for view in views:
        assert complaints_of_view(dict(view), ("modal",)) == []
        yield "", list(view["blocks"])


def marked(node: Any) -> Iterator[str]:
    """Every text that Slack reads for marks."""
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            assert node["verbatim"] is True
            yield node["text"]
        for inner in node.values():
            yield from marked(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from marked(inner)


@settings(max_examples=30, deadline=None)
@given(attack, attack)
def test_nothing_in_the_news_sets_anything_off(text: str, name: str) -> None:
    for told, blocks in everything(text, name, outlets=3):
        for written in [told, *marked(blocks)]:
            for control in CONTROL.findall(written):
                assert OURS.fullmatch(control), control
        for written in marked(blocks):
            outside = CONTROL.sub("", written)
            assert "`" not in outside.replace(f"`{modals.MODEL_CARD}`", "")
            assert outside.count("*") % 2 == 0


@pytest.mark.parametrize("size", [1_000, 100_000])
@pytest.mark.parametrize("filling", ["word ", "x", "&", "\u202e\u2066", "שלום ", "\n"])
def test_nothing_is_over_a_limit_at_the_largest_inputs(filling: str, size: int) -> None:
    text = filling * (size // len(filling))
    for told, blocks in everything(text, text[:2000], outlets=40):
        assert len(told) <= 40_000, "Slack cuts what is longer"
        most = 13_200 if told else 100_000
        assert sum(len(written) for written in shown(blocks)) < most


def shown(node: Any) -> Iterator[str]:
    """All that is drawn, addresses included."""
    if isinstance(node, dict):
        for key, inner in node.items():
            if key in ("text", "url", "title", "label") and isinstance(inner, str):
                yield inner
            else:
                yield from shown(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from shown(inner)


@given(st.text(max_size=60))
def test_only_plain_addresses_of_the_web_are_linked(url: str) -> None:
    record = replace(a_record(), url=f"https://reuters.example@evil.example/{url}")
    assert "evil.example" not in statement_card(record, None, {}).text
