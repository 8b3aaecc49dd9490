"""Cards: exact words, sources, tone in words, and nothing that news text could set off."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts import blocks
from bot.alerts.cards import (
    correction_line,
    shift_card,
    shift_title,
    statement_card,
    withdrawal_line,
)
from bot.alerts.correction import Correction
from bot.alerts.message import Block, Message
from bot.rehearsal.blocks.check import complaints_of_message
from bot.timeline.shift import Shift
from tests.world import DESK, NOON, a_record, register

OFFICIALS = {official.id: official for official in register().officials}
TOLVIK = OFFICIALS["maresa-tolvik"]


def card(text: str = "We are grateful.", **changes: Any) -> Message:
    record = a_record(text, tone=0.6, **changes)
    return statement_card(record, TOLVIK, {record.url: record.outlet})


def shown(message: Message) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


def corrected_card() -> Message:
    record = a_record(tone=-0.6)
    made = Correction(record.id, "tone", "neutral", "confrontational", "U1", DESK, NOON)
    return statement_card(record, TOLVIK, {}, [made])


def texts_of(message: Message | Block, kind: str) -> list[str]:
    """Every text of one kind of element, however deep it lies."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == kind and isinstance(node.get("text"), str):
                found.append(node["text"])
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list | tuple):
            for inner in node:
                walk(inner)

    walk(message.blocks if isinstance(message, Message) else message)
    return found


def test_a_card_holds_who_what_when_where_and_the_tone() -> None:
    message = card()
    for part in (
        "Maresa Tolvik",
        "foreign minister, Torvania",
        "We are grateful.",
        "2 Mar 2026",
        "https://the-herald.example/1",
        "Conciliatory",
        "scored by machine",
    ):
        assert part in shown(message), part


def test_the_text_says_what_the_blocks_say() -> None:
    for message in (card(), card(kind="indirect", via="Officials"), corrected_card()):
        for block in message.blocks:
            for said in [*texts_of(block, "mrkdwn"), *texts_of(block, "text")]:
                assert said.removeprefix(" · ") in message.text


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("direct", ""),
        ("mixed", "partly paraphrased"),
        ("indirect", "paraphrased by the outlet, not a quotation"),
    ],
)
def test_a_paraphrase_says_that_it_is_one(kind: str, note: str) -> None:
    assert ("paraphrased" in shown(card(kind=kind))) is bool(note)
    assert note in shown(card(kind=kind))


def test_other_outlets_are_named_with_their_links() -> None:
    record = a_record()
    outlets = {record.url: record.outlet, "https://courier.example/9": "The Courier"}
    message = statement_card(record, TOLVIK, outlets)
    assert "also in <https://courier.example/9|The Courier>" in shown(message)


def test_many_outlets_are_counted() -> None:
    outlets = {f"https://paper-{n}.example/9": f"Paper {n}" for n in range(40)}
    assert "also in 40 outlets" in shown(statement_card(a_record(), TOLVIK, outlets))


def test_a_corrected_card_says_who_corrected_what() -> None:
    message = corrected_card()
    assert "tone corrected by <@U1>, was neutral" in shown(message)
    assert "scored by machine" in shown(message), "it still has the machine's own tone"


@pytest.mark.parametrize(
    ("what", "was", "right", "line"),
    [
        ("speaker", "Joren Aalst", "maresa-tolvik", "the speaker: Maresa Tolvik, not Joren Aalst."),
        ("speaker", "Joren Aalst", "Ilda Renn", "the speaker: Ilda Renn, not Joren Aalst."),
        ("speaker", "Joren Aalst", "", "the speaker: nobody known, not Joren Aalst."),
        ("tone", "neutral", "confrontational", "the tone: hostile, not neutral."),
    ],
)
def test_the_line_in_the_thread_says_who_did_what(
    what: Any, was: str, right: str, line: str
) -> None:
    made = Correction("r", what, was, right, "U1", DESK, NOON)
    assert correction_line(made, OFFICIALS).text.startswith(f"<@U1> corrected {line}")


@given(st.text(max_size=400))
def test_quoted_words_are_never_altered(words: str) -> None:
    text = f"x{words}x"
    assert text in texts_of(card(text), "text")


@given(st.text(max_size=200))
def test_news_text_cannot_set_anything_off(words: str) -> None:
    message = card(f"<!channel> <@U1> <https://evil.example|Reuters> {words}")
    for text in [message.text, *texts_of(message, "mrkdwn")]:
        assert "<!channel>" not in text
        assert "<@U1>" not in text
        assert "<https://evil" not in text


