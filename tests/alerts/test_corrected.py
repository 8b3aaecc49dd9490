"""Corrected: what a workspace says of a record is laid over what was heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.corrected import corrected
from bot.alerts.correction import Correction
from bot.timeline.timeline import timeline_of
from tests.world import DESK, NOON, a_record, register

REGISTER = register()
HEARD = a_record("Kelmora must stop.", "Joren Aalst", tone=0.5, targets=("Kelmora",))


def made(what: Any, right: str, minutes: int = 0) -> Correction:
    return Correction(HEARD.id, what, "", right, "U1", DESK, NOON + timedelta(minutes=minutes))


def test_another_official_speaks_for_their_own_side() -> None:
    right = corrected(HEARD, [made("speaker", "tomas-verrell")], REGISTER).statement
    assert (right.speaker, right.official, right.group) == (
        "Tomas Verrell",
        "tomas-verrell",
        "Kelmora",
    )
    assert right.text == HEARD.statement.text


def test_who_is_not_in_the_register_is_on_no_timeline() -> None:
    for name in ("Ilda Renn", ""):
        right = corrected(HEARD, [made("speaker", name)], REGISTER)
        assert right.statement.speaker == (name or None)
        assert timeline_of([right]) == ()


def test_the_last_word_counts() -> None:
    words = [made("tone", "neutral"), made("tone", "confrontational", 1)]
    assert corrected(HEARD, words, REGISTER).tone.label == "confrontational"


corrections = st.lists(
    st.builds(
        made,
        st.sampled_from(["speaker", "tone"]),
        st.sampled_from(["maresa-tolvik", "", "Ilda Renn", "neutral", "confrontational", "x"]),
        st.integers(0, 9),
    )
)


@given(corrections)
def test_laid_over_twice_is_laid_over_once(words: list[Correction]) -> None:
    once = corrected(HEARD, words, REGISTER)
    assert corrected(once, words, REGISTER) == once
    assert once.id == HEARD.id


@given(corrections)
def test_corrections_of_other_records_change_nothing(words: list[Correction]) -> None:
    other = a_record("Something else.")
    assert corrected(other, words, REGISTER) == other
