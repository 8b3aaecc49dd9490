"""Text without the marks that quote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tone.plain import plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("“We don’t,” he said", " We don't,  he said"),
        ("''We do,'' he said", "  We do,   he said"),
        ("«Nie wieder»", " Nie wieder "),
        ("the ministers’ “no”", "the ministers   no "),
    ],
)
def test_quotation_marks_are_blanked(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.text(max_size=200))
def test_places_stay_what_they_are(text: str) -> None:
    left = plain(text)
    assert len(left) == len(text)
    assert plain(left) == left
