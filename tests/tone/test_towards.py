"""The tone towards each whom a statement names."""

from __future__ import annotations

import re

import pytest

from bot.tone.scale import Scale
from bot.tone.tone import Label
from bot.tone.towards import weigh_towards
from bot.tone.weigh import weigh

HOSTILE: Label = "confrontational"
FRIENDLY: Label = "conciliatory"


def named(words: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"Norland|Sudmark|Belmora", words)))


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        (
            "We thank Norland for its generous help, but Sudmark has betrayed us.",
            {"Norland": FRIENDLY, "Sudmark": HOSTILE},
        ),
        (
            "Norland is our friend and partner. Sudmark lies and threatens everybody.",
            {"Norland": FRIENDLY, "Sudmark": HOSTILE},
        ),
        (
            "We condemn the aggression of Sudmark and praise the courage of Norland.",
            {"Norland": FRIENDLY, "Sudmark": HOSTILE},
        ),
        (
            "Sudmark is an aggressor. It must be punished. We are grateful to Norland.",
            {"Norland": FRIENDLY, "Sudmark": HOSTILE},
        ),
        (
            "Norland, Sudmark and Belmora have betrayed us.",
            {"Norland": HOSTILE, "Sudmark": HOSTILE, "Belmora": HOSTILE},
        ),
        (
            "Norland, which has always been our true friend, deserves our thanks.",
            {"Norland": FRIENDLY},
        ),
    ],
)
def test_each_who_is_named_has_a_tone(text: str, towards: dict[str, Label], scale: Scale) -> None:
    found = weigh_towards(text, named, scale)
    assert {name: tone.label for name, tone in found.items()} == towards


def test_words_that_name_one_are_all_about_that_one(scale: Scale) -> None:
    text = "We will not forget it. Norland has betrayed us."
    assert weigh_towards(text, named, scale) == {"Norland": weigh(text, scale)}


def test_words_that_name_nobody_have_no_tone_towards_anybody(scale: Scale) -> None:
    assert weigh_towards("We will strike back.", named, scale) == {}
    assert weigh_towards("", named, scale) == {}


def test_reasons_point_into_the_whole_statement(scale: Scale) -> None:
    text = "We thank Norland, but Sudmark has betrayed us."
    for tone in weigh_towards(text, named, scale).values():
        assert tone.because
        assert all(text[reason.start : reason.end] == reason.words for reason in tone.because)
