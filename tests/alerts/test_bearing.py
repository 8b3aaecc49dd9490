"""What a channel can bear: never more cards an hour than it wants, and nothing lost for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.alert import Alert
from bot.alerts.bearing import BURST, STALE, next_alert, taken_in
from bot.alerts.preferences import Preferences, is_quiet
from tests.world import DESK, NOON

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def statement(number: int, at: datetime = NOON, burst: str = "") -> Alert:
    return Alert(DESK, "statement", f"r{number}", at=at, burst=burst)


def shift(number: int, at: datetime = NOON) -> Alert:
    return Alert(DESK, "shift", f"s{number}", at=at)


@dataclass
class Channel:
    """An outbox and the channel behind it, both in memory."""

    preferences: Preferences
    waiting: list[Alert] = field(default_factory=list)
    told: list[tuple[datetime, Alert]] = field(default_factory=list)

    def look(self, now: datetime) -> Alert | None:
        recent = sum(1 for at, alert in self.told if alert.is_card and now - at < HOUR)
        alert = next_alert(self.waiting, recent, self.preferences, now)
        if alert is not None:
            gone = taken_in(alert, self.waiting)
            self.waiting = [other for other in self.waiting if other not in gone]
            self.told.append((now, alert))
        return alert

    def empty(self, now: datetime) -> None:
        while self.look(now):
            continue

    @property
    def kinds(self) -> list[str]:
        return [alert.kind for _, alert in self.told]


def open_channel(*waiting: Alert, per_hour: int = 20, quiet: bool = False) -> Channel:
    hours = (time(22), time(7)) if quiet else None
    return Channel(Preferences(per_hour=per_hour, quiet=hours), list(waiting))


def test_statements_leave_in_the_order_they_came() -> None:
    channel = open_channel(statement(1), statement(2))
    channel.empty(NOON)
    assert [alert.about for _, alert in channel.told] == ["r1", "r2"]


def test_a_shift_goes_before_the_statements_that_wait() -> None:
    channel = open_channel(statement(1), shift(1), statement(2))
    channel.empty(NOON)
    assert channel.kinds == ["shift", "statement", "statement"]


def test_one_speaker_of_one_burst_is_one_card() -> None:
    channel = open_channel(
        statement(1, burst="aalst"), statement(2, burst="tolvik"), statement(3, burst="aalst")
    )
    channel.empty(NOON)
    assert [alert.records for _, alert in channel.told] == [("r1", "r3"), ("r2",)]


def test_a_card_holds_no_more_quotations_than_can_be_read() -> None:
    channel = open_channel(*(statement(n, burst="aalst") for n in range(BURST + 2)))
    channel.empty(NOON)
    assert [len(alert.records) for _, alert in channel.told] == [BURST, 2]


def test_what_goes_beyond_the_hour_is_folded_into_one_card_ten_minutes_later() -> None:
    channel = open_channel(*(statement(n) for n in range(30)), per_hour=6)
    channel.empty(NOON)
    assert channel.kinds == ["statement"] * 4
    channel.empty(NOON + STALE - MINUTE)
    assert len(channel.told) == 4
    channel.empty(NOON + STALE)
    assert channel.kinds[4:] == ["held"]
    assert len(channel.told[4][1].records) == 26


def test_a_shift_finds_room_in_a_full_hour() -> None:
    channel = open_channel(*(statement(n) for n in range(30)), per_hour=6)
    channel.empty(NOON)
    channel.empty(NOON + STALE)
    channel.waiting.append(shift(1, NOON + STALE))
    channel.empty(NOON + STALE)
    assert channel.kinds[-1] == "shift"
    assert len(channel.told) == 6


def test_one_card_that_waited_long_is_no_fold() -> None:
    channel = open_channel(statement(1))
    channel.empty(NOON + 3 * HOUR)
    assert channel.kinds == ["statement"]


NIGHT = NOON + 11 * HOUR
MORNING = NOON + 19 * HOUR


def test_quiet_hours_hold_every_card_and_then_send_shifts_and_one_summary() -> None:
    waiting = [statement(1, NIGHT), shift(1, NIGHT), statement(2, MORNING - MINUTE)]
    channel = open_channel(*waiting, quiet=True)
    channel.empty(MORNING - MINUTE)
    assert channel.told == []
    channel.empty(MORNING)
    assert channel.kinds == ["shift", "held"]


@pytest.mark.parametrize("kind", ["changed", "corrected", "withdrawn", "digest"])
def test_what_makes_no_noise_or_was_asked_for_leaves_in_quiet_hours_too(kind: str) -> None:
    channel = open_channel(Alert(DESK, kind, "r1"), quiet=True)  # type: ignore[arg-type]
    channel.empty(NIGHT)
    assert channel.kinds == [kind]


def test_a_word_on_sources_waits_for_the_end_of_quiet_hours() -> None:
    channel = open_channel(Alert(DESK, "health", "r1"), quiet=True)
    channel.empty(NIGHT)
    assert channel.kinds == []
    channel.empty(MORNING)
    assert channel.kinds == ["health"]


def test_a_change_leaves_when_its_time_has_come() -> None:
    channel = open_channel(Alert(DESK, "changed", "r1", "0", at=NOON + MINUTE))
    assert channel.look(NOON) is None
    assert channel.look(NOON + MINUTE) is not None


def test_what_was_folded_and_came_back_takes_in_what_came_meanwhile() -> None:
    held = Alert(DESK, "held", "r1", at=NOON, holds=("r1", "r2"))
    channel = open_channel(held, statement(3, NOON + HOUR))
    channel.empty(NOON + HOUR)
    assert [alert.records for _, alert in channel.told] == [("r1", "r2", "r3")]
    assert channel.told[0][1].id == held.id


_arrivals = st.lists(
    st.tuples(
        st.integers(0, 300),
        st.sampled_from(["statement", "statement", "statement", "shift", "changed"]),
        st.sampled_from(["", "aalst", "tolvik"]),
    ),
    max_size=60,
)


def _alerts(arrivals: Sequence[tuple[int, str, str]]) -> list[tuple[datetime, Alert]]:
    coming = []
    for number, (minute, kind, burst) in enumerate(sorted(arrivals)):
        at = NIGHT - 2 * HOUR + minute * MINUTE
        made = {
            "statement": statement(number, at, burst),
            "shift": shift(number, at),
            "changed": Alert(DESK, "changed", f"r{number}", at=at + 5 * MINUTE),
        }
        coming.append((at, made[kind]))
    return coming


@settings(max_examples=60, deadline=None)
@given(_arrivals, st.integers(1, 8), st.booleans(), st.integers(1, 7))
def test_never_too_many_nothing_lost_each_once_in_order(
    arrivals: list[tuple[int, str, str]], per_hour: int, quiet: bool, every: int
) -> None:
    coming = _alerts(arrivals)
    channel = open_channel(per_hour=per_hour, quiet=quiet)
    start = NIGHT - 2 * HOUR
    for minute in range(0, 75 * 60, every):
        now = start + minute * MINUTE
        while coming and coming[0][0] <= now:
            channel.waiting.append(coming.pop(0)[1])
        channel.empty(now)
    assert channel.waiting == []
    _never_too_many(channel, per_hour)
    _each_once_in_order(channel, arrivals)
    cards = [at for at, alert in channel.told if alert.is_card]
    assert not any(is_quiet(channel.preferences, at) for at in cards)


def _never_too_many(channel: Channel, per_hour: int) -> None:
    cards = [at for at, alert in channel.told if alert.is_card]
    for first in cards:
        assert sum(1 for at in cards if first <= at < first + HOUR) <= per_hour


def _each_once_in_order(channel: Channel, arrivals: list[tuple[int, str, str]]) -> None:
    alerts = [alert for _, alert in _alerts(arrivals)]
    statements = [id for _, alert in channel.told for id in alert.records]
    assert sorted(statements) == sorted(a.about for a in alerts if a.kind == "statement")
    for kind in ("shift", "changed"):
        told = [alert.about for _, alert in channel.told if alert.kind == kind]
        assert told == [alert.about for alert in alerts if alert.kind == kind]
    leads = [int(alert.about[1:]) for _, alert in channel.told if alert.kind == "statement"]
    assert leads == sorted(leads)
    for voice in ("aalst", "tolvik"):
        own = {a.about for a in alerts if a.burst == voice and a.kind == "statement"}
        said = [int(id[1:]) for id in statements if id in own]
        assert said == sorted(said), "what one speaker said is told in order"
