"""The network reads a story in windows that overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.encoder.windows import LENGTH, STRIDE, windows


@given(st.integers(0, 5_000))
def test_each_piece_is_answered_for_once(pieces: int) -> None:
    answered = [piece for w in windows(pieces) for piece in range(w.begin, w.end)]
    assert answered == list(range(pieces))


@given(st.integers(LENGTH + 1, 5_000))
def test_a_piece_is_answered_for_where_it_has_context(pieces: int) -> None:
    context = (LENGTH - STRIDE) // 2
    for window in windows(pieces):
        assert window.last - window.first <= LENGTH
        assert window.begin == 0 or window.begin - window.first >= context
        assert window.end == pieces or window.last - window.end >= context
