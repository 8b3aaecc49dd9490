"""Variants: what outlets report otherwise is linked, and words in two mouths are doubtful."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.timeline.record import Record
from bot.timeline.variant import Variant, find_variants
from tests.world import NOON, a_record

SAID = "We will send 40 trucks to Kelmora on Monday, and the border will stay open."
FIFTY = SAID.replace("40", "50")
ONE = a_record(SAID)


def other(text: str, **how: Any) -> Record:
    return a_record(text, **{"outlet": "The Gazette", **how})


@pytest.mark.parametrize(
    ("record", "how"),
    [
        (other(FIFTY), "words"),
        (other(SAID.replace("will send", "will not send")), "words"),
        (other(SAID.replace("will send", "will not send").partition(",")[0]), "words"),
        (other(SAID, speaker="Joren Aalst"), "speaker"),
        (other(SAID.replace(",", " —"), speaker="Joren Aalst"), "speaker"),
        (other(SAID, speaker="Ilva Sorn"), "speaker"),
    ],
)
def test_these_are_linked(record: Record, how: str) -> None:
    assert [variant.how for variant in find_variants(ONE, [record])] == [how]
    assert [variant.how for variant in find_variants(record, [ONE])] == [how]


@pytest.mark.parametrize(
    "record",
    [
        other(SAID),
        other("The harvest was good this year, and the roads are dry."),
        other(FIFTY, speaker="Joren Aalst"),
        other(FIFTY, at=NOON + timedelta(days=4)),
        a_record(FIFTY),
        a_record(SAID, "Joren Aalst"),
        other(SAID, speaker="Joren Aalst", confidence=0.5),
        other(SAID, speaker="Joren Aalst", old=True),
        other(SAID, speaker="Tolvik", official=None),
        other(SAID, speaker="Foreign Minister Tolvik", official=None),
    ],
    ids=[
        "the same", "other words", "other words by somebody else", "days later", "on one page",
        "by two on one page", "hardly sure", "told as old", "a part of the name", "a title",
    ],
)  # fmt: skip
def test_these_are_not(record: Record) -> None:
    assert find_variants(ONE, [record]) == []


def test_short_words_are_anybodys() -> None:
    thanks = a_record("We are grateful to them.")
    assert find_variants(thanks, [other("We are grateful to them.", speaker="Joren Aalst")]) == []


def test_a_variant_holds_the_other_record() -> None:
    assert find_variants(ONE, [other(FIFTY)]) == [Variant(other(FIFTY), "words")]
