"""A timeline: what stands in it, and in which order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.record import Record
from bot.timeline.timeline import timeline_of
from bot.tone.tone import Tone
from tests.timeline.points import a_record


def test_what_was_said_first_comes_first() -> None:
    records = [a_record("b", hours=2), a_record("a", hours=1)]
    assert [point.id for point in timeline_of(records)] == ["a", "b"]


def test_old_words_and_words_of_nobody_we_follow_stay_out() -> None:
    assert timeline_of([a_record("a", 1, old=True), a_record("b", 1, official=None)]) == ()


def test_words_carried_twice_stand_once_at_the_earlier_time() -> None:
    [point] = timeline_of([a_record("a", hours=5), a_record("a", hours=1)])
    assert point.at == a_record("a", hours=1).at


def test_a_point_is_as_sure_as_its_speaker_and_its_tone_together() -> None:
    [point] = timeline_of([a_record("a", 1)])
    assert point.confidence == 0.4
    assert point.targets == ("Sudmark",)


def test_praise_of_one_and_scorn_for_another_are_two_points() -> None:
    record = a_record("a", 1)
    praise = Tone(0.8, "conciliatory", 0.9)
    statement = replace(record.statement, targets=("Norland", "Sudmark"))
    points = timeline_of([replace(record, statement=statement, towards={"Norland": praise})])
    assert [(point.targets, point.tone) for point in points] == [
        (("Norland",), 0.8),
        (("Sudmark",), record.tone.tone),
    ]


records = st.lists(
    st.builds(
        a_record,
        st.sampled_from("abcdef"),
        st.integers(0, 5),
        st.sampled_from([-0.8, 0.0, 0.5]),
        st.sampled_from(["ada-norn", "bo-sund", None]),
        st.booleans(),
    ),
    max_size=12,
)


@given(records, st.randoms())
def test_the_order_of_arrival_changes_nothing(arrived: list[Record], random: Random) -> None:
    otherwise = random.sample(arrived, len(arrived))
    assert timeline_of(arrived) == timeline_of(otherwise)
