"""Answering: what is on record, candidates for a name of many, never a guess."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.alerts.message import Message
from bot.commands.command import Lookup
from bot.commands.read import read
from bot.desk.answer import look_up
from bot.statements.register import Register, read_register
from bot.wiring.parts import Archive
from tests.desk.reading import buttons, holdings_of
from tests.world import DESK, NOON, REGISTER, a_record

COUSIN = """
[[official]]
id = "anselm-verrell"
name = "Anselm Verrell"
group = "Torvania"
ambiguous = ["Verrell"]
pronoun = "he"
offices = [{ title = "ambassador", since = 2021-01-01 }]

[[official]]
id = "kelmora-ost"
name = "Kelmora Ost"
group = "Torvania"
aliases = ["Ost"]
pronoun = "she"
offices = [{ title = "ambassador", since = 2021-01-01 }]
"""


@pytest.fixture(scope="module")
def register() -> Register:
    shared = REGISTER.replace('aliases = ["Verrell"]', 'ambiguous = ["Verrell"]')
    return read_register([("one", shared), ("two", COUSIN)])


def answer(archive: Archive, register: Register, typed: str) -> Message:
    asked = read(typed, NOON.date())
    assert isinstance(asked, Lookup)
    return look_up(asked, DESK, holdings_of(archive, register))


def ask(archive: Archive, register: Register, typed: str) -> str:
    return answer(archive, register, typed).text


def say(archive: Archive, count: int, speaker: str = "Maresa Tolvik", **changes: Any) -> None:
    for n in range(count):
        at = NOON - timedelta(hours=n)
        archive.records.keep(a_record(f"Words {n}.", speaker, at, **changes))


def test_the_newest_comes_first_with_its_source(archive: Archive, register: Register) -> None:
    say(archive, 3)
    text = ask(archive, register, "Tolvik")
    assert text.index("Words 0.") < text.index("Words 1.") < text.index("Words 2.")
    assert "<https://the-herald.example/1|The Herald>" in text
    assert "Maresa Tolvik · 3 statements, newest first" in text


def test_a_long_record_says_how_much_of_it_is_shown_and_pages(
    archive: Archive, register: Register
) -> None:
    say(archive, 12)
    first = answer(archive, register, "tolvik")
    assert "1 to 5 of 12 statements, newest first" in first.text
    assert buttons(first) == {
        "Older": '"Maresa Tolvik" page:2',
        "Share to channel": '"Maresa Tolvik"',
    }
    last = answer(archive, register, '"Maresa Tolvik" page:3')
    assert "11 to 12 of 12 statements" in last.text
    assert "Words 11." in last.text
    assert buttons(last)["Newer"] == '"Maresa Tolvik" page:2'
    assert "Older" not in buttons(last)


def test_a_name_is_not_said_again_above_each_of_its_words(
    archive: Archive, register: Register
) -> None:
    say(archive, 3)
    blocks = answer(archive, register, "Tolvik").blocks
    assert sum("foreign minister" in str(block) for block in blocks) == 1
    assert all(f"Words {n}." in str(blocks) for n in range(3))


def test_a_page_after_the_last_says_which_is_the_last(archive: Archive, register: Register) -> None:
    say(archive, 12)
    beyond = answer(archive, register, "Tolvik page:9")
    assert beyond.text == "There is no page 9: the last one is 3."
    assert buttons(beyond) == {"Last page": '"Maresa Tolvik" page:3'}


def test_of_the_same_moment_every_statement_is_shown(archive: Archive, register: Register) -> None:
    for text in ("One thing.", "Another thing."):
        archive.records.keep(a_record(text))
    text = ask(archive, register, "Maresa Tolvik")
    assert "One thing." in text
    assert "Another thing." in text


def keep_some(archive: Archive) -> None:
    archive.records.keep(a_record("The ferries stay shut.", targets=("Kelmora",), tone=-0.8))
    archive.records.keep(
        a_record("Grain ships may pass.", at=NOON - timedelta(days=9), tone=0.7, kind="indirect")
    )


@pytest.mark.parametrize(
    ("typed", "head", "shown"),
    [
        ("Tolvik about:ferry", "about “ferry” · 1 statement", "ferries stay shut"),
        ("Tolvik to:Kelmora", "to Kelmora · 1 statement", "ferries stay shut"),
        ('Tolvik to:"Port Sabelle"', "to Kelmora · 1 statement", "ferries stay shut"),
        ("Tolvik tone:hostile", "hostile in tone · 1 statement", "ferries stay shut"),
        ("Tolvik tone:friendly", "conciliatory in tone · 1 statement", "Grain ships"),
        ("Tolvik kind:paraphrase", "paraphrased · 1 statement", "Grain ships"),
        ("Tolvik since:7d", "since 23 Feb 2026 · 1 statement", "ferries stay shut"),
        ("Tolvik until:7d", "until 23 Feb 2026 · 1 statement", "Grain ships"),
        ("Tolvik since:today until:today", "on 2 Mar 2026 · 1 statement", "ferries stay shut"),
    ],
)
def test_the_head_says_in_words_what_was_asked_for(
    archive: Archive, register: Register, typed: str, head: str, shown: str
) -> None:
    keep_some(archive)
    text = ask(archive, register, typed)
    assert f"Maresa Tolvik · {head}" in text
    assert shown in text


def test_nothing_found_says_what_to_loosen(archive: Archive, register: Register) -> None:
    keep_some(archive)
    nothing = answer(archive, register, "Tolvik about:ferry tone:friendly since:7d")
    assert "Nothing on record by Maresa Tolvik: about “ferry”, conciliatory in tone" in nothing.text
    assert buttons(nothing) == {
        "In any tone (1)": '"Maresa Tolvik" about:ferry since:2026-02-23',
        "Everything (2)": '"Maresa Tolvik"',
    }


def test_somebody_who_has_said_nothing_is_known_all_the_same(
    archive: Archive, register: Register
) -> None:
    nothing = answer(archive, register, "Aalst")
    assert "Nothing by Joren Aalst has been read yet" in nothing.text
    assert buttons(nothing) == {"Follow Joren Aalst": 'follow "Joren Aalst"'}


def test_a_name_of_two_is_a_question_back(archive: Archive, register: Register) -> None:
    say(archive, 1, "Tomas Verrell")
    question = answer(archive, register, "Verrell about:ferry")
    assert "Which one?" in question.text
    assert buttons(question) == {
        "Tomas Verrell (Kelmora)": '"Tomas Verrell" about:ferry',
        "Anselm Verrell (Torvania)": '"Anselm Verrell" about:ferry',
    }
    assert "Words 0." not in question.text


def test_the_full_name_settles_it(archive: Archive, register: Register) -> None:
    say(archive, 1, "Tomas Verrell")
    assert "Words 0." in ask(archive, register, "Tomas Verrell")


def test_a_side_is_no_first_name(archive: Archive, register: Register) -> None:
    say(archive, 1, "Tomas Verrell")
    assert "Kelmora · 1 statement" in ask(archive, register, "Kelmora")
    assert "Nothing by Kelmora Ost" in ask(archive, register, "Kelmora Ost")


@pytest.mark.parametrize(
    ("typed", "hints"),
    [
        ("Tolvick", {"Maresa Tolvik": '"Maresa Tolvik"'}),
        ("Tolvick tone:hostile", {"Maresa Tolvik": '"Maresa Tolvik" tone:hostile'}),
        ("Torvannia", {"Torvania": "Torvania"}),
        ("folow Tolvik", {"follow Tolvik": "follow Tolvik"}),
        ("Zzyzx", {}),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(
    archive: Archive, register: Register, typed: str, hints: dict[str, str]
) -> None:
    unknown = answer(archive, register, typed)
    assert unknown.text.startswith("I do not know")
    assert buttons(unknown) == hints


NAMESAKES = """
[[official]]
id = "maresa-tolvik-younger"
name = "Maresa Tolvik"
group = "Kelmora"
ambiguous = ["Maresa Tolvik", "Tolvik"]
pronoun = "she"
offices = [{ title = "mayor", since = 2024-01-01 }]

