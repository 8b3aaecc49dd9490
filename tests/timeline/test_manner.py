"""Whether a stream brings words or deeds."""

from __future__ import annotations

from bot.timeline.manner import Manners

WORDS = ["We shall answer.", "The treaty is dead.", "I told them so.", "You will see."]
DEEDS = ["Norland closed its border.", "Ships left the port.", "The council met on Monday."]


def test_a_stream_that_says_we_and_you_brings_words() -> None:
    manners = Manners()
    assert all(manners.is_spoken("one", text) for text in WORDS)


def test_a_stream_of_reports_brings_deeds_even_if_one_quotes_somebody() -> None:
    manners = Manners()
    told = [manners.is_spoken("one", text) for text in [*DEEDS * 2, "“We met,” an aide said."]]
    assert not any(told)


def test_each_stream_is_judged_by_itself() -> None:
    manners = Manners()
    assert manners.is_spoken("one", WORDS[0])
    assert not manners.is_spoken("other", DEEDS[0])
