"""Backup: what was exported can be read again, and reading it twice is reading it once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import engine
from bot.adapters.archive.layout import settle
from bot.alerts.alert import Alert
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Subscription
from bot.errors import BadInput, BotError
from bot.settings import Settings
from bot.timeline.query import Query
from bot.wiring.backup import export, restore
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, a_record

BYTES = st.binary(min_size=1, max_size=20) | st.text(min_size=1, max_size=20).map(str.encode)
SCORES = st.floats(-1e12, 1e12) | st.just(float("inf"))
KEPT = st.one_of(
    st.tuples(st.just("string"), BYTES),
    st.tuples(st.just("hash"), st.dictionaries(BYTES, BYTES, min_size=1)),
    st.tuples(st.just("set"), st.sets(BYTES, min_size=1)),
    st.tuples(st.just("list"), st.lists(BYTES, min_size=1)),
    st.tuples(st.just("zset"), st.dictionaries(BYTES, SCORES, min_size=1)),
)


@pytest.fixture
def chosen(redis_url: str) -> Settings:
    return Settings(redis_url=redis_url)


@pytest.fixture
def furnished(archive: Archive) -> Archive:
    """Something of each kind."""
    settle(archive.redis)
    for number, text in enumerate(("We are grateful.", "There will be consequences.")):
        record = a_record(text)
        archive.records.keep(record)
        archive.records.also_in(record.id, "The Courier", f"https://courier.example/{number}")
    archive.subscriptions.add(Subscription(DESK, "maresa-tolvik", "U1", NOON))
    archive.preferences.change(DESK, lambda _: Preferences("Europe/London", per_hour=7))
    archive.journal.note(DESK, "U1", "follows Maresa Tolvik", NOON)
    for about in ("r1", "r2", "r3", "r4"):
        archive.outbox.put(Alert(DESK, "statement", about))
    archive.outbox.put(Alert(SPORT, "held", "r5", holds=("r5", "r6")))
    archive.outbox.sent(Alert(DESK, "statement", "r1"), "1.5", NOON)
    archive.outbox.park(Alert(DESK, "statement", "r4"), "Slack refused the message")
    archive.later.listen("a1")
    archive.later.deliver(DESK, after=60)
    return archive


def things(chosen: Settings) -> list[str]:
    """What is kept, without hours; in one order, since Redis has none, and jobs once."""
    lines = [json.loads(line) | {"seconds": 0} for line in list(export(chosen))[1:-1]]
    return sorted({json.dumps(line) for line in lines})


def empty(archive: Archive) -> None:
    archive.redis.flushall()


def test_what_was_exported_is_there_again_in_an_empty_installation(
    furnished: Archive, chosen: Settings
) -> None:
    exported = list(export(chosen))
    before = things(chosen)
    empty(furnished)
    assert restore(chosen, exported) == len(exported) - 2
    assert set(before) <= set(things(chosen))
    found = furnished.records.find(Query("maresa-tolvik", about='"be consequences"'), 0, 5)
    assert [record.statement.text for record in found.records] == ["There will be consequences."]
    assert "The Courier" in furnished.records.outlets(found.records[0].id).values()
    assert [a.about for a in furnished.outbox.waiting_in(DESK)] == ["r2", "r3"]
    assert furnished.preferences.of(DESK).per_hour == 7
    assert not furnished.outbox.put(Alert(DESK, "statement", "r1")), "it was sent"
    assert not furnished.outbox.put(Alert(SPORT, "statement", "r6")), "another card holds it"
    assert furnished.outbox.parked() != {}
    assert ("listen", "a1") in list(engine.left(furnished.broker))


def test_importing_twice_is_importing_once(furnished: Archive, chosen: Settings) -> None:
    exported = list(export(chosen))
    empty(furnished)
    restore(chosen, exported)
    once = things(chosen)
    restore(chosen, exported)
    assert things(chosen) == once


def test_what_is_there_already_stays_as_it_is(furnished: Archive, chosen: Settings) -> None:
    exported = list(export(chosen))
    furnished.preferences.change(DESK, lambda _: Preferences("Asia/Tokyo", per_hour=3))
    furnished.outbox.sent(Alert(DESK, "statement", "r2"), "2.5", NOON)
    furnished.records.keep(a_record("A third thing."))
    restore(chosen, exported)
    assert furnished.preferences.of(DESK).per_hour == 3
    assert [a.about for a in furnished.outbox.waiting_in(DESK)] == ["r3"]
    assert furnished.records.find(Query("maresa-tolvik"), 0, 5).total == 3


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), KEPT, max_size=5))
def test_whatever_is_kept_comes_back_as_it_was(
    archive: Archive, chosen: Settings, kept: dict[str, tuple[str, Any]]
) -> None:
    # Emptying the whole server each time takes most of a second.
    archive.redis.delete("layout", *archive.redis.scan_iter())
    write: dict[str, Callable[[str, Any], object]] = {
        "string": archive.raw.set,
        "hash": lambda key, value: archive.raw.hset(key, mapping=value),
        "set": lambda key, value: archive.raw.sadd(key, *value),
        "list": lambda key, value: archive.raw.rpush(key, *value),
        "zset": lambda key, value: archive.raw.zadd(key, value),
    }
    for key, (kind, value) in kept.items():
        write[kind](key, value)
    dumps = {key: archive.raw.dump(key) for key in kept}
    exported, lines = list(export(chosen)), things(chosen)
    archive.redis.delete("layout", *kept)
    restore(chosen, exported)
    assert things(chosen) == lines
    # Redis writes sets and hashes in no order of their own, strings and lists in one.
    for key, (kind, _) in kept.items():
        if kind in ("string", "list"):
            assert archive.raw.dump(key) == dumps[key]


def test_a_key_that_was_to_be_forgotten_is(archive: Archive, chosen: Settings) -> None:
    archive.redis.set("article:a1", "{}", ex=1000)
    exported = list(export(chosen))
    empty(archive)
    restore(chosen, exported)
    assert 900 < int(str(archive.redis.ttl("article:a1"))) <= 1000


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"kind": "string"}',
        '{"kind": "weather", "key": "k", "value": "v", "seconds": 0}',
        '{"kind": "string", "key": "k", "value": 5, "seconds": 0}',
        '{"kind": "string", "key": "k", "value": "\\u0000not base64", "seconds": 0}',
        '{"kind": "zset", "key": "k", "value": {"m": "much"}, "seconds": 0}',
        '{"kind": "string", "key": "numbered", "value": "7", "seconds": 0}',
        '{"kind": "string", "key": "alert:x", "value": "waiting", "seconds": 0}',
        '{"kind": "record", "record": {}}',
        '{"kind": "alert", "alert": 7}',
        '{"kind": "job", "job": "dance", "argument": "x"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_none_is_named(archive: Archive, chosen: Settings, line: str) -> None:
    header, *_ = list(export(chosen))
    with pytest.raises(BadInput, match=r"^line 2: "):
        restore(chosen, [header, line])


def test_a_file_that_ends_early_says_so(furnished: Archive, chosen: Settings) -> None:
    exported = list(export(chosen))
    with pytest.raises(BadInput, match="ends early"):
        restore(chosen, exported[:-1])
    with pytest.raises(BadInput, match="lines were there"):
        restore(chosen, [exported[0], exported[-1]])


def test_what_is_no_export_or_a_later_one_is_refused(archive: Archive, chosen: Settings) -> None:
    exported = list(export(chosen))
    header = json.loads(exported[0])
    for lines in ([], ["hello"], ['{"kind": "record"}']):
        with pytest.raises(BadInput, match="no export of Verbatim"):
            restore(chosen, lines)
    with pytest.raises(BotError, match="format 2"):
        restore(chosen, [json.dumps(header | {"format": 2})])
