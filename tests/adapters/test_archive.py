"""The archive on the real server: keeping twice is keeping once, order of arrival is no order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot.adapters.archive.articles import Articles
from bot.adapters.archive.hosts import Hosts
from bot.adapters.archive.layout import settle
from bot.adapters.archive.outbox import Outbox
from bot.adapters.archive.preferences import ChannelPreferences
from bot.adapters.archive.records import Records
from bot.adapters.archive.rota import Rota
from bot.adapters.archive.seen import Seen
from bot.adapters.archive.shifts import Shifts
from bot.adapters.archive.slots import Slots
from bot.adapters.archive.subscriptions import Subscriptions
from bot.alerts.alert import Alert
from bot.errors import BadInput, TryAgain
from bot.ports import Found, SourceState
from bot.sources.entry import Entry
from bot.timeline.query import Query, answers
from bot.timeline.record import Record
from bot.timeline.shift import Shift, find_shifts
from bot.timeline.timeline import timeline_of
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT, a_record, a_tone, an_article

few = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

SPEAKERS = ["Maresa Tolvik", "Joren Aalst", "Tomas Verrell"]
records = st.builds(
    lambda text, speaker, hours, tone: a_record(
        f"We {text}", speaker, NOON + timedelta(hours=hours), tone
    ),
    st.text(max_size=40),
    st.sampled_from(SPEAKERS),
    st.integers(-100, 100),
    st.sampled_from([-0.8, 0.0, 0.8]),
)
WORDS = st.sampled_from(["talk", "talks", "the", "grain", "deal", "Kyív", "not", "5"])
said_of = st.builds(
    lambda words, speaker, hours, tone, targets, kind, towards: replace(
        a_record(
            " ".join(words),
            speaker,
            NOON + timedelta(hours=hours),
            tone,
            targets=tuple(targets),
            kind=kind,
        ),
        towards={target: a_tone(towards) for target in targets[1:]},
    ),
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from([*SPEAKERS, "Ilva Sorn"]),
    st.integers(-72, 72),
    st.sampled_from([-0.8, 0.0, 0.8]),
    st.lists(st.sampled_from(["Kelmora", "Sudmark"]), unique=True),
    st.sampled_from(["direct", "indirect"]),
    st.sampled_from([-0.8, 0.0, 0.8]),
)
days = st.lists(records, max_size=8, unique_by=lambda record: record.id)


def kept(archive: Archive) -> dict[str, object]:
    return {name: archive.redis.dump(name) for name in archive.redis.scan_iter("*")}


def keep_all(archive: Archive, records: list[Record]) -> None:
    """In an empty archive; a number is not given twice even so."""
    names = [name for name in archive.redis.scan_iter("*") if name != "numbered"]
    archive.redis.delete("", *names)
    for record in records:
        archive.records.keep(record)


@few
@given(days)
def test_keeping_twice_is_keeping_once(archive: Archive, day: list[Record]) -> None:
    keep_all(archive, day)
    once = kept(archive)
    for record in day:
        archive.records.keep(record)
    assert kept(archive) == once


@few
@given(days, st.data())
def test_order_of_arrival_changes_no_timeline_and_no_shift(
    archive: Archive, day: list[Record], data: st.DataObject
) -> None:
    keep_all(archive, day)
    timeline = timeline_of(archive.records.of_group("Torvania"))
    newest = archive.records.find(Query("maresa-tolvik"), 0, 10)
    keep_all(archive, data.draw(st.permutations(day)))
    again = timeline_of(archive.records.of_group("Torvania"))
    assert again == timeline
    assert find_shifts(again) == find_shifts(timeline)
    assert archive.records.find(Query("maresa-tolvik"), 0, 10) == newest


@few
@given(records)
def test_what_was_kept_comes_back_as_it_was(archive: Archive, record: Record) -> None:
    keep_all(archive, [record])
    assert archive.records.get([record.id]) == [record]
    assert archive.records.same(record) == record


queries = st.builds(
    Query,
    speaker=st.sampled_from(["maresa-tolvik", "joren-aalst", "Ilva Sorn"]),
    group=st.sampled_from(["", "Torvania", "Kelmora"]),
    about=st.lists(WORDS | st.sampled_from(['"', "“", "”"]), max_size=4).map(" ".join),
    target=st.sampled_from(["", "Kelmora", "Sudmark"]),
    since=st.none() | st.dates(NOON.date() - timedelta(3), NOON.date() + timedelta(3)),
    until=st.none() | st.dates(NOON.date() - timedelta(3), NOON.date() + timedelta(3)),
    label=st.sampled_from([None, "confrontational", "conciliatory"]),
    kind=st.sampled_from([None, "direct", "indirect"]),
) | st.builds(Query, group=st.just("Torvania"), about=WORDS)


@few
@given(st.lists(said_of, max_size=25, unique_by=lambda record: record.id), queries, st.data())
def test_what_is_found_is_all_that_answers_newest_first(
    archive: Archive, said: list[Record], query: Query, data: st.DataObject
) -> None:
    keep_all(archive, said)
    on_record = {record.id: record for record in said}
    for record in data.draw(st.lists(st.sampled_from(said), max_size=5)) if said else []:
        better = replace(data.draw(said_of), id=record.id)
        archive.records.rewrite(better)
        on_record[record.id] = better
    for id in data.draw(st.sets(st.sampled_from(sorted(on_record)), max_size=5)) if said else []:
        archive.records.forget(id)
        del on_record[id]
    if data.draw(st.booleans()):
        archive.records.tidy()
    newest = sorted(on_record.values(), key=lambda record: (record.at, record.id), reverse=True)
    answering = [record for record in newest if answers(query, record)]
    skip, limit = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 5))
    found = archive.records.find(query, skip, limit)
    assert found == Found(answering[skip : skip + limit], len(answering))


@few
@given(days)
def test_of_what_is_forgotten_no_name_remains(archive: Archive, day: list[Record]) -> None:
    keep_all(archive, day)
    for record in day:
        archive.records.forget(record.id)
        archive.records.forget(record.id)
        assert archive.records.get([record.id]) == []
        assert archive.records.outlets(record.id) == {}
    names = {name.partition(":")[0] for name in archive.redis.scan_iter("*")}
    assert names <= {"numbered", "stale", "word", "target"}
    assert archive.records.tidy() == ""
    assert set(archive.redis.scan_iter("*")) <= {"numbered", "stale"}


def test_who_asks_for_nobody_finds_nothing(archive: Archive) -> None:
    archive.records.keep(a_record())
    assert archive.records.find(Query(), 0, 9) == Found([], 0)


def test_a_rewritten_record_is_known_by_its_new_words_in_all_its_outlets(archive: Archive) -> None:
    first = a_record("We will sign nothing at all this week.")
    archive.records.keep(first)
    archive.records.also_in(first.id, "The Ledger", "https://ledger.example/2")
    better = a_record("We will sign nothing at all this week, nor next.", outlet="Channel Twelve")
    archive.records.rewrite(replace(better, id=first.id))
    assert archive.records.find(Query("maresa-tolvik", about="next week"), 0, 9).total == 1
    assert archive.records.same(better) == replace(better, id=first.id)
    assert sorted(archive.records.outlets(first.id).values()) == [
        "Channel Twelve",
        "The Herald",
        "The Ledger",
    ]


def test_what_was_packed_can_be_read_with_the_same_dictionary_alone() -> None:
    """So it never changes: another one needs another layout, and a way from the old one."""
    words = files("bot.data").joinpath("packing.txt").read_bytes()
    assert sha256(words).hexdigest().startswith("0d15a233f6df2ab1")


def test_a_place_is_settled_once_and_never_where_another_layout_stands(archive: Archive) -> None:
    settle(archive.redis)
    archive.records.keep(a_record())
    settle(archive.redis)
    archive.redis.set("layout", 3)
    with pytest.raises(BadInput, match="layout 3, and this version reads 2"):
        settle(archive.redis)


def test_nor_where_the_first_layout_stands_that_had_no_number(archive: Archive) -> None:
    archive.redis.set("record:8eaefff511babb9dbdf1", "{}")
    with pytest.raises(BadInput, match="layout 1"):
        settle(archive.redis)


def test_records_come_in_the_order_asked_for_without_those_that_are_gone(
    archive: Archive,
) -> None:
    one, two = a_record("One thing."), a_record("Another thing.")
    keep_all(archive, [one, two])
    assert archive.records.get([two.id, "gone", one.id]) == [two, one]
    assert archive.records.get([]) == []


def test_who_waits_too_long_for_a_lock_tries_again(archive: Archive) -> None:
    with (
        archive.outbox.alone(DESK),
        pytest.raises(TryAgain, match="somebody else"),
        archive.outbox.alone(DESK),
    ):
        pass
    with archive.outbox.alone(DESK), archive.outbox.alone(SPORT):
        pass


def test_an_article_kept_twice_has_one_id_and_a_changed_one_another(archive: Archive) -> None:
    first, again = archive.articles.keep(an_article()), archive.articles.keep(an_article())
    assert first == again
    assert archive.articles.get(first) == an_article()
    assert archive.articles.keep(an_article("Something else.")) != first
    assert 0 < int(str(archive.redis.ttl(f"article:{first}"))) <= 7 * 24 * 3600


def alerts(count: int) -> list[Alert]:
    return [Alert(DESK, "statement", f"r{number}") for number in range(count)]


def test_an_outbox_gives_first_what_came_first(archive: Archive) -> None:
    all_of_them = alerts(3)
    for alert in all_of_them:
        assert archive.outbox.put(alert)
        assert not archive.outbox.put(alert), "each alert once"
    left = []
    while first := archive.outbox.next(DESK):
        left.append(first)
        archive.outbox.sent(first, "1.0", NOON)
    assert left == all_of_them
    assert not any(map(archive.outbox.put, all_of_them)), "nor once it was sent"


def test_an_alert_put_aside_makes_way_and_can_be_seen(archive: Archive) -> None:
    first, second = alerts(2)
    archive.outbox.put(first)
    archive.outbox.put(second)
    archive.outbox.park(first, "invalid_blocks")
    assert archive.outbox.next(DESK) == second
    assert archive.outbox.parked() == {first.id: "invalid_blocks"}
    assert archive.outbox.depth() == 1


def test_only_channels_with_something_to_send_are_waiting(archive: Archive) -> None:
    (alert,) = alerts(1)
    archive.outbox.put(alert)
    archive.outbox.put(Alert(SPORT, "statement", "r0"))
    archive.outbox.sent(alert, "1.0", NOON)
    assert archive.outbox.waiting() == [SPORT]


def test_an_alert_that_was_on_its_way_is_known_until_slack_turns_it_away(archive: Archive) -> None:
    (alert,) = alerts(1)
    archive.outbox.put(alert)
    assert [archive.outbox.posting(alert), archive.outbox.posting(alert)] == [0, 1]
    archive.outbox.turned_away(alert)
    archive.outbox.turned_away(alert)
    assert archive.outbox.posting(alert) == 0


def a_shift(hours: float = 0.0, target: str | None = "Kelmora") -> Shift:
    at = NOON + timedelta(hours=hours)
    return Shift("turn", "maresa-tolvik", target, "harder", ("r1",), ("r2",), at, 0.8, 6)


@pytest.mark.parametrize(
    ("other", "new"),
    [
        (a_shift(), False),
        (a_shift(hours=40), False),
        (a_shift(hours=-40), False),
        (a_shift(hours=60), True),
        (a_shift(target=None), False),
        (replace(a_shift(target=None), after=("r9",)), True),
    ],
    ids=["the same", "later", "earlier", "days after", "of the same words", "elsewhere"],
)
def test_a_shift_is_new_once(archive: Archive, other: Shift, new: bool) -> None:
    id = archive.shifts.keep("Torvania", a_shift())
    assert id is not None
    assert archive.shifts.get(id) == a_shift()
    archive.shifts.told(id)
    assert (archive.shifts.keep("Torvania", other) is not None) is new


def test_a_contrast_is_the_same_story_when_late_news_finds_an_earlier_end_or_a_target(
    archive: Archive,
) -> None:
    told = replace(a_shift(target=None), kind="contrast", subject="Torvania")
    id = archive.shifts.keep("Torvania", told)
    assert id is not None
    archive.shifts.told(id)
    found = replace(told, target="Kelmora", before=("r0",))
    assert archive.shifts.keep("Torvania", found) is None
    assert archive.shifts.keep("Torvania", replace(found, after=("r9",))) is not None


def test_a_shift_that_nobody_was_told_of_is_still_new(archive: Archive) -> None:
    id = archive.shifts.keep("Torvania", a_shift())
    assert archive.shifts.keep("Torvania", a_shift(hours=1)) == id


def test_a_shift_is_told_once_at_each_step_under_one_id(archive: Archive) -> None:
    id = archive.shifts.keep("Torvania", a_shift(), "more")
    assert id is not None
    archive.shifts.told(id, "more", [DESK])
    assert archive.shifts.keep("Torvania", a_shift(hours=1), "more") is None
    assert archive.shifts.keep("Torvania", a_shift(hours=1), "fewer") == id
    assert archive.shifts.told_to(id) == [DESK]
    assert archive.shifts.loosest(id) == "more"


def test_a_shift_is_found_by_what_it_rests_on_and_by_when_it_set_off(archive: Archive) -> None:
    id = archive.shifts.keep("Torvania", a_shift())
    assert archive.shifts.resting_on("r2") == [(id, a_shift())]
    assert archive.shifts.resting_on("r3") == []
    day = timedelta(days=1)
    assert archive.shifts.between(NOON - day, NOON + day) == [(id, a_shift())]
    assert archive.shifts.between(NOON + day, NOON + 2 * day) == []


def test_a_slot_belongs_to_the_first_who_claims_it(archive: Archive) -> None:
    assert [archive.slots.claim("poll:herald:1", 60) for _ in range(3)] == [True, False, False]
    assert archive.slots.claim("poll:herald:2", 60)


def test_without_redis_everything_is_to_be_tried_again() -> None:
    redis = Redis(unix_socket_path="/nowhere/redis.sock", retry=Retry(NoBackoff(), 0))
    entry, (alert,) = Entry("herald", "1", "https://herald.example/1", "", NOON), alerts(1)
    asked: dict[str, Callable[[], object]] = {
        "articles.keep": lambda: Articles(redis).keep(an_article()),
        "articles.get": lambda: Articles(redis).get("1"),
        "outbox.put": lambda: Outbox(redis).put(alert),
        "outbox.next": lambda: Outbox(redis).next(DESK),
        "outbox.alone": lambda: Outbox(redis).alone(DESK).__enter__(),
        "outbox.waiting": Outbox(redis).waiting,
        "records.keep": lambda: Records(redis).keep(a_record()),
        "records.same": lambda: Records(redis).same(a_record()),
        "records.of_group": lambda: Records(redis).of_group("Torvania"),
        "seen.mark": lambda: Seen(redis, lambda: NOON).mark(entry),
        "rota.take": lambda: Rota(redis, lambda: NOON).take(1),
        "rota.settle": lambda: Rota(redis, lambda: NOON).settle(SourceState("herald"), NOON),
        "hosts.turn": lambda: Hosts(redis, lambda: NOON).turn("herald.example", "a").__enter__(),
        "seen.unseen": lambda: Seen(redis, lambda: NOON).unseen([entry]),
        "shifts.keep": lambda: Shifts(redis).keep("Torvania", a_shift()),
        "slots.claim": lambda: Slots(redis).claim("poll", 1),
        "subscriptions.pause": lambda: Subscriptions(redis).pause(DESK, "is_archived"),
        "preferences.of": lambda: ChannelPreferences(redis).of(DESK),
        "subscriptions.followers": lambda: Subscriptions(redis).followers(["Torvania"]),
    }
    for ask in asked.values():
        with pytest.raises(TryAgain, match="Redis did not answer"):
            ask()
