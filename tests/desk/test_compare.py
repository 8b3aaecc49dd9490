"""Two voices side by side: whom both speak of, whoever they are, and never a guess."""

from __future__ import annotations

import pytest

from bot.alerts.message import Message
from bot.commands.command import Compare
from bot.commands.read import read
from bot.desk.compare import compare
from bot.wiring.parts import Archive
from tests.desk.reading import buttons, holdings_of
from tests.world import DESK, NOON, a_record


def ask(archive: Archive, typed: str) -> Message:
    asked = read(typed, NOON.date())
    assert isinstance(asked, Compare)
    return compare(asked, DESK, holdings_of(archive))


def keep_both(archive: Archive) -> None:
    archive.records.keep(a_record("The Isles are ours.", tone=-0.8, targets=("the Isles",)))
    archive.records.keep(
        a_record("The Isles are everybody's.", "Tomas Verrell", tone=0.8, targets=("the Isles",))
    )
    archive.records.keep(a_record("Good grain deal.", "Tomas Verrell", targets=("Torvania",)))


@pytest.mark.parametrize(
    "typed",
    [
        "compare Tolvik and Verrell",
        "compare Maresa Tolvik Tomas Verrell",
        "compare Tolvik, Verrell",
        'compare "Maresa Tolvik" Verrell',
    ],
)
def test_both_are_counted_and_quoted_on_whom_both_speak_of(archive: Archive, typed: str) -> None:
    keep_both(archive)
    text = ask(archive, typed).text
    assert text.startswith("Maresa Tolvik and Tomas Verrell")
    assert "1 hostile (100%)" in text
    assert "2 statements" in text
    assert "Newest words of each to the Isles:" in text
    assert "Good grain deal." not in text


def test_a_side_can_stand_beside_an_official(archive: Archive) -> None:
    keep_both(archive)
    assert ask(archive, "compare Kelmora and Tolvik").text.startswith("Kelmora and Maresa Tolvik")


def test_words_asked_for_hold_for_both(archive: Archive) -> None:
    keep_both(archive)
    answer = ask(archive, 'compare Tolvik and Verrell about:"grain deal"')
    assert "about “grain deal”" in answer.text
    assert "*Maresa Tolvik*; nothing on record" in answer.text
    assert buttons(answer)["Share to channel"].endswith('about:"grain deal"')


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("compare Tolvik and Zzyzx", "I do not know “Zzyzx”"),
        ("compare Tolvik and Verell", "Did you mean:"),
        ("compare one two three", "I cannot tell two names apart"),
    ],
)
def test_an_unknown_voice_is_asked_about(archive: Archive, typed: str, said: str) -> None:
    assert said in ask(archive, typed).text


def test_neither_has_said_anything(archive: Archive) -> None:
    assert (
        "Neither has anything like that on record." in ask(archive, "compare Tolvik Verrell").text
    )
