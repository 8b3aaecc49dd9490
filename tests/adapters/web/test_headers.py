"""Headers: what they ask of us, in seconds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.web.headers import fresh_for, retry_after
from tests.world import NOON

EXPIRES = "Mon, 02 Mar 2026 13:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=300"}, 300),
        ({"cache-control": "public, max-age = 300, s-maxage=60"}, 60),
        ({"cache-control": "max-age=300", "age": "400"}, 0),
        ({"cache-control": "no-store, max-age=300"}, 0),
        ({"expires": EXPIRES}, 3600),
        ({"expires": EXPIRES, "date": "Mon, 02 Mar 2026 12:30:00 GMT"}, 1800),
        ({"expires": "0"}, 0),
        ({"expires": EXPIRES, "cache-control": "max-age=5"}, 5),
    ],
)
def test_how_long_an_answer_holds(headers: dict[str, str], seconds: float) -> None:
    assert fresh_for(headers, NOON) == seconds


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("7", 7), (" 7 ", 7), (EXPIRES, 3600), ("Mon, 02 Mar 2020 12:00:00 GMT", 0), ("soon", None)],
)
def test_how_long_to_stay_away(written: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": written}, NOON) == seconds


@given(st.text(max_size=60))
def test_any_header_can_be_read(written: str) -> None:
    assert fresh_for({"cache-control": written, "expires": written, "age": written}, NOON) >= 0
    after = retry_after({"retry-after": written}, NOON)
    assert after is None or after >= 0
