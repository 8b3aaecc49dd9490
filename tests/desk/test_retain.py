"""Retention: nothing young is lost, and the rest is as if what went had never been."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.alerts.subscription import Subscription
from bot.desk.notify import Desk, notify
from bot.desk.retain import LONGEST_WAIT, MOST_STATEMENTS, Retention, retain, too_much
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.timeline.shift import Shift, find_shifts
from bot.timeline.timeline import timeline_of
from bot.wiring.parts import Archive
from tests.adapters.test_archive import keep_all
from tests.world import DESK, NOON, SPORT, Killed, a_record

few = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KEEP = timedelta(days=30)
MONTH_AGO = NOON - KEEP


def said(days: int, read: int | None, speaker: str, words: str, tone: float) -> Record:
    """So many days ago, and read so many days ago."""
    at = NOON - timedelta(days=days)
    seen = None if read is None else NOON - timedelta(days=min(days, read))
    return replace(a_record(words, speaker, at, tone, targets=("Kelmora",)), seen=seen)


statements = st.lists(
    st.builds(
        said,
        st.integers(0, 60),
        st.none() | st.integers(0, 60),
        st.sampled_from(["Maresa Tolvik", "Joren Aalst", "Ilva Sorn"]),
        st.lists(st.sampled_from(["talks", "grain", "deal", "war"]), min_size=1, max_size=5).map(
            " ".join
        ),
        st.sampled_from([-0.8, 0.0, 0.8]),
    ),
    max_size=20,
    unique_by=lambda record: record.id,
)


def desk(archive: Archive, most: int = MOST_STATEMENTS) -> Retention:
    return Retention(
        archive.records,
        archive.shifts,
        archive.kin,
        archive.corrections,
        archive.outbox,
        KEEP,
        most,
    )


def retain_all(archive: Archive, most: int = MOST_STATEMENTS, now: datetime = NOON) -> None:
    place = retain("", desk(archive, most), now)
    while place:
        place = retain(place, desk(archive, most), now)


def is_young(record: Record) -> bool:
    return record.at >= MONTH_AGO or (record.seen or record.at) >= MONTH_AGO


def told(archive: Archive) -> object:
    """What anybody can read of it."""
    timeline = timeline_of(archive.records.of_group("Torvania"))
    queries = [
        Query("maresa-tolvik"),
        Query("Ilva Sorn"),
        Query(group="Torvania", about="grain"),
        Query("joren-aalst", target="Kelmora"),
    ]
    found = [archive.records.find(query, 0, 50) for query in queries]
    return timeline, find_shifts(timeline), found


@few
@given(statements, st.booleans())
def test_the_rest_is_as_if_what_is_too_old_had_never_been(
    archive: Archive, day: list[Record], tidied: bool
) -> None:
    keep_all(archive, list(filter(is_young, day)))
    young = told(archive)
    keep_all(archive, day)
    retain_all(archive)
    if tidied:
        archive.records.tidy()
    assert told(archive) == young
    assert archive.records.get([r.id for r in day]) == [r for r in day if is_young(r)]


@few
@given(statements, st.integers(0, 20))
def test_of_too_many_the_last_that_came_stay(
    archive: Archive, day: list[Record], most: int
) -> None:
    day = [record for record in day if is_young(record)]
    keep_all(archive, day)
    retain_all(archive, most)
    left = day[max(len(day) - most, 0) :]
    assert archive.records.get([record.id for record in day]) == left


def test_what_is_read_again_after_it_was_forgotten_is_no_news(archive: Archive) -> None:
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    old = said(40, 40, "Maresa Tolvik", "There will be war.", -0.8)
    archive.records.keep(old)
    retain_all(archive)
    archive.records.keep(replace(old, seen=NOON))
    notify(
        [old.id],
        Desk(
            archive.records,
            archive.shifts,
            archive.subscriptions,
            archive.preferences,
            archive.outbox,
            archive.later,
            0.5,
        ),
        NOON,
    )
    assert archive.outbox.waiting() == []


def test_what_is_forgotten_leaves_no_word_and_no_name(archive: Archive) -> None:
    archive.records.keep(said(40, 40, "Ilva Sorn", "There will be war.", -0.8))
    retain_all(archive)
    assert set(archive.redis.scan_iter()) == {"numbered", "stale"}


def test_killed_in_the_middle_it_is_finished_the_next_hour(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        archive.records.keep(said(40, 40, "Ilva Sorn", f"War, {number} times war.", -0.8))

    def killed(_key: str) -> None:
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(archive.records, "_compact", killed)
        with pytest.raises(Killed):
            retain_all(archive)
    assert archive.records.find(Query("Ilva Sorn"), 0, 5).total == 0
    retain_all(archive)
    assert set(archive.redis.scan_iter()) == {"numbered", "stale"}


def test_what_was_rewritten_meanwhile_stays(archive: Archive) -> None:
    old = said(40, 40, "Maresa Tolvik", "We want talks.", 0.8)
    archive.records.keep(old)
    archive.records.rewrite(replace(old, at=NOON))
    archive.records.forget_all([old])
    assert archive.records.get([old.id]) == [replace(old, at=NOON)]


def test_what_is_akin_is_akin_no_more(archive: Archive) -> None:
    old = said(40, 40, "Maresa Tolvik", "We want talks.", 0.8)
    new = said(1, 1, "Ilva Sorn", "We want talks.", 0.8)
    for record in (old, new):
        archive.records.keep(record)
    archive.kin.link(old.id, new.id, "speaker")
    retain_all(archive)
    assert archive.kin.of(new.id) == {}
    assert archive.kin.of(old.id) == {}


def test_shifts_go_with_what_they_rest_on_and_are_told_no_more(archive: Archive) -> None:
    old = said(40, 40, "Maresa Tolvik", "We want talks.", 0.8)
    new = said(1, 1, "Maresa Tolvik", "There will be war.", -0.8)
    for record in (old, new):
        archive.records.keep(record)
    shift = Shift(
        "turn", "maresa-tolvik", "Kelmora", "harder", (old.id,), (new.id,), new.at, 0.9, 2
    )
    id = archive.shifts.keep("Torvania", shift)
    assert id is not None
    archive.shifts.withdraw(id, "T1")
    retain_all(archive)
    assert archive.shifts.get(id) is None
    assert archive.shifts.resting_on(new.id) == []
    assert archive.shifts.between(NOON - KEEP, NOON) == []
    named = {key.partition(":")[0] for key in archive.redis.scan_iter()}
    assert named.isdisjoint({"shift", "shifts", "steps", "told", "withdrawn", "evidence", "untold"})


def test_corrected_words_outlive_their_record_as_labelled_data(archive: Archive) -> None:
    old, other = (said(40, 40, "Maresa Tolvik", f"We want {what}.", 0) for what in ("it", "more"))
    for record in (old, other):
        archive.records.keep(record)
    made = Correction(old.id, "tone", "neutral", "conciliatory", "U1", DESK, NOON)
    archive.corrections.keep(made)
    retain_all(archive)
    assert archive.corrections.all() == [made]
    assert archive.corrections.labelled([old.id, other.id]) == [old]
    archive.corrections.forget([old.id])
    assert archive.corrections.all() == []
    assert archive.corrections.labelled([old.id]) == []


def waiting(count: int, at: datetime = NOON) -> list[Alert]:
    return [Alert(DESK, "statement", f"r{n}", at=at) for n in range(count)]


def test_of_what_waits_the_oldest_never_leaves(archive: Archive) -> None:
    many = waiting(1003)
    assert too_much(many, NOON) == many[:3]
    late = [replace(many[0], at=NOON - LONGEST_WAIT - timedelta(hours=1)), *many[1:3]]
    assert too_much(late, NOON) == late[:1]
    for alert in late:
        archive.outbox.put(alert)
    retain_all(archive)
    assert archive.outbox.waiting_in(DESK) == late[1:]
    assert not archive.outbox.put(late[0]), "and it is known as told"


def test_what_may_have_left_is_left_to_whoever_looks_for_it(archive: Archive) -> None:
    (alert,) = waiting(1, NOON - 2 * LONGEST_WAIT)
    archive.outbox.put(alert)
    archive.outbox.posting(alert)
    retain_all(archive)
    assert archive.outbox.next(DESK) == alert


def test_of_what_was_put_aside_the_latest_stay(archive: Archive) -> None:
    for alert in waiting(3):
        archive.outbox.put(alert)
        archive.outbox.park(alert, "no")
    archive.redis.expire(f"alert:{waiting(3)[2].id}", 100)
    archive.redis.delete(f"alert:{waiting(3)[1].id}")
    archive.outbox.forget_parked_beyond(5)
    assert sorted(archive.outbox.parked()) == [waiting(3)[0].id, waiting(3)[2].id]
    archive.outbox.forget_parked_beyond(1)
    assert list(archive.outbox.parked()) == [waiting(3)[0].id]


def test_a_channel_where_somebody_delivers_is_seen_to_later(archive: Archive) -> None:
    (alert,) = waiting(1, NOON - 2 * LONGEST_WAIT)
    other = replace(alert, channel=SPORT)
    for one in (alert, other):
        archive.outbox.put(one)
    with archive.outbox.alone(DESK):
        retain_all(archive)
    assert archive.outbox.next(DESK) == alert
    assert archive.outbox.next(SPORT) is None
