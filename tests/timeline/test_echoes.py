"""Echoes: what was said before on the same matter, for and against."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.echoes import find_echoes
from tests.world import NOON, a_record, a_tone

SAID = [
    a_record(text, at=NOON - timedelta(days=days), tone=tone)
    for days, (text, tone) in enumerate(
        [
            ("We will never close the harbour of Ostrel.", 0.0),
            ("The harbour of Ostrel stays open to all.", 0.6),
            ("The harbour of Ostrel is a disgrace.", -0.7),
            ("Our schools need teachers.", 0.0),
        ]
    )
]


@pytest.mark.parametrize(
    ("text", "tone", "agreeing", "contradicting"),
    [
        ("We will close the harbour of Ostrel", 0.0, [2, 1], [0]),
        ("We will not close the harbour of Ostrel", 0.0, [0], [2, 1]),
        ("What a disgrace the harbour of Ostrel is", -0.6, [2], [0, 1]),
        ("The teachers of our schools", 0.0, [3], []),
        ("Fish", 0.0, [], []),
        ("", 0.0, [], []),
        ("the and not", 0.0, [], []),
    ],
)
def test_what_is_close_agrees_or_contradicts(
    text: str, tone: float, agreeing: list[int], contradicting: list[int]
) -> None:
    found = find_echoes(text, a_tone(tone), SAID)
    assert [SAID.index(echo.record) for echo in found.agreeing] == agreeing
    assert [SAID.index(echo.record) for echo in found.contradicting] == contradicting


words = st.text("abc dnot", max_size=40)


@given(words, st.lists(words, max_size=8), st.sampled_from([-0.8, 0.0, 0.8]))
def test_it_is_no_matter_in_which_order_they_come(text: str, said: list[str], tone: float) -> None:
    told = [a_record(f"{words} harbour", tone=tone) for words in said]
    records = list({record.id: record for record in told}.values())
    found = find_echoes(f"{text} harbour", a_tone(tone), records)
    assert found == find_echoes(f"{text} harbour", a_tone(tone), records[::-1])
    for echo in (*found.agreeing, *found.contradicting):
        assert 0 < echo.closeness <= 1 + 1e-9
