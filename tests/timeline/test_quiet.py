"""First words after long silence, and those who fall silent."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.quiet import LONG, find_first_words, find_silences
from bot.timeline.timeline import Point
from tests.timeline.points import START, a_point

DAY = 24


def on_days(*days: float, official: str = "ada-norn") -> tuple[Point, ...]:
    return tuple(a_point(DAY * day, 0.5, official) for day in days)


# ---- first words


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((0, 1, 2, 40), [40]),
        ((0, 1, 31.5, 62), [31.5, 62]),
        ((0, 20, 40, 60), []),
        ((0,), []),  # what was said before the record begins is not known
        ((), []),
    ],
)
def test_who_was_silent_for_a_month_and_speaks_is_heard(
    days: tuple[float, ...], first: list[float]
) -> None:
    found = find_first_words(on_days(*days))
    assert [(word.point.at - START) / timedelta(days=1) for word in found] == first


def test_a_first_word_says_how_long_the_silence_was() -> None:
    [word] = find_first_words(on_days(0, 40))
    assert (word.target, word.since) == ("Sudmark", START)


def test_a_voice_that_was_never_heard_on_a_target_has_its_first_word() -> None:
    new = a_point(DAY * 35, -0.5, "bo-sund")
    [word] = find_first_words((*on_days(0, 10, 20, 30), new))
    assert (word.point, word.since) == (new, None)


def test_words_about_others_break_no_silence() -> None:
    others = tuple(a_point(DAY * day, 0.5, targets=("Ostland",)) for day in range(1, 60))
    found = find_first_words((*on_days(0), *others, *on_days(60)))
    assert [(word.target, word.since) for word in found] == [("Sudmark", START)]


# ---- silences


@pytest.mark.parametrize(
    ("spoke", "now", "silent"),
    [
        (range(10), 17, True),
        (range(10), 15, False),  # a week may pass
        (range(0, 50, 5), 54, False),  # five days are nothing for one who speaks each fifth
        (range(0, 50, 5), 56, True),
        (range(0, 40, 8), 80, False),  # five times in a month is no habit
        ((0, 1, 2, 3, 23, 24, 25), 60, False),  # was away as long before
        ((0, 1, 2, 3, 23, 24, 25), 66, True),
    ],
)
def test_who_used_to_speak_and_stopped_is_called_silent(
    spoke: range | tuple[int, ...], now: int, silent: bool
) -> None:
    found = find_silences(on_days(*spoke), START + timedelta(days=now))
    assert bool(found) == silent


def test_a_silence_says_since_when_and_what_was_usual() -> None:
    [silence] = find_silences(on_days(*range(0, 20, 2)), START + timedelta(days=30))
    assert (silence.official, silence.group, silence.target) == ("ada-norn", "Norland", "Sudmark")
    assert silence.since == START + timedelta(days=18)
    assert (silence.usual, silence.words) == (timedelta(days=2), 10)


def test_the_latest_to_fall_silent_comes_first() -> None:
    both = on_days(*range(10)) + on_days(*range(2, 12), official="bo-sund")
    found = find_silences(both, START + timedelta(days=40))
    assert [silence.official for silence in found] == ["bo-sund", "ada-norn"]


points = st.lists(
    st.builds(
        a_point,
        st.integers(0, 200 * DAY),
        st.just(0.5),
        st.sampled_from(["ada-norn", "bo-sund"]),
        st.sampled_from([(), ("Sudmark",), ("Ostland", "Sudmark")]),
    ),
    max_size=30,
    unique_by=lambda point: point.id,
)


@given(points, st.randoms())
def test_the_order_of_arrival_changes_nothing(arrived: list[Point], random: Random) -> None:
    one, other = tuple(arrived), tuple(random.sample(arrived, len(arrived)))
    now = START + timedelta(days=210)
    assert find_first_words(one) == find_first_words(other)
    assert find_silences(one, now) == find_silences(other, now)


@given(points)
def test_a_first_word_breaks_a_long_silence(arrived: list[Point]) -> None:
    for word in find_first_words(tuple(arrived)):
        assert word.since is None or word.point.at - word.since >= LONG


@given(points)
def test_one_who_has_just_spoken_is_not_silent(arrived: list[Point]) -> None:
    now = max((point.at for point in arrived), default=START)
    last = {point.official for point in arrived if point.at == now}
    assert last.isdisjoint(
        silence.official for silence in find_silences(tuple(arrived), now) if silence.since == now
    )
