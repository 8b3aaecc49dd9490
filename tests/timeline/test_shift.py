"""Shifts: when an official leaves the line, and when two of one side part."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.shift import Shift, Watch, find_shifts
from bot.timeline.timeline import Point
from tests.timeline.points import a_point


def days_of(tones: list[float], targets: tuple[str, ...] = ("Sudmark",)) -> tuple[Point, ...]:
    return tuple(a_point(24 * day, tone, targets=targets) for day, tone in enumerate(tones))


def kinds(shifts: tuple[Shift, ...]) -> list[tuple[str, str]]:
    return [(shift.kind, shift.direction) for shift in shifts]


# ---- turns


def test_a_turn_is_called_once_with_what_was_said_before_and_after() -> None:
    timeline = days_of([0.6, 0.7, 0.5, 0.6, 0.6, -0.9, -0.9, -0.8, -0.9])
    [shift] = find_shifts(timeline)
    assert (shift.kind, shift.subject, shift.target) == ("turn", "ada-norn", "Sudmark")
    assert shift.direction == "harder"
    assert shift.before == tuple(point.id for point in timeline[:5])
    assert shift.after == tuple(point.id for point in timeline[5:9])
    assert shift.at == timeline[8].at
    assert shift.rests_on == 9
    assert BARS["balanced"].turn <= shift.confidence <= 1


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ([-0.7, -0.7, -0.8, -0.7, 0.7, 0.8, 0.7, 0.8], [("turn", "softer")]),
        ([0.7] * 5 + [-0.7] * 5 + [0.8] * 5, [("turn", "harder"), ("turn", "softer")]),
        ([0.7, 0.7] + [-0.8] * 8, []),  # two statements are no line to leave
        ([0.7] * 6 + [-0.8], []),  # one harsh word is no turn
        ([0.7] * 6 + [-0.8] + [0.7] * 6, []),
        ([0.3] * 6 + [0.7] * 6, []),  # warmer than warm
        ([0.6, -0.6] * 10, []),
        ([0.7] * 6 + [-0.8] * 2 + [0.0] * 12, []),  # nor are two on the way to none
        ([], []),
    ],
)
def test_a_line_turns(tones: list[float], expected: list[tuple[str, str]]) -> None:
    assert kinds(find_shifts(days_of(tones))) == expected


def test_words_aimed_at_others_do_not_turn_a_line() -> None:
    steady = days_of([0.7] * 8)
    elsewhere = tuple(
        a_point(24 * day + 1, -0.9, targets=("Ostland",), name=f"o{day}") for day in range(4, 8)
    )
    assert find_shifts((*steady, *elsewhere)) == ()


def test_words_of_unknown_aim_make_a_line_of_their_own() -> None:
    [shift] = find_shifts(days_of([0.7] * 6 + [-0.8] * 6, targets=()))
    assert (shift.target, shift.direction) == (None, "harder")


def test_a_turn_against_two_at_once_is_called_once() -> None:
    both = ("Ostland", "Sudmark")
    assert len(find_shifts(days_of([0.7] * 4 + [-0.8] * 4, targets=both))) == 1


def test_what_moves_slowly_is_old_news() -> None:
    """Nothing is called once the line has stood on the new side for long."""
    unsure = tuple(a_point(24 * day, -0.9, confidence=0.03) for day in range(6, 12))
    assert find_shifts((*days_of([0.7] * 6), *unsure)) == ()


# ---- turns of a side


def voices(tones: list[tuple[str, float]]) -> tuple[Point, ...]:
    return tuple(a_point(24 * day, tone, who) for day, (who, tone) in enumerate(tones))


def turns(timeline: tuple[Point, ...]) -> list[tuple[str, str]]:
    shifts = find_shifts(timeline)
    return [(shift.subject, shift.direction) for shift in shifts if shift.kind == "turn"]


ADA, BO, CY = "ada-norn", "bo-sund", "cy-moor"


def test_a_side_turns_when_several_of_its_voices_do() -> None:
    soft = [(ADA, 0.8), (BO, 0.7)] * 3
    hard = [(ADA, -0.8), (BO, -0.7), (BO, -0.8), (ADA, -0.8)]
    assert turns(voices(soft + hard)) == [("Norland", "harder")]


@pytest.mark.parametrize(
    "hard",
    [
        [(CY, -0.8)] * 8,
        [(CY, -0.8), ("di-fell", -0.8)] * 4,
        [(CY, -0.8), (ADA, -0.8)] * 3,
        [(CY, -0.8), (ADA, 0.8), (CY, -0.8), (BO, 0.7)] * 2,
    ],
    ids=["a hawk speaks up", "two hawks do", "one voice has turned", "the doves stay doves"],
)
def test_a_side_does_not_turn_because_others_speak_for_it(hard: list[tuple[str, float]]) -> None:
    soft = [(ADA, 0.8), (BO, 0.7)] * 3
    assert turns(voices(soft + hard)) == []


def test_what_is_told_of_one_of_them_is_not_told_of_the_side() -> None:
    soft = [(ADA, 0.8), (ADA, 0.8), (BO, 0.7)] * 2
    hard = [(ADA, -0.8)] * 4 + [(BO, -0.9)] * 2
    assert turns(voices(soft + hard)) == [(ADA, "harder")]


# ---- contrasts


def test_two_of_one_side_at_opposite_poles_are_called_at_once() -> None:
    soft, hard = a_point(8, 0.9, "bo-sund"), a_point(14, -0.8, "cy-moor")
    [shift] = find_shifts((soft, hard))
    assert (shift.kind, shift.subject, shift.target) == ("contrast", "Norland", "Sudmark")
    assert (shift.direction, shift.before, shift.after) == ("harder", (soft.id,), (hard.id,))
    assert shift.at == hard.at


def test_of_words_said_at_the_same_time_the_softer_came_before() -> None:
    """And of several, the strongest stand for each."""
    points = (
        a_point(0, -0.5, "cy-moor", name="moor-weak"),
        a_point(0, -0.9, "cy-moor", name="moor-strong"),
        a_point(0, 0.4, "bo-sund", name="sund-weak"),
        a_point(0, 0.8, "bo-sund", name="sund-strong"),
    )
    [shift] = find_shifts(points)
    assert (shift.direction, shift.before, shift.after) == (
        "harder",
        ("sund-strong",),
        ("moor-strong",),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_point(0, 0.8, "bo-sund"), a_point(49, -0.8, "cy-moor")),
        (a_point(0, 0.8, "bo-sund"), a_point(1, -0.8, "bo-sund")),
        (a_point(0, 0.8, "bo-sund"), a_point(1, 0.1, "cy-moor")),
        (a_point(0, 0.8, "bo-sund"), a_point(1, -0.8, "cy-moor", confidence=0.3)),
        (a_point(0, 0.8, "bo-sund"), a_point(1, -0.8, "cy-moor", targets=("Ostland",))),
        (
            a_point(0, 0.8, "bo-sund", targets=("Norland", "Sudmark")),
            a_point(1, -0.8, "cy-moor", targets=("Norland", "Ostland")),
        ),
    ],
    ids=["too late", "one person", "no pole", "unsure", "about others", "own side is no target"],
)
def test_these_are_no_contrast(one: Point, other: Point) -> None:
    assert find_shifts((one, other)) == ()


def test_a_statement_that_names_nobody_may_contrast_with_any() -> None:
    points = (a_point(0, 0.8, "bo-sund", targets=()), a_point(1, -0.8, "cy-moor"))
    [shift] = find_shifts(points)
    assert shift.target is None


def test_a_pair_is_called_once_a_day() -> None:
    quarrel = [
        a_point(hour, tone, official)
        for hour in range(0, 20, 4)
        for tone, official in ((0.8, "bo-sund"), (-0.8, "cy-moor"))
    ]
    contrasts = [shift for shift in find_shifts(tuple(quarrel)) if shift.kind == "contrast"]
    assert len(contrasts) == 1


def test_the_same_words_are_held_against_one_colleague_only() -> None:
    hard = a_point(0, -0.8, "cy-moor")
    soft = [a_point(1, 0.8, "bo-sund"), a_point(2, 0.8, "ada-norn")]
    [shift] = find_shifts((hard, *soft))
    assert (shift.direction, shift.after) == ("softer", (soft[0].id,))


def test_unsure_statements_do_not_turn_a_line() -> None:
    steady = tuple(a_point(hour, 0.8) for hour in range(6))
    unsure = tuple(a_point(hour, -0.8, confidence=0.2) for hour in range(6, 10))
    assert find_shifts(steady + unsure) == ()


# ---- laws

points = st.lists(
    st.builds(
        a_point,
        st.integers(0, 200),
        st.sampled_from([-0.9, -0.5, 0.0, 0.1, 0.5, 0.9]),
        st.sampled_from(["ada-norn", "bo-sund", "cy-moor"]),
        st.sampled_from([(), ("Sudmark",), ("Ostland", "Sudmark")]),
    ),
    max_size=40,
    unique_by=lambda point: point.id,
).map(tuple)


@given(points, st.randoms())
def test_the_order_of_arrival_changes_nothing(timeline: tuple[Point, ...], random: Random) -> None:
    assert find_shifts(tuple(random.sample(timeline, len(timeline)))) == find_shifts(timeline)


@given(points, st.integers(0, 40))
def test_what_was_found_stays_found_when_more_is_said(
    timeline: tuple[Point, ...], count: int
) -> None:
    """Of what was said at another time than the rest: replaying never takes a shift back."""
    ordered = sorted(timeline, key=lambda point: point.at)
    earlier = tuple(
        point for point in ordered if point.at < ordered[min(count, len(ordered) - 1)].at
    )
    shifts = find_shifts(tuple(ordered))
    assert find_shifts(earlier) == shifts[: len(find_shifts(earlier))]


@given(
    st.floats(-1, 1),
    st.lists(st.floats(0, 1), max_size=60),
    st.sampled_from(["ada-norn", "bo-sund"]),
    st.sampled_from(sorted(BARS)),
)
def test_a_constant_timeline_never_alerts(
    tone: float, confidences: list[float], official: str, sensitivity: Sensitivity
) -> None:
    """However sure each of the statements is."""
    constant = tuple(
        a_point(hour, tone, official, confidence=confidence)
        for hour, confidence in enumerate(confidences)
    )
    assert find_shifts(constant, sensitivity) == ()


@given(points)
def test_every_shift_rests_on_statements_heard_by_then(timeline: tuple[Point, ...]) -> None:
    said = {point.id: point.at for point in timeline}
    for shift in find_shifts(timeline):
        assert max(said[one] for one in (*shift.before, *shift.after)) == shift.at
        assert shift.rests_on == len({*shift.before, *shift.after})
        assert 0 <= shift.confidence <= 1


def test_watching_line_by_line_finds_the_same() -> None:
    timeline = days_of([0.7] * 5 + [-0.8] * 4)
    watch = Watch()
    assert tuple(shift for point in timeline for shift in watch.hear(point)) == find_shifts(
        timeline
    )
