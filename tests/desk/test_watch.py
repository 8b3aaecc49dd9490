"""Notices: each ailment is told once where it matters, and its end where it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.alerts.alert import Alert
from bot.alerts.subscription import Subscription
from bot.desk.watch import Watch, call_notices, told
from bot.ports import SourceState
from bot.rehearsal.blocks.check import complaints_of_message
from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, FakeLater, a_record, register

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WELL = SourceState("herald", began=NOON - 90 * DAY, good=NOON, news=NOON, wait=600)
BROKEN = replace(WELL, good=NOON - 7 * HOUR, failures=9, problem="it answered 503")
SILENT = replace(WELL, news=NOON - 9 * DAY)
SOURCES = {
    "herald": Source("herald", "The Herald", "https://herald.example/feed"),
    "gazette": Source("gazette", "The Gazette", "https://gazette.example/feed"),
    "palace": Source("palace", "Palace of Torvania", "https://p.example/feed", first_party=True),
}


@pytest.fixture(autouse=True)
def followed(archive: Archive) -> None:
    """A channel that follows a side whose words were in the Herald last week."""
    archive.subscriptions.add(Subscription(DESK, "Torvania", "U1", NOON))
    archive.records.keep(a_record(at=NOON - 7 * DAY))


def well(at: datetime) -> SourceState:
    return replace(WELL, good=at, news=at)


def call(archive: Archive, *states: SourceState, now: datetime = NOON) -> list[str]:
    """What new messages say."""
    watch = Watch(
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        notices=archive.notices,
        outbox=archive.outbox,
        later=FakeLater(),
        records=archive.records,
        register=register(),
        sources=SOURCES,
    )
    call_notices(watch, states, now)
    return [_leaves(alert, archive) for alert in archive.outbox.waiting_in(DESK)]


def _leaves(alert: Alert, archive: Archive) -> str:
    message = told(alert, archive.notices)
    assert message is not None
    assert complaints_of_message(list(message.blocks)) == []
    archive.outbox.sent(alert, "1.0", NOON)
    return message.text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (BROKEN, "The Herald could not be read since"),
        (BROKEN, "it answered 503"),
        (SILENT, "The Herald has listed nothing new since"),
        (replace(WELL, ended=True, problem="it answered 410"), "The Herald is gone for good"),
    ],
)
def test_a_channel_is_told_once_what_ails_and_once_that_it_is_back(
    archive: Archive, state: SourceState, words: str
) -> None:
    (message,) = call(archive, state)
    assert words in message
    assert call(archive, state, now=NOON + HOUR) == []
    assert call(archive, state, now=NOON + 2 * DAY) == []
    (back,) = call(archive, well(NOON + 3 * DAY), now=NOON + 3 * DAY)
    assert "The Herald is well again" in back
    assert call(archive, well(NOON + 5 * DAY), now=NOON + 5 * DAY) == []


def test_several_at_once_are_one_message_and_later_ones_wait_for_the_next_day(
    archive: Archive,
) -> None:
    (both,) = call(archive, SILENT, replace(BROKEN, source="palace"))
    assert "The Herald" in both
    assert "Palace of Torvania" in both
    archive.records.keep(a_record("Other words.", at=NOON - DAY, outlet="The Gazette"))
    states = (SILENT, replace(BROKEN, source="palace"), replace(BROKEN, source="gazette"))
    assert call(archive, *states, now=NOON + 23 * HOUR) == []
    (next_one,) = call(archive, *states, now=NOON + 24 * HOUR)
    assert "The Gazette" in next_one
    assert "The Herald" not in next_one


@pytest.mark.parametrize("source", ["gazette", "left-the-catalogue"])
def test_nobody_hears_of_a_source_that_brings_them_nothing(archive: Archive, source: str) -> None:
    assert call(archive, replace(BROKEN, source=source)) == []


def test_words_of_long_ago_make_no_source_matter(archive: Archive) -> None:
    assert call(archive, BROKEN, now=NOON + 60 * DAY) == []


@pytest.mark.parametrize(
    ("followed", "preferences"),
    [
        ({"alerts": "digest"}, {}),
        ({"paused": "is_archived"}, {}),
        ({}, {"health": False}),
        ({}, {"quiet": (time(11), time(13))}),
    ],
    ids=["the digest alone", "paused", "switched off", "quiet hours"],
)
def test_who_wants_no_word_gets_none(
    archive: Archive, followed: dict[str, Any], preferences: dict[str, Any]
) -> None:
    kept = Subscription(DESK, "Torvania", "U1", NOON, **followed)
    archive.subscriptions.change(DESK, "Torvania", lambda _: kept)
    archive.preferences.change(DESK, lambda old: replace(old, **preferences))
    assert call(archive, BROKEN) == []


def test_what_was_told_of_nobody_is_not_told_as_over(archive: Archive) -> None:
    archive.preferences.change(DESK, lambda old: replace(old, health=False))
    assert call(archive, BROKEN) == []
    archive.preferences.change(DESK, lambda old: replace(old, health=True))
    assert call(archive, well(NOON + DAY), now=NOON + DAY) == []


def test_a_source_that_fails_again_at_once_is_not_back(archive: Archive) -> None:
    call(archive, BROKEN)
    shaky = replace(BROKEN, good=NOON + 2 * DAY, failures=1)
    assert call(archive, shaky, now=NOON + 2 * DAY + HOUR) == []


def test_a_crash_before_the_outbox_had_it_is_made_good(archive: Archive) -> None:
    (message,) = call(archive, BROKEN)
    archive.redis.delete(*archive.redis.keys("alert:*"))
    assert call(archive, BROKEN, now=NOON + HOUR) == [message]


def test_what_was_told_moves_with_its_channel(archive: Archive) -> None:
    call(archive, BROKEN)
    new = replace(DESK, id="C9")
    archive.notices.move(DESK, new)
    assert archive.notices.of(new).ailing == {"herald": "broken"}
    archive.notices.forget(new)
    assert archive.notices.of(new).ailing == archive.notices.of(DESK).ailing == {}
