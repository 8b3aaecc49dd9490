"""Answering: what is on record, candidates for a name of many, never a guess."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk.answer import quotes
from bot.statements.register import Register, read_register
from bot.wiring.parts import Archive
from tests.world import NOON, REGISTER, a_record

COUSIN = """
[[official]]
id = "anselm-verrell"
name = "Anselm Verrell"
group = "Torvania"
aliases = ["Verrell"]
ambiguous = ["Verrell"]
pronoun = "he"
offices = [{ title = "ambassador", since = 2021-01-01 }]
"""


@pytest.fixture(scope="module")
def register() -> Register:
    shared = REGISTER.replace('aliases = ["Verrell"]', 'aliases = []\nambiguous = ["Verrell"]')
    return read_register([("one", shared), ("two", COUSIN.replace('aliases = ["Verrell"]\n', ""))])


def ask(archive: Archive, register: Register, typed: str, meant: str = "") -> str:
    return quotes(typed, meant, register, archive.records).text


def say(archive: Archive, count: int, speaker: str = "Maresa Tolvik") -> None:
    for n in range(count):
        archive.records.keep(a_record(f"Words {n}.", speaker, NOON + timedelta(hours=n)))


def test_the_newest_comes_first_with_its_source(archive: Archive, register: Register) -> None:
    say(archive, 3)
    answer = ask(archive, register, "Tolvik")
    assert answer.index("Words 2.") < answer.index("Words 1.") < answer.index("Words 0.")
    assert "<https://the-herald.example/1|The Herald>" in answer
    assert "3 statements" in answer


def test_a_long_record_says_how_much_of_it_is_shown(archive: Archive, register: Register) -> None:
    say(archive, 12)
    assert "the newest 10 of 12 statements" in ask(archive, register, "tolvik")


def test_of_the_same_moment_every_statement_is_shown(archive: Archive, register: Register) -> None:
    for text in ("One thing.", "Another thing."):
        archive.records.keep(a_record(text))
    answer = ask(archive, register, "Maresa Tolvik")
    assert "One thing." in answer
    assert "Another thing." in answer


def test_somebody_who_has_said_nothing_is_known_all_the_same(
    archive: Archive, register: Register
) -> None:
    assert "Nothing by Joren Aalst has been read yet" in ask(archive, register, "Aalst")


def test_a_name_of_two_is_a_question_back(archive: Archive, register: Register) -> None:
    say(archive, 1, "Tomas Verrell")
    answer = ask(archive, register, "Verrell")
    assert "Which one?" in answer
    assert "`/quotes Tomas Verrell` (Kelmora)" in answer
    assert "`/quotes Anselm Verrell` (Torvania)" in answer
    assert "Words 0." not in answer


def test_the_full_name_settles_it(archive: Archive, register: Register) -> None:
    say(archive, 1, "Tomas Verrell")
    assert "Words 0." in ask(archive, register, "Tomas Verrell")


@pytest.mark.parametrize(
    ("typed", "meant", "hint"),
    [
        ("Tolvick", "", "Did you mean `/quotes Maresa Tolvik`?"),
        ("Zzyzx", "", "`/quotes help` shows what I know."),
        ("folow Tolvik", "follow Tolvik", "Did you mean `/quotes follow Tolvik`?"),
        ("<!channel>", "", "“&lt;!channel&gt;”"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(
    archive: Archive, register: Register, typed: str, meant: str, hint: str
) -> None:
    answer = ask(archive, register, typed, meant)
    assert answer.startswith("I do not know")
    assert hint in answer


def test_people_outside_the_register_answer_to_their_full_name(
    archive: Archive, register: Register
) -> None:
    say(archive, 1, "Ilva Sorn")
    assert "Words 0." in ask(archive, register, "Ilva Sorn")


def test_a_name_of_five_thousand_letters_is_answered_in_short(
    archive: Archive, register: Register
) -> None:
    assert len(ask(archive, register, "x" * 5000)) < 3000


def test_a_side_is_answered_with_all_its_voices(archive: Archive, register: Register) -> None:
    archive.records.keep(a_record("We thank you.", "Joren Aalst"))
    archive.records.keep(a_record("They will pay.", "Maresa Tolvik"))
    archive.records.keep(a_record("Not ours.", "Tomas Verrell"))
    text = quotes("Torvanian", "", register, archive.records).text
    assert "Joren Aalst: We thank you." in text
    assert "Maresa Tolvik: They will pay." in text
    assert "Not ours." not in text
