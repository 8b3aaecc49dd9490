"""Forgetting a person: nothing of theirs is left, and everybody else's stays."""

from __future__ import annotations

import pytest

from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.desk.forget import Forgetting, Held, forget, held
from bot.errors import BadCall
from bot.settings import Settings
from bot.statements.register import read_register
from bot.timeline.query import Query
from bot.timeline.shift import Shift
from bot.wiring.forgetting import forget_person, names_of
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, REGISTER, SPORT, a_record, register

THREAT = a_record("There will be consequences.", "Maresa Tolvik", tone=-0.8)
OFFER = a_record("We are grateful for the water.", "Maresa Tolvik", tone=0.8)
NAMESAKE = """
[[official]]
id = "vera-aalst"
name = "Vera Aalst"
group = "Torvania"
ambiguous = ["Aalst"]
pronoun = "she"
offices = [{ title = "ombudswoman", since = 2018-01-01 }]
"""
OTHER = a_record("We have nothing to add.", "Joren Aalst")


def desk(archive: Archive) -> Forgetting:
    return Forgetting(
        archive.records,
        archive.shifts,
        archive.kin,
        archive.edits,
        archive.corrections,
        archive.outbox,
    )


def corrected(record: str, right: str = "neutral") -> Correction:
    return Correction(
        record, "tone" if right == "neutral" else "speaker", "", right, "U1", DESK, NOON
    )


def a_shift(before: str, after: str) -> Shift:
    return Shift("turn", "maresa-tolvik", None, "harder", (before,), (after,), NOON, 0.9, 2)


@pytest.fixture
def furnished(archive: Archive) -> Archive:
    for record in (THREAT, OFFER, OTHER):
        archive.records.keep(record)
        archive.outbox.put(Alert(DESK, "statement", record.id))
    archive.edits.follow(THREAT.id, OFFER.id)
    archive.kin.link(THREAT.id, OTHER.id, "words")
    shift = archive.shifts.keep("Torvania", a_shift(OFFER.id, THREAT.id))
    archive.outbox.put(Alert(SPORT, "shift", str(shift)))
    archive.outbox.put(Alert(SPORT, "held", OTHER.id, holds=(OTHER.id, OFFER.id)))
    parked = Alert(SPORT, "statement", THREAT.id)
    archive.outbox.put(parked)
    archive.outbox.park(parked, "no")
    archive.corrections.keep(corrected(THREAT.id))
    archive.corrections.keep(corrected(OTHER.id))
    gone = a_record("We said so in spring.", "Maresa Tolvik")
    archive.corrections.keep(corrected(gone.id))
    archive.corrections.label([gone])
    return archive


def test_looking_changes_nothing(furnished: Archive) -> None:
    before = {key: furnished.redis.dump(key) for key in furnished.redis.scan_iter()}
    found = held(["maresa-tolvik"], desk(furnished))
    assert {record.id for record in found.statements} == {THREAT.id, OFFER.id}
    assert (len(found.labelled), len(found.shifts), len(found.corrections)) == (1, 1, 2)
    assert (len(found.waiting), len(found.parked)) == (3, 1)
    assert {key: furnished.redis.dump(key) for key in furnished.redis.scan_iter()} == before


def test_nothing_of_theirs_is_left_and_everybody_elses_stays(furnished: Archive) -> None:
    forget(held(["maresa-tolvik"], desk(furnished)), desk(furnished))
    left = held(["maresa-tolvik"], desk(furnished))
    assert left == Held(("maresa-tolvik",), (), (), frozenset(), (), (), ())
    keys = " ".join(furnished.redis.scan_iter())
    assert "tolvik" not in keys
    assert "word:consequenc" not in keys
    assert "edited:" not in keys
    assert furnished.records.find(Query(group="Torvania"), 0, 9).records == [OTHER]
    assert furnished.corrections.all() == [corrected(OTHER.id)]
    assert [a.about for a in furnished.outbox.waiting_in(DESK)] == [OTHER.id]
    assert [a.about for a in furnished.outbox.waiting_in(SPORT)] == [OTHER.id]


def test_words_that_somebody_put_into_their_mouth_are_corrected_no_more(archive: Archive) -> None:
    archive.records.keep(OTHER)
    archive.corrections.keep(corrected(OTHER.id, right="maresa-tolvik"))
    forget(held(["maresa-tolvik"], desk(archive)), desk(archive))
    assert archive.corrections.all() == []
    assert archive.records.get([OTHER.id]) == [OTHER]


def test_a_name_means_one_person_or_is_refused() -> None:
    assert names_of("maresa-tolvik", register()) == ["maresa-tolvik", "Maresa Tolvik"]
    assert names_of("Tolvik", register()) == ["maresa-tolvik", "Maresa Tolvik", "Tolvik"]
    assert names_of("Ilva Sorn", register()) == ["Ilva Sorn"]
    shared = 'ambiguous = ["Aalst"]'
    first = REGISTER.replace('aliases = ["Aalst"]', shared)
    two = read_register([("two.toml", first + NAMESAKE)])
    with pytest.raises(BadCall, match="may be several people; name one of joren-aalst, vera-aalst"):
        names_of("Aalst", two)
    assert names_of("vera-aalst", two) == ["vera-aalst", "Vera Aalst"]


def test_it_is_only_done_when_it_is_meant(archive: Archive, redis_url: str) -> None:
    archive.records.keep(a_record("We will see.", "Ilva Sorn", official=None))
    chosen = Settings(redis_url=redis_url)
    for really in (False, True):
        assert len(forget_person(chosen, "Ilva Sorn", really=really).statements) == 1
    assert forget_person(chosen, "Ilva Sorn", really=False).statements == ()
