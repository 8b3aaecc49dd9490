"""Meters: what happened is counted, what is shared is read when somebody asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from bot.adapters.meters import Meters
from bot.adapters.reading import Reading
from bot.alerts.alert import Alert, AlertKind
from bot.errors import TryAgain
from bot.happenings import (
    Failed,
    GivenUp,
    Happening,
    Heard,
    Notified,
    Parked,
    Polled,
    Posted,
    Read,
    failed,
)
from bot.sources.entry import Entry
from tests.world import DESK, NOON, a_record

RECORD = replace(a_record(tone=-0.5), seen=NOON + timedelta(seconds=20))
ALERT = Alert(DESK, "statement", RECORD.id)
ENTRY = Entry("herald", "1", RECORD.url, "Ferry sails", NOON)
EVERYTHING: tuple[Happening, ...] = (
    Polled("herald", 3),
    Read(ENTRY, "a1", stub=False),
    Heard("a1", RECORD.url, (RECORD,)),
    Notified(ALERT, RECORD),
    Posted(ALERT, "1.0", (RECORD,)),
    Parked(ALERT, "too long"),
    Failed("read", "b2", "TryAgain", "503"),
    GivenUp("read", "b2", "GiveUp: 404"),
)


def figures(*happenings: Happening, readings: tuple[Reading, ...] = ()) -> dict[str, float]:
    """Samples by name and labels, those in the order of their names."""
    meters = Meters(lambda: NOON + timedelta(seconds=25), lambda: readings)
    for happening in happenings:
        meters(happening)
    families = text_string_to_metric_families(meters.expose().decode())
    samples = [sample for family in families for sample in family.samples]
    return {_named(sample.name, sample.labels): sample.value for sample in samples}


def _named(name: str, labels: dict[str, str]) -> str:
    values = [value for _, value in sorted(labels.items())]
    return ",".join([name.removeprefix("verbatim_"), *values])


def test_each_happening_is_counted_where_it_belongs() -> None:
    found = figures(*EVERYTHING)
    expected = {
        "polls_total": 1,
        "entries_total": 3,
        "articles_read_total,false": 1,
        "articles_heard_total": 1,
        "statements_heard_total,direct": 1,
        "alerts_total,statement": 1,
        "posted_total,statement": 1,
        "parked_total": 1,
        "failures_total,TryAgain,read": 1,
        "given_up_total,read": 1,
    }
    assert expected.items() <= found.items()


def test_the_lag_counts_from_when_it_was_published_and_from_when_it_was_heard() -> None:
    found = figures(Posted(ALERT, "1.0", (RECORD,)))
    assert found["published_to_posted_seconds_sum"] == 25
    assert found["published_to_posted_seconds_bucket,30.0"] == 1
    assert found["published_to_posted_seconds_bucket,10.0"] == 0
    assert found["heard_to_posted_seconds_sum"] == 5


def test_a_card_that_is_drawn_anew_has_no_lag() -> None:
    kinds: tuple[AlertKind, ...] = ("changed", "corrected", "withdrawn")
    drawn = [Posted(replace(ALERT, kind=kind), "1.0", (RECORD,)) for kind in kinds]
    assert figures(*drawn)["published_to_posted_seconds_count"] == 0


def test_a_story_from_the_future_was_posted_at_once() -> None:
    ahead = replace(RECORD, published=NOON + timedelta(hours=1))
    assert figures(Posted(ALERT, "1.0", (ahead,)))["published_to_posted_seconds_sum"] == 0


def test_confidence_and_tone_are_told_as_they_spread() -> None:
    found = figures(Heard("a1", RECORD.url, (RECORD, replace(RECORD, id="2"))))
    assert found["attribution_confidence_bucket,0.9"] == 0
    assert found["attribution_confidence_bucket,1.0"] == 2
    assert found["tone_bucket,-0.6"] == 0
    assert found["tone_bucket,-0.4"] == 2


def test_a_failure_is_named_as_the_error_tree_names_it() -> None:
    assert figures(failed("poll", "herald", TryAgain("503")))["failures_total,TryAgain,poll"] == 1


def test_what_is_shared_is_read_at_each_scrape() -> None:
    depth = {"waiting": 2.0}
    meters = Meters(lambda: NOON, lambda: [Reading("queue_depth", "Jobs.", depth, "queue")])
    assert b'verbatim_queue_depth{queue="waiting"} 2.0' in meters.expose()
    depth["waiting"] = 7.0
    assert b'verbatim_queue_depth{queue="waiting"} 7.0' in meters.expose()


def test_two_of_them_do_not_disturb_each_other() -> None:
    assert figures()["polls_total"] == 0
