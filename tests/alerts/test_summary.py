"""The few that stand for all: what many say, sure words first, and each voice before a second."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.summary import stand_for_all
from bot.timeline.record import Record
from tests.world import NOON, a_record

FERRY = "The ferry line across the strait will reopen next week under the new agreement"
FERRY_TOO = "The new agreement lets the ferry line across the strait reopen by next week"
BIRD = "A bird that nobody had ever counted nests on the roof of our ministry this spring"


def texts(records: tuple[Record, ...]) -> list[str]:
    return [record.statement.text for record in records]


def test_what_several_say_stands_for_them() -> None:
    said = [a_record(BIRD), a_record(FERRY, "Joren Aalst"), a_record(FERRY_TOO, "Tomas Verrell")]
    (one,) = stand_for_all(said, 1)
    assert one.statement.text in (FERRY, FERRY_TOO)


def test_of_the_same_thing_said_twice_one_is_enough() -> None:
    said = [a_record(FERRY), a_record(FERRY_TOO), a_record(BIRD, "Joren Aalst")]
    assert BIRD in texts(stand_for_all(said, 2))


def test_a_quotation_goes_before_a_paraphrase() -> None:
    said = [a_record(FERRY, kind="indirect"), a_record(FERRY_TOO, "Joren Aalst")]
    assert texts(stand_for_all(said, 1)) == [FERRY_TOO]


def test_each_voice_is_heard_before_one_of_them_twice() -> None:
    said = [
        a_record(f"{FERRY}, and pier {n} is ready for it", at=NOON + timedelta(hours=n))
        for n in range(8)
    ]
    said.append(a_record("We see no reason at all to trust what that ministry says", "Joren Aalst"))
    speakers = {record.statement.speaker for record in stand_for_all(said, 2)}
    assert speakers == {"Maresa Tolvik", "Joren Aalst"}


_records = st.lists(
    st.builds(
        lambda text, speaker, hours: a_record(text, speaker, NOON + timedelta(hours=hours)),
        st.text(max_size=60),
        st.sampled_from(["Maresa Tolvik", "Joren Aalst", "Tomas Verrell"]),
        st.integers(0, 100),
    ),
    max_size=12,
    unique_by=lambda record: record.id,
)


@given(_records, st.integers(0, 6), st.randoms())
def test_it_chooses_and_never_writes_whatever_the_order(
    said: list[Record], few: int, chance: object
) -> None:
    chosen = stand_for_all(said, few)
    assert len(chosen) == min(few, len(said))
    assert all(record in said for record in chosen)
    assert list(chosen) == sorted(chosen, key=lambda record: (record.at, record.id))
    chance.shuffle(said)  # type: ignore[attr-defined]
    assert stand_for_all(said, few) == chosen
