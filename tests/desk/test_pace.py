"""The pace: what decides when a source is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.pace import CEILING, DAY, Pace, back_off, follow, jitter, obey

HOURLY = Pace(every=3600)
TRIAL = Pace(every=2, fixed=True)
SECONDS = st.floats(0, 1e7)


def after(pace: Pace, rounds: list[int]) -> float:
    wait = 0.0
    for news in rounds:
        wait = follow(pace, wait, news)
    return wait


@pytest.mark.parametrize(
    ("pace", "rounds", "wait"),
    [
        (HOURLY, [1], 1800),
        (HOURLY, [1] * 9, 900),
        (HOURLY, [0] * 99, 4 * 3600),
        (Pace(every=100), [1] * 9, 60),
        (Pace(every=5, floor=5), [1] * 9, 5),
        (Pace(every=7200), [0] * 99, CEILING),
        (TRIAL, [1, 0, 0], 2),
    ],
    ids=["news", "busy", "quiet", "floor", "a host of ours", "ceiling", "trial"],
)
def test_the_wait_follows_how_often_a_source_publishes(
    pace: Pace, rounds: list[int], wait: float
) -> None:
    assert after(pace, rounds) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("wait", "wish", "fresh", "obeyed"),
    [
        (3600, 7200, 0, 7200),
        (3600, 600, 0, 3600),
        (1800, 7200, 0, 3600),
        (1800, 0, 7200, 7200),
        (3600, 1e9, 0, CEILING),
        (3600, 0, 1e9, CEILING),
    ],
    ids=["longer", "shorter", "not believed", "a cache is", "ceiling", "ceiling of a cache"],
)
def test_a_source_may_ask_for_a_longer_wait(
    wait: float, wish: float, fresh: float, obeyed: float
) -> None:
    assert obey(HOURLY, wait, wish, fresh) == obeyed


def test_a_trial_polls_whatever_the_source_wishes() -> None:
    assert obey(TRIAL, 2, 3600, 3600) == 2


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [(1, None, 3600), (2, None, 7200), (99, None, DAY), (1, 10, 3600), (1, 9999, 9999)],
)
def test_failures_are_answered_with_patience(
    failures: int, asked: float | None, wait: float
) -> None:
    assert back_off(HOURLY, failures, asked) == wait


@given(SECONDS, SECONDS, SECONDS, st.integers(0, 50), st.floats(0, 1))
def test_no_wait_is_out_of_bounds(
    last: float, wish: float, fresh: float, news: int, chance: float
) -> None:
    wait = obey(HOURLY, follow(HOURLY, last, news), wish, fresh)
    assert 900 <= wait <= CEILING
    assert wait <= jitter(wait, chance) <= 1.1 * CEILING