def test_a_very_long_quotation_is_cut_and_says_so() -> None:
    (quotation,) = [t for t in texts_of(card("word " * 2000), "text") if "word" in t]
    assert len(quotation) <= blocks.QUOTATION
    assert "more words at the source" in quotation


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "file:///etc/passwd", "http://"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    record = replace(a_record(), url=url)
    assert url == "" or url not in shown(statement_card(record, TOLVIK, {}))


def a_shift(**changes: Any) -> Shift:
    plain = Shift("contrast", "Torvania", "Kelmora", "harder", ("a",), ("b",), NOON, 0.8, 2)
    return replace(plain, **changes)


BEFORE = a_record("We are grateful.", "Joren Aalst", NOON - timedelta(hours=5), tone=0.6)
AFTER = a_record("This is an insult.", tone=-0.7)


def test_a_contrast_names_both_and_puts_both_quotations_into_one_card() -> None:
    message = shift_card(a_shift(), [BEFORE], [AFTER], OFFICIALS)
    for part in (
        "Torvania on Kelmora: conciliatory to hostile",
        "Joren Aalst",
        "Maresa Tolvik",
        "We are grateful.",
        "This is an insult.",
        "two who speak for Torvania stand at opposite poles about Kelmora, 5 hours apart",
        "2 statements",
        "high (80%)",
    ):
        assert part in shown(message), part
    assert "We are grateful." in message.text
    assert "This is an insult." in message.text


def test_a_turn_names_the_official() -> None:
    turn = a_shift(kind="turn", subject="maresa-tolvik")
    assert shift_title(turn, BEFORE, AFTER, OFFICIALS) == (
        "Maresa Tolvik on Kelmora: conciliatory to hostile"
    )


LINE = [a_record(f"Say {n}.", at=NOON - timedelta(hours=30 - n), tone=0.5) for n in range(22)]
TURNED = [a_record(f"Stop {n}.", at=NOON + timedelta(hours=n), tone=-0.5) for n in range(3)]


def test_a_turn_says_why_it_was_flagged_and_draws_it_with_the_same_in_words() -> None:
    turn = a_shift(kind="turn", subject="maresa-tolvik")
    message = shift_card(turn, LINE, TURNED, OFFICIALS, id="s1")
    assert "the last 3 statements about Kelmora are harder than the 22 statements" in message.text
    assert "3 of 3 hostile now, 22 of 22 conciliatory then" in message.text
    (chart,) = [b for b in message.blocks if b["type"] == "data_visualization"]
    points = chart["chart"]["series"][0]["data"]
    assert len(points) == len({point["label"] for point in points}) == 20
    for point in points:
        assert f"{point['label']} {point['value']:+d}" in message.text
    assert complaints_of_message([dict(block) for block in message.blocks]) == []


def test_a_turn_is_shown_by_words_in_the_tone_that_most_of_it_has() -> None:
    stray = a_record("We shall see.", at=NOON - timedelta(hours=1), tone=0.0)
    turn = a_shift(kind="turn", subject="maresa-tolvik")
    text = shift_card(turn, [*LINE, stray], TURNED, OFFICIALS).text
    assert "conciliatory to hostile" in text
    assert "Say 21." in text
    assert "Stop 2." in text


def test_a_withdrawn_card_says_so_first_and_keeps_the_rest() -> None:
    message = shift_card(a_shift(), [BEFORE], [AFTER], OFFICIALS, withdrawn=True)
    assert message.text.startswith("Withdrawn: Torvania on Kelmora")
    assert "*This no longer stands.*" in shown(message)
    assert "This is an insult." in shown(message)
    line = withdrawal_line(a_shift(), [BEFORE], [AFTER], OFFICIALS)
    assert "“Torvania on Kelmora: conciliatory to hostile" in line.text


def test_a_page_that_gives_the_day_alone_is_shown_without_an_hour() -> None:
    midnight = NOON.replace(hour=0)
    record = replace(a_record(), published=midnight)
    assert "published 2 Mar 2026" in shown(statement_card(record, TOLVIK, {}))


def test_among_others_a_card_has_fewer_buttons_and_all_of_them_behind_the_dots() -> None:
    record = a_record()
    cards = [statement_card(record, None, {}, alone=alone) for alone in (True, False)]
    alone, among = (card.blocks[-1]["elements"] for card in cards)
    assert [one["action_id"] for one in alone] == ["context", "wrong-speaker", "card-menu"]
    assert [one["action_id"] for one in among] == ["context", "card-menu"]
    assert among[1]["options"][0]["value"] == f"wrong-speaker {record.id}"
    assert complaints_of_message(list(map(dict, cards[1].blocks))) == []
