"""How somebody stood: counted from statements, by target and by week."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.standing import standing
from bot.timeline.timeline import Point
from tests.timeline.points import START, a_point

DAY = timedelta(days=1)
points = st.lists(
    st.builds(
        a_point,
        st.integers(0, 24 * 80),
        st.sampled_from([-0.9, -0.3, 0.0, 0.6]),
        targets=st.sampled_from([(), ("Sudmark",), ("Ostland", "Sudmark"), ("Norland",)]),
    ),
    max_size=40,
    unique_by=lambda point: point.id,
).map(tuple)


def test_who_said_nothing_stands_nowhere() -> None:
    found = standing((), START, START + 30 * DAY)
    assert (found.all, found.earlier, found.towards) == (None, None, ())
    assert [lot for _, lot in found.weeks] == [None] * 5


def test_labels_are_counted_and_the_poles_can_be_shown() -> None:
    timeline = (a_point(1, -0.8), a_point(2, -0.4), a_point(3, 0.7))
    lot = standing(timeline, START, START + DAY).all
    assert lot is not None
    assert lot.count == 3
    assert lot.labels == (("confrontational", 2), ("conciliatory", 1))
    assert (lot.hardest, lot.softest) == (timeline[0].id, timeline[2].id)


def test_who_is_scolded_and_who_is_praised_is_told_apart() -> None:
    timeline = (
        a_point(1, -0.8, targets=("Sudmark",)),
        a_point(2, -0.6, targets=("Sudmark",)),
        a_point(3, 0.7, targets=("Ostland",)),
    )
    towards = dict(standing(timeline, START, START + DAY).towards)
    assert list(towards) == ["Sudmark", "Ostland"]
    assert towards["Sudmark"].mean < 0 < towards["Ostland"].mean


def test_a_doubtful_tone_weighs_less() -> None:
    timeline = (a_point(1, -0.8, confidence=0.9), a_point(2, 0.8, confidence=0.3))
    lot = standing(timeline, START, START + DAY).all
    assert lot is not None
    assert lot.mean < 0


def test_what_was_said_before_is_there_to_measure_by() -> None:
    timeline = (a_point(24 * 2, 0.7), a_point(24 * 12, -0.8))
    found = standing(timeline, START + 10 * DAY, START + 20 * DAY)
    assert found.all is not None
    assert found.earlier is not None
    assert found.earlier.mean > 0 > found.all.mean


def test_a_first_word_after_long_silence_is_among_what_was_said() -> None:
    timeline = (a_point(0, 0.1, targets=("Ostland",)), a_point(24 * 40, 0.1, targets=("Sudmark",)))
    [word] = standing(timeline, START + 35 * DAY, START + 45 * DAY).first_words
    assert (word.target, word.since) == ("Sudmark", None)


@given(points)
def test_the_weeks_hold_what_the_whole_holds(timeline: tuple[Point, ...]) -> None:
    found = standing(timeline, START + 10 * DAY, START + 70 * DAY)
    counted = sum(lot.count for _, lot in found.weeks if lot)
    assert counted == (found.all.count if found.all else 0)
    assert all(-1 <= lot.mean <= 1 for _, lot in found.weeks if lot)
    assert [week for week, _ in found.weeks] == sorted(week for week, _ in found.weeks)


@given(points, st.randoms())
def test_the_order_of_arrival_changes_nothing(timeline: tuple[Point, ...], random: Random) -> None:
    otherwise = tuple(random.sample(timeline, len(timeline)))
    first, last = START, START + 90 * DAY
    assert standing(timeline, first, last) == standing(otherwise, first, last)
