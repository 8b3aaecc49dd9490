"""What the network says of each piece becomes stretches of content that never overlap."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.statements.passage import Span
from bot.statements.tagger import NONE, SAID, SAID_ON, THOUGHT, THOUGHT_ON, Tagger, runs
from bot.wiring import parts

ROW = st.lists(st.integers(1, 100), min_size=5, max_size=5)


def likely(*labels: int) -> NDArray[np.float32]:
    """Nine to one for each label in turn."""
    rows = np.full((len(labels), 5), 0.025, dtype=np.float32)
    rows[np.arange(len(labels)), list(labels)] = 0.9
    return rows


@pytest.mark.parametrize(
    ("labels", "stretches"),
    [
        ([NONE, NONE], []),
        ([SAID, SAID_ON, NONE], [(0, 2)]),
        ([NONE, SAID, SAID_ON], [(1, 3)]),
        ([SAID, SAID_ON, SAID, SAID_ON], [(0, 2), (2, 4)]),
        ([THOUGHT, THOUGHT_ON, SAID, SAID_ON], [(2, 4)]),
        ([], []),
    ],
)
def test_a_stretch_begins_and_goes_on(labels: list[int], stretches: list[Span]) -> None:
    assert list(runs(likely(*labels))) == stretches


def test_what_goes_on_must_have_begun() -> None:
    assert list(runs(likely(NONE, SAID_ON, SAID_ON, SAID_ON))) in ([(0, 4)], [(1, 4)])


@given(st.lists(ROW, max_size=40))
def test_stretches_are_in_order_and_apart(rows: list[list[int]]) -> None:
    labels = np.array(rows, dtype=np.float32).reshape(-1, 5)
    last = 0
    for start, end in runs(labels / labels.sum(axis=1, keepdims=True)):
        assert last <= start < end <= len(rows)
        last = end


@given(st.lists(ROW, min_size=1, max_size=5))
def test_the_path_is_the_likeliest_of_all(rows: list[list[int]]) -> None:
    labels = np.array(rows, dtype=np.float64)
    labels /= labels.sum(axis=1, keepdims=True)
    found = [path for path in product(range(5), repeat=len(rows)) if _is_allowed(path)]
    best = max(_score(path, labels) for path in found)
    stretches = set(runs(labels.astype(np.float32)))
    equal = [path for path in found if _score(path, labels) > best - 1e-4]
    assert stretches in [set(_stretches(path)) for path in equal]


def _is_allowed(path: tuple[int, ...]) -> bool:
    before = (NONE, *path)
    pairs = zip(before, path, strict=False)
    return all(
        (now != SAID_ON or was in {SAID, SAID_ON})
        and (now != THOUGHT_ON or was in {THOUGHT, THOUGHT_ON})
        for was, now in pairs
    )


def _score(path: tuple[int, ...], labels: NDArray[np.float64]) -> float:
    eager = {SAID: 1.3 - 2.0, SAID_ON: 1.3, THOUGHT: -2.0}
    return sum(
        float(np.log(row[label] + 1e-12)) + eager.get(label, 0.0)
        for row, label in zip(labels, path, strict=True)
    )


def _stretches(path: tuple[int, ...]) -> list[Span]:
    starts = [place for place, label in enumerate(path) if label == SAID]
    return [(start, _end(path, start)) for start in starts]


def _end(path: tuple[int, ...], start: int) -> int:
    end = start + 1
    while end < len(path) and path[end] == SAID_ON:
        end += 1
    return end


TAGGER: Tagger = parts.tagging()


@given(st.text(alphabet="“”\"' aOrlo said.,—\n", max_size=300))
@settings(max_examples=30, deadline=None)
def test_tags_lie_in_the_text(text: str) -> None:
    tags = TAGGER(text, [(0, len(text))], [])
    last = 0
    for one in tags.contents:
        start, end = one.words
        assert last <= start < end <= len(text)
        assert 0 <= one.said <= 1
        assert all(0 <= place.at < len(text) for place in (*one.sources, *one.cues))
        last = end


def test_it_points_at_who_said_it() -> None:
    text = "Jana Orlo said the harbour would stay shut until spring."
    (one,) = TAGGER(text, [(0, len(text))], []).contents
    assert text[slice(*one.words)] == "the harbour would stay shut until spring"
    assert text[one.sources[0].at :].startswith("Orlo")
    assert text[one.cues[0].at :].startswith("said")
