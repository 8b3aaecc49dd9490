"""A shift that was told, and what becomes of it when its evidence changes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.fallen import fallen_shifts
from bot.timeline.shift import find_shifts
from bot.timeline.timeline import Point
from tests.timeline.points import a_point, label_of

SOFT, HARD = [0.7] * 6, [-0.8] * 4


def days_of(tones: list[float]) -> tuple[Point, ...]:
    return tuple(a_point(24 * day, tone) for day, tone in enumerate(tones))


def retold(point: Point, tone: float) -> Point:
    return replace(point, tone=tone, label=label_of(tone))


def test_a_turn_falls_when_what_showed_it_is_taken_back() -> None:
    timeline = days_of(SOFT + HARD)
    told = find_shifts(timeline)
    assert fallen_shifts(told, timeline) == ()
    assert fallen_shifts(told, timeline[:8]) == told
    assert fallen_shifts(told, ()) == told


def test_a_turn_falls_when_what_showed_it_was_heard_wrong() -> None:
    timeline = days_of(SOFT + HARD)
    told = find_shifts(timeline)
    corrected = (*timeline[:7], *(retold(point, 0.6) for point in timeline[7:]))
    assert fallen_shifts(told, corrected) == told
    elsewhere = (*timeline[:7], *(replace(point, targets=("Ostland",)) for point in timeline[7:]))
    assert fallen_shifts(told, elsewhere) == told
    another = (*timeline[:7], *(replace(point, official="bo-sund") for point in timeline[7:]))
    assert fallen_shifts(told, another) == told


def test_a_turn_stands_on_what_is_left() -> None:
    timeline = days_of([0.8] * 10 + [-0.9] * 5)
    told = find_shifts(timeline)
    assert told
    assert fallen_shifts(told, timeline[1:]) == ()


def test_what_was_said_since_takes_nothing_back() -> None:
    timeline = days_of(SOFT + HARD)
    assert fallen_shifts(find_shifts(timeline), days_of(SOFT + HARD + SOFT)) == ()


@pytest.mark.parametrize("end", [0, 1])
def test_a_contrast_falls_with_either_end(end: int) -> None:
    points = (a_point(8, 0.9, "bo-sund"), a_point(14, -0.8, "cy-moor"))
    told = find_shifts(points)
    assert fallen_shifts(told, points) == ()
    assert fallen_shifts(told, (points[1 - end],)) == told
    assert fallen_shifts(told, (points[1 - end], retold(points[end], 0.0))) == told


points = st.lists(
    st.builds(
        a_point,
        st.integers(0, 200),
        st.sampled_from([-0.9, -0.6, 0.0, 0.6, 0.9]),
        st.sampled_from(["ada-norn", "bo-sund"]),
        st.sampled_from([(), ("Sudmark",), ("Ostland", "Sudmark")]),
    ),
    max_size=60,
    unique_by=lambda point: point.id,
).map(tuple)


@given(points, st.randoms(), st.sampled_from(sorted(BARS)))
def test_what_is_unchanged_stands(
    timeline: tuple[Point, ...], random: Random, sensitivity: Sensitivity
) -> None:
    told = find_shifts(timeline, sensitivity)
    otherwise = tuple(random.sample(timeline, len(timeline)))
    assert fallen_shifts(told, otherwise, sensitivity) == ()


@given(points)
def test_without_what_came_after_nothing_stands(timeline: tuple[Point, ...]) -> None:
    for shift in find_shifts(timeline):
        left = tuple(point for point in timeline if point.id not in shift.after)
        assert fallen_shifts([shift], left) == (shift,)
