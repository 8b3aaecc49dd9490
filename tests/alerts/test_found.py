"""Answers at their largest, and made of hostile text: within Slack's limits, inert, complete."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.asking import shared, unknown, which
from bot.alerts.compared import compared
from bot.alerts.exported import sheet
from bot.alerts.found import found, nothing
from bot.alerts.half import Half
from bot.alerts.health import Health, health
from bot.alerts.help import PAGES, help_page
from bot.alerts.message import Message
from bot.alerts.toned import toned
from bot.alerts.unseen import Unseen
from bot.commands.command import MOST, Compare, Help, Lookup, Misread, ToneOf
from bot.commands.read import read
from bot.commands.verbs import VERBS
from bot.rehearsal.blocks.check import complaints_of_message
from bot.timeline.record import Record
from bot.timeline.standing import standing
from bot.timeline.timeline import timeline_of
from tests.world import NOON, a_record, register

OFFICIALS = {official.id: official for official in register().officials}
LARGEST = 13_200
"""Characters in all before Slack says `msg_blocks_too_long`."""

LONG = " ".join(["extraordinarily"] * 200)
RIGHT_TO_LEFT = "בנימין נתניהו של ירושלים הבירה"
HOSTILE = "<!channel> <@U1> <https://a.example|b> `x` *y* \u202e\u200b"


def worst(n: int, text: str = LONG, name: str = RIGHT_TO_LEFT) -> Record:
    told = a_record(f"{n} {text}", name, NOON - timedelta(hours=n), 0.7, "The " + "Herald " * 12)
    return replace(told, url="https://herald.example/" + "a" * 900, title=text[:300])


def size_of(node: Any) -> int:
    """Characters of every text in it."""
    if isinstance(node, dict):
        own = len(node["text"]) if isinstance(node.get("text"), str) else 0
        return own + sum(size_of(inner) for inner in node.values())
    return sum(map(size_of, node)) if isinstance(node, list | tuple) else 0


def assert_fits(message: Message) -> None:
    assert complaints_of_message([dict(block) for block in message.blocks]) == []
    assert len(message.blocks) <= 50
    assert size_of(message.blocks) <= LARGEST
    assert len(message.text) <= 40_000


ASKED = Lookup(RIGHT_TO_LEFT, "grain " * 100, "Kelmora", NOON.date(), count=MOST, page=2)


def a_comparison(records: list[Record]) -> Message:
    halves = (
        Half(RIGHT_TO_LEFT, 10_000, records, records[:2]),
        Half("Maresa Tolvik", 0, [], []),
    )
    return compared(Compare(halves[0].name, "Maresa Tolvik", "g" * 200), halves, "Kelmora", {})


def a_tone(records: list[Record]) -> Message:
    known = [replace(r, statement=replace(r.statement, official="x", group="X")) for r in records]
    stood = standing(timeline_of(known), NOON - timedelta(days=3660), NOON)
    evidence = [("The hardest of that time", records[0]), ("The softest", records[1])]
    unseen = Unseen(1000, 10**6, NOON)
    return toned(ToneOf(RIGHT_TO_LEFT, 3660), RIGHT_TO_LEFT, stood, [], evidence, {}, unseen)


def a_page() -> Message:
    return found(ASKED, RIGHT_TO_LEFT, [worst(n) for n in range(MOST)], 10**6, OFFICIALS)


LARGE: dict[str, Callable[[], Message]] = {
    "a page": lambda: found(
        ASKED, RIGHT_TO_LEFT, [worst(n) for n in range(MOST)], 10**6, OFFICIALS
    ),
    "a shared page": lambda: shared(a_page(), "U1", ASKED),
    "a comparison": lambda: a_comparison([worst(n) for n in range(200)]),
    "a tone": lambda: a_tone([worst(n) for n in range(200)]),
    "candidates": lambda: which("x" * 1400, [(f"N {n} " * 20, ASKED) for n in range(60)]),
    "near misses": lambda: unknown("x" * 1400, [(f"N {n} " * 20, ASKED) for n in range(60)]),
    "nothing": lambda: nothing(ASKED, RIGHT_TO_LEFT, [(("Without the words", ASKED), 9)] * 6),
    "status": lambda: health(
        Health(NOON, 100, {f"Outlet {n}": "e" * 500 for n in range(40)}, 5, 9.0, 1, ["r" * 900] * 9)
    ),
    "help": lambda: help_page(Help()),
}


@pytest.mark.parametrize("name", LARGE)
def test_the_largest_answer_fits(name: str) -> None:
    assert_fits(LARGE[name]())


def test_what_is_cut_says_so() -> None:
    text = found(ASKED, RIGHT_TO_LEFT, [worst(n) for n in range(MOST)], 42, OFFICIALS).text
    assert "11 to 20 of 42 statements" in text
    assert text.count("more words at the source") == MOST
    assert "There are 50 more" in which("x", [("N", ASKED)] * 60).text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_hostile_text_is_inert_in_every_answer(text: str) -> None:
    record = worst(1, f"{HOSTILE} {text}", f"{HOSTILE} {text}"[:200])
    asked = Lookup(f"{HOSTILE} {text}", about=text)
    answers = [
        found(asked, asked.name, [record], 1, OFFICIALS),
        nothing(asked, asked.name, [(("Everything", asked), 1)]),
        a_comparison([record]),
        which(asked.name, [(asked.name, asked)]),
        unknown(asked.name, [(asked.name, asked)]),
        health(Health(NOON, 1, {HOSTILE: text}, 1, 0, 0, [f"{HOSTILE} {text}"])),
    ]
    for answer in answers:
        assert_fits(answer)
        mrkdwn = [answer.text, *marked(json.loads(json.dumps(answer.blocks)))]
        assert not any("<!channel>" in part or "<@U1>" in part for part in mrkdwn)
        assert not any("<https://a.example" in part for part in mrkdwn)


def marked(node: Any) -> list[str]:
    """Every text that Slack interprets."""
    if isinstance(node, dict):
        own = [str(node["text"])] if node.get("type") == "mrkdwn" else []
        return own + [text for inner in node.values() for text in marked(inner)]
    return [text for inner in node for text in marked(inner)] if isinstance(node, list) else []


@given(st.text(max_size=50), st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", " ="]))
def test_no_cell_of_a_file_is_a_formula(text: str, start: str) -> None:
    record = replace(a_record(start + text), outlet=f"{start}x", title="")
    content = sheet("Tolvik", "maresa-tolvik", [record], 1, OFFICIALS, None).content
    assert f",'{start[0]}" in content or f",\"'{start[0]}" in content


def test_every_verb_has_a_page_whose_examples_are_read() -> None:
    assert set(PAGES) == set(VERBS.values())
    typed = [example for page in PAGES.values() for example, _ in page.examples]
    assert [t for t in typed if isinstance(read(t, NOON.date()), Misread)] == []
    told = help_page(Help()).text
    assert all(f"`/quotes {page.usage.split()[0]}" in told for page in PAGES.values())
