"""The day a thing was said, read from the words about the saying."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statements.said import said_on

FRIDAY = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("about", "day", "old"),
    [
        ("Ms. Orlo said", None, False),
        ("Ms. Orlo said on Friday", date(2021, 12, 31), False),
        ("On Thursday, Ms. Orlo told reporters", date(2021, 12, 30), False),
        ("Ms. Orlo said on Saturday", date(2021, 12, 25), True),
        ("Ms. Orlo said last Friday", date(2021, 12, 24), True),
        ("Ms. Orlo said today", date(2021, 12, 31), False),
        ("Ms. Orlo said this morning", date(2021, 12, 31), False),
        ("Ms. Orlo said yesterday", date(2021, 12, 30), False),
        ("Ms. Orlo said two days ago", date(2021, 12, 29), False),
        ("Ms. Orlo said ten days ago", date(2021, 12, 21), True),
        ("Ms. Orlo said on Dec. 29", date(2021, 12, 29), False),
        ("Ms. Orlo said on 29 December", date(2021, 12, 29), False),
        ("Ms. Orlo said on March 3, 2019", date(2019, 3, 3), True),
        ("Ms. Orlo said on 3 March 2019", date(2019, 3, 3), True),
        ("Ms. Orlo said on Jan. 10", date(2021, 1, 10), True),
        ("Earlier in December, Ms. Orlo said", None, True),
        ("Ms. Orlo said earlier this year", None, True),
        ("Ms. Orlo said last month", None, True),
        ("Two years ago, Ms. Orlo said", None, True),
        ("In 2014, Ms. Orlo said", None, True),
        ("In a 2014 speech, Ms. Orlo said", None, True),
        ("In March, Ms. Orlo said", None, True),
        ("Ms. Orlo said in an interview in December", None, False),
        ("Ms. Orlo said hours earlier", date(2021, 12, 31), False),
        ("Ms. Orlo had previously said", None, True),
        ("Ms. Orlo may have said", None, False),
        ("on February 31", None, False),
    ],
)
def test_when_it_was_said(about: str, day: date | None, old: bool) -> None:
    assert said_on(about, FRIDAY) == (day, old)


def test_without_a_day_to_count_from_only_the_age_is_told() -> None:
    assert said_on("two years ago", None) == (None, True)
    assert said_on("on Friday", None) == (None, False)


@given(st.text(max_size=120), st.dates(min_value=date(1, 1, 2)))
def test_nothing_was_said_in_the_future(about: str, today: date) -> None:
    day, _ = said_on(about, today)
    assert day is None or day <= today
