"""The rota: each source is given out once when its time has come, and none is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.adapters.archive.rota import Rota
from bot.adapters.archive.seen import Seen
from bot.ports import SourceState, Validators
from bot.sources.entry import Entry
from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.world import NOON

SOURCES = [Source(f"s{n}", f"S{n}", f"https://s{n}.example/feed") for n in range(50)]
FERRY = Entry("s1", "s1.example/ferry", "https://s1.example/ferry", "Ferry sails", None, guid="7")


def rota_at(archive: Archive, seconds: float) -> Rota:
    return Rota(archive.redis, lambda: NOON + timedelta(seconds=seconds))


def hand_out(archive: Archive, second: float) -> list[str]:
    rota = rota_at(archive, second)
    taken = rota.take(100)
    for source in taken:
        rota.given(source)
    return taken


def test_new_sources_come_soon_and_not_all_at_once(archive: Archive) -> None:
    rota_at(archive, 0).enrol(SOURCES)
    taken = [len(hand_out(archive, second)) for second in range(7)]
    assert sum(taken) == 50
    assert max(taken) <= 11


def test_what_was_taken_comes_back_when_it_is_settled_or_lost(archive: Archive) -> None:
    rota_at(archive, 0).enrol(SOURCES[:2])
    assert set(hand_out(archive, 1)) == {"s0", "s1"}
    assert rota_at(archive, 2).take(9) == []
    rota_at(archive, 2).settle(SourceState("s0"), NOON + timedelta(seconds=60))
    assert rota_at(archive, 59).take(9) == []
    assert hand_out(archive, 60) == ["s0"]
    assert rota_at(archive, 902).take(9) == ["s1"], "nobody has heard of it again"


def test_what_a_clock_took_that_died_before_it_was_queued_comes_back_soon(archive: Archive) -> None:
    rota_at(archive, 0).enrol(SOURCES[:1])
    assert rota_at(archive, 1).take(9) == ["s0"]
    assert rota_at(archive, 5).take(9) == []
    assert rota_at(archive, 7).take(9) == ["s0"]
    rota_at(archive, 8).settle(SourceState("s0"), NOON + timedelta(seconds=60))
    rota_at(archive, 8).given("s0")
    assert rota_at(archive, 14).take(9) == [], "what is done already is not taken again"


def test_a_round_that_is_over_is_not_done_a_second_time(archive: Archive) -> None:
    rota = rota_at(archive, 1)
    rota.enrol(SOURCES[:1])
    rota.take(9)
    rota_at(archive, 2).take(9)
    assert rota.is_taken("s0")
    rota.settle(SourceState("s0"), NOON)
    assert not rota.is_taken("s0")


def test_a_source_that_was_asked_in_the_future_is_asked_now(archive: Archive) -> None:
    """A wall clock that ran ahead was put right; one that is a minute off is left alone."""
    for source, ahead in (("s0", 7200), ("s1", 60)):
        at = NOON + timedelta(seconds=ahead)
        state = SourceState(source, address=f"https://{source}.example/feed", polled=at)
        rota_at(archive, 0).settle(state, at + timedelta(seconds=600))
    rota_at(archive, 0).enrol(SOURCES[:2])
    assert hand_out(archive, 1) == ["s0"]


def test_enrolling_again_changes_nothing(archive: Archive) -> None:
    rota = rota_at(archive, 9)
    rota.enrol(SOURCES[:2])
    hand_out(archive, 10)
    rota.settle(SourceState("s0"), NOON + timedelta(seconds=99))
    rota.enrol(SOURCES[:2])
    assert rota_at(archive, 20).take(9) == []


def test_a_source_that_left_the_catalogue_leaves_the_rota(archive: Archive) -> None:
    rota = rota_at(archive, 9)
    rota.enrol(SOURCES[:2])
    rota.settle(SourceState("s0"), NOON)
    rota.enrol(SOURCES[1:2])
    assert rota_at(archive, 10).take(9) == ["s1"]
    assert rota.states() == []


def test_a_state_is_read_as_it_was_written(archive: Archive) -> None:
    rota = rota_at(archive, 0)
    state = SourceState(
        "s0",
        address="https://s0.example/feed",
        validators={"https://s0.example/feed": Validators('"1"', "Mon")},
        parts=("https://s0.example/part",),
        polled=NOON,
        lag=1.5,
    )
    rota.settle(state, NOON)
    assert rota.state("s0") == state
    assert rota.states() == [replace(state, next=NOON)]


def test_an_entry_is_known_by_its_link_and_by_its_guid_and_title(archive: Archive) -> None:
    archive.seen.mark(FERRY)
    moved = replace(FERRY, id="s1.example/ferry-2")
    assert archive.seen.unseen([FERRY]) == []
    assert archive.seen.unseen([replace(FERRY, guid="8", title="Ferry sinks")]) == []
    assert archive.seen.unseen([moved]) == []
    another = replace(moved, title="Harbour shut")
    assert archive.seen.unseen([another]) == [another], "the GUID of a place, not of a story"


def test_what_is_still_listed_is_remembered_and_what_is_not_is_forgotten(archive: Archive) -> None:
    harbour = replace(FERRY, id="s1.example/harbour", guid="")
    for entry in (FERRY, harbour):
        Seen(archive.redis, lambda: NOON).mark(entry)
    for days in (30, 59, 89):
        seen = Seen(archive.redis, lambda days=days: NOON + timedelta(days=days))  # type: ignore[misc]
        assert seen.unseen([FERRY]) == []
    assert seen.unseen([harbour]) == [harbour]
