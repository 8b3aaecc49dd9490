"""How many of a hundred alerts are right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.chance import chance

shares = st.floats(0, 1)


@given(shares, shares, st.booleans())
def test_what_is_more_probable_is_right_more_often(one: float, other: float, spoken: bool) -> None:
    less, more = sorted((one, other))
    assert 0 <= chance(less, spoken=spoken) <= chance(more, spoken=spoken) <= 1


def test_half_of_the_words_that_barely_alert_at_more_were_a_turn() -> None:
    assert chance(0.2, spoken=True) == 0.5
