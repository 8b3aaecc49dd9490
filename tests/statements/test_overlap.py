"""What touches a span is found near it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.statements.overlap import Overlaps

SPAN = st.tuples(st.integers(0, 3_000), st.integers(1, 900)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(SPAN, max_size=20), SPAN)
def test_it_finds_what_asking_all_would_find(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    near = Overlaps((span, number) for number, span in enumerate(spans))
    start, end = asked
    touching = [(s, n) for n, s in enumerate(spans) if s[0] < end and start < s[1]]
    assert list(near.touching(asked)) == touching
