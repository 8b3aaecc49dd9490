"""Offices and sides: the wordings that mean the same."""

from __future__ import annotations

import pytest

from bot.statements.offices import office_key, side_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foreign secretary", "Minister of Foreign Affairs"),
        ("secretary of state", "top diplomat"),
        ("defense secretary", "minister of defence"),
        ("the Taoiseach", "premier"),
        ("government spokeswoman", "government spokesperson"),
        ("chairwoman of the council", "council chairman"),
        ("president of the Senate", "Senate president"),
        ("national security advisor", "national security adviser"),
    ],
)
def test_two_wordings_mean_one_office(one: str, other: str) -> None:
    assert office_key(one) == office_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deputy foreign minister", "foreign minister"),
        ("president", "vice president"),
        ("", "president"),
    ],
)
def test_two_wordings_mean_two_offices(one: str, other: str) -> None:
    assert office_key(one) != office_key(other)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("the Old Fort's", "old fort"),
        ("N.L.", "NL"),
        ("NLR", "NLR"),
        ("NORLAND", "norland"),
        ("nl", "nl"),
        ("the", "the"),
    ],
)
def test_short_capitals_stay_capitals(word: str, key: str) -> None:
    assert side_key(word) == key