[[official]]
id = "osk-kelmora"
name = "Kelmora"
group = "Torvania"
ambiguous = ["Kelmora"]
pronoun = "he"
offices = [{ title = "coach", since = 2024-01-01 }]
"""

SHARED = REGISTER.replace('aliases = ["Tolvik"]', 'ambiguous = ["Maresa Tolvik", "Tolvik"]')


def test_two_of_one_name_are_told_apart_by_buttons_that_lead_to_each(archive: Archive) -> None:
    known = read_register([("one", SHARED), ("two", NAMESAKES)])
    say(archive, 6, "Maresa Tolvik")
    question = answer(archive, known, "Maresa Tolvik about:words")
    assert buttons(question) == {
        "Maresa Tolvik (Torvania)": '"maresa-tolvik" about:words',
        "Maresa Tolvik (Kelmora)": '"maresa-tolvik-younger" about:words',
    }
    first, other = (answer(archive, known, typed) for typed in buttons(question).values())
    assert first.text.startswith("Maresa Tolvik · about “words” · 1 to 5 of 6")
    assert "Nothing on record by Maresa Tolvik" in other.text
    assert buttons(first)["Older"] == '"maresa-tolvik" about:words page:2'


def test_a_side_and_a_man_of_its_name_are_told_apart(archive: Archive) -> None:
    known = read_register([("one", SHARED), ("two", NAMESAKES)])
    say(archive, 1, "Tomas Verrell")
    asked = buttons(answer(archive, known, "Kelmora"))
    assert asked == {"Kelmora (everybody)": '"side:Kelmora"', "Kelmora (Torvania)": '"osk-kelmora"'}
    side, man = (ask(archive, known, typed) for typed in asked.values())
    assert side.startswith("Kelmora · 1 statement")
    assert man.startswith("Nothing by Kelmora has been read yet")


def test_words_in_quotation_marks_are_wanted_in_that_order(
    archive: Archive, register: Register
) -> None:
    archive.records.keep(a_record("The grain deal stands."))
    archive.records.keep(a_record("We deal in grain."))
    phrase = ask(archive, register, 'Tolvik about:"grain deal"')
    assert "about “grain deal” · 1 statement" in phrase
    assert "2 statements" in ask(archive, register, "Tolvik about:grain deal")
    nothing = answer(archive, register, 'Tolvik about:"deal grain"')
    assert buttons(nothing)["The words in any order (2)"] == '"Maresa Tolvik" about:deal grain'


def test_what_was_typed_comes_back_inert(archive: Archive, register: Register) -> None:
    assert "“&lt;!channel&gt;”" in ask(archive, register, "<!channel>")


@pytest.mark.parametrize("typed", ["Ilva Sorn", "ilva sorn"])
def test_people_outside_the_register_answer_to_their_full_name(
    archive: Archive, register: Register, typed: str
) -> None:
    say(archive, 1, "Ilva Sorn")
    assert "Words 0." in ask(archive, register, typed)


def test_a_side_is_answered_with_all_its_voices(archive: Archive, register: Register) -> None:
    archive.records.keep(a_record("We thank you.", "Joren Aalst"))
    archive.records.keep(a_record("They will pay.", "Maresa Tolvik"))
    archive.records.keep(a_record("Not ours.", "Tomas Verrell"))
    text = ask(archive, register, "Torvanian")
    assert "Joren Aalst, president, Torvania: We thank you." in text
    assert "Maresa Tolvik, foreign minister, Torvania: They will pay." in text
    assert "Not ours." not in text
