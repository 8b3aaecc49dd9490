"""When a channel is quiet, what it does not want to hear, and when its digest is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.preferences import (
    Preferences,
    digest_due,
    digest_slot,
    is_muted,
    is_quiet,
    quiet_until,
)
from tests.world import NOON, a_record

ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Nowhere/Not"]
NIGHT = (time(22), time(7))
MINUTE = timedelta(minutes=1)

moments = st.datetimes(datetime(2023, 12, 1), datetime(2028, 3, 5), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.times().map(lambda t: t.replace(second=0, microsecond=0))
preferences = st.builds(
    Preferences,
    zone=st.sampled_from(ZONES),
    digest=hours,
    weekday=st.none() | st.integers(0, 6),
    quiet=st.none() | st.tuples(hours, hours),
)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "quiet", "now", "until"),
    [
        ("UTC", NIGHT, "2026-03-02T21:59", None),
        ("UTC", NIGHT, "2026-03-02T22:00", "2026-03-03T07:00"),
        ("UTC", NIGHT, "2026-03-03T06:59", "2026-03-03T07:00"),
        ("UTC", NIGHT, "2026-03-03T07:00", None),
        ("UTC", NIGHT, "2026-12-31T23:00", "2027-01-01T07:00"),
        ("UTC", NIGHT, "2028-02-28T23:00", "2028-02-29T07:00"),
        ("UTC", NIGHT, "2028-02-29T23:00", "2028-03-01T07:00"),
        ("UTC", (time(12), time(13)), "2026-03-02T12:30", "2026-03-02T13:00"),
        ("UTC", (time(12), time(13)), "2026-03-02T13:00", None),
        ("UTC", (time(12), time(12)), "2026-03-02T12:00", None),
        ("UTC", None, "2026-03-02T12:00", None),
        # In London the clocks go forward at one in the morning of 29 March 2026, ...
        ("Europe/London", NIGHT, "2026-03-28T23:00", "2026-03-29T06:00"),
        ("Europe/London", (time(22), time(1, 30)), "2026-03-29T00:30", "2026-03-29T01:30"),
        # ... and back at two on 25 October.
        ("Europe/London", NIGHT, "2026-10-24T22:00", "2026-10-25T07:00"),
        ("Asia/Kolkata", NIGHT, "2026-03-02T16:30", "2026-03-03T01:30"),
        ("Nowhere/Not", NIGHT, "2026-03-02T23:00", "2026-03-03T07:00"),
    ],
)
def test_quiet_hours_end_when_they_say(
    zone: str, quiet: tuple[time, time] | None, now: str, until: str | None
) -> None:
    expected = at(until) if until else None
    assert quiet_until(Preferences(zone=zone, quiet=quiet), at(now)) == expected


@given(preferences, moments)
def test_it_is_quiet_until_the_quiet_ends_and_no_longer(chosen: Preferences, now: datetime) -> None:
    until = quiet_until(chosen, now)
    assert is_quiet(chosen, now) is (until is not None)
    if until is not None:
        assert now < until <= now + timedelta(hours=26)
        assert quiet_until(chosen, until - MINUTE) in (until, None)
        assert quiet_until(chosen, until) != until


@pytest.mark.parametrize(
    ("digest", "weekday", "last", "now", "slot"),
    [
        (None, None, None, "2026-03-02T12:00", None),
        (time(9), None, None, "2026-03-02T12:00", "2026-03-02T09:00"),
        (time(9), None, "2026-03-02T09:00", "2026-03-02T12:00", None),
        (time(9), None, "2026-03-02T09:00", "2026-03-03T09:00", "2026-03-03T09:00"),
        (time(9), None, "2026-03-02T09:00", "2026-03-09T10:00", "2026-03-09T09:00"),
        (time(23, 59), None, "2026-02-27T23:59", "2026-03-01T00:01", "2026-02-28T23:59"),
        (time(23, 59), None, "2028-02-28T23:59", "2028-03-01T00:00", "2028-02-29T23:59"),
        (time(0), None, "2026-12-31T00:00", "2027-01-01T00:00", "2027-01-01T00:00"),
        (time(9), 0, None, "2026-03-02T08:59", "2026-02-23T09:00"),
        (time(9), 0, "2026-02-23T09:00", "2026-03-02T09:00", "2026-03-02T09:00"),
        (time(9), 0, "2026-03-02T09:00", "2026-03-08T23:00", None),
    ],
)
def test_a_digest_is_due_once_a_slot(
    digest: time | None, weekday: int | None, last: str | None, now: str, slot: str | None
) -> None:
    due = digest_due(
        Preferences(digest=digest, weekday=weekday), at(last) if last else None, at(now)
    )
    assert due == (at(slot) if slot else None)


def test_what_fell_due_before_the_digest_was_asked_for_is_not_sent() -> None:
    chosen = Preferences(digest=time(9), digest_since=NOON)
    assert digest_due(chosen, None, NOON) is None
    assert digest_due(chosen, None, NOON + timedelta(days=1)) == at("2026-03-03T09:00")


@pytest.mark.parametrize(
    ("zone", "now", "slot"),
    [
        ("Europe/London", "2026-03-29T09:00", "2026-03-29T01:30"),
        ("Europe/London", "2026-10-25T09:00", "2026-10-25T00:30"),
        ("America/New_York", "2026-03-08T12:00", "2026-03-08T06:30"),
    ],
    ids=["skipped by summer time", "there twice", "an ordinary one"],
)
def test_a_day_has_one_digest_whatever_the_clocks_do(zone: str, now: str, slot: str) -> None:
    chosen = Preferences(zone=zone, digest=time(1, 30))
    assert digest_due(chosen, None, at(now)) == at(slot)
    assert digest_due(chosen, at(slot), at(now)) is None


@given(preferences, moments)
def test_slots_follow_each_other_at_the_channels_hour(chosen: Preferences, now: datetime) -> None:
    slot = digest_slot(chosen, now)
    assert slot is not None
    before = digest_slot(chosen, slot - MINUTE)
    assert before is not None
    days = 1 if chosen.weekday is None else 7
    assert before < slot <= now < slot + timedelta(days=days, hours=2)
    assert abs(slot - before - timedelta(days=days)) <= timedelta(hours=1)


@given(preferences, moments, st.integers(1, 60))
def test_who_looks_every_minute_sends_each_slot_once(
    chosen: Preferences, start: datetime, minutes: int
) -> None:
    last, sent = start, []
    for minute in range(minutes):
        due = digest_due(chosen, last, start + minute * MINUTE)
        if due:
            last = due
            sent.append(due)
    assert len(sent) == len(set(sent)) <= 1


def test_weekly_means_the_channels_own_monday() -> None:
    chosen = Preferences(zone="Pacific/Apia", digest=time(9), weekday=0)
    slot = digest_slot(chosen, NOON)
    assert slot is not None
    assert slot.astimezone(ZoneInfo("Pacific/Apia")).strftime("%a %H:%M") == "Mon 09:00"


@pytest.mark.parametrize(
    ("muted", "after", "silent"),
    [
        ("maresa-tolvik", -MINUTE, True),
        ("Torvania", -MINUTE, True),
        ("The Herald", -MINUTE, True),
        ("maresa-tolvik", timedelta(0), False),
        ("maresa-tolvik", MINUTE, False),
        ("joren-aalst", -MINUTE, False),
        ("Kelmora", -MINUTE, False),
        ("", -MINUTE, False),
    ],
)
def test_a_mute_silences_person_side_or_outlet_until_it_ends(
    muted: str, after: timedelta, silent: bool
) -> None:
    chosen = Preferences(muted={muted: NOON})
    assert is_muted(chosen, a_record(), NOON + after) is silent
