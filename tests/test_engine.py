"""The queue: nothing is lost with a worker, nothing comes back for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import dramatiq
import pytest
from dramatiq.middleware import CurrentMessage

from bot import engine
from bot.alerts.subscription import Channel
from bot.articles.watch import LOOKS, Watch
from bot.errors import GiveUp, NotYet, TryAgain
from bot.happenings import Failed, GivenUp, Happening
from bot.sources.entry import Entry
from bot.sources.story import story_of
from bot.wiring import parts
from bot.wiring.parts import Archive
from tests.world import DESK

ENTRY = Entry("herald", "1", "https://herald.example/1", "Ferry", datetime(2026, 3, 2, tzinfo=UTC))


def nothing(*_: Any) -> float:
    return 0.0


@contextmanager
def working(archive: Archive, **duties: Callable[..., Any]) -> Iterator[None]:
    all_duties = dict.fromkeys(engine.JOBS, nothing) | duties
    worker = engine.workers(archive.broker, all_duties, archive.later, engine.WAITING)
    try:
        yield
    finally:
        worker.stop(timeout=3000)


def eventually(check: Callable[[], bool], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.02)
    return False


def test_workers_of_several_queues_begin_without_a_word_of_warning(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    with working(archive):
        assert caplog.records == []


def test_a_comparison_is_given_both_articles(archive: Archive) -> None:
    compared: list[tuple[str, str]] = []
    duties = dict.fromkeys(engine.JOBS, nothing) | {"revise": lambda *ids: compared.append(ids)}
    archive.later.revise("a1", "a2")
    worker = engine.workers(archive.broker, duties, archive.later, engine.COMPUTING)
    try:
        assert eventually(lambda: compared == [("a1", "a2")])
    finally:
        worker.stop()


def test_a_page_is_looked_at_again_when_the_clock_says_so(archive: Archive) -> None:
    looked: list[str] = []
    since = parts.now() - LOOKS[0]
    archive.rereads.begin(Watch("https://herald.example/1", "a1", since))
    archive.rereads.begin(Watch("https://herald.example/2", "a2", parts.now()))
    parts.rereads(archive)
    with working(archive, reread=looked.append):
        assert eventually(lambda: looked == ["https://herald.example/1"])


def test_each_job_gets_what_was_left_for_it(archive: Archive) -> None:
    done: list[object] = []
    archive.later.read(ENTRY)
    archive.later.notify("r1")
    with working(archive, read=done.append, notify=done.append):
        assert eventually(lambda: len(done) == 2)
    assert ENTRY in done
    assert ["r1"] in done


def test_what_asks_for_time_is_tried_again(archive: Archive) -> None:
    tries: list[list[str]] = []

    def notify(records: list[str]) -> None:
        tries.append(records)
        if len(tries) < 3:
            raise TryAgain("not yet", after=0.05)

    archive.later.notify("r1")
    with working(archive, notify=notify):
        assert eventually(lambda: len(tries) == 3)
        assert eventually(lambda: sum(engine.depth(archive.broker).values()) == 0)
    assert engine.dead_letters(archive.notes) == []


def test_waiting_for_a_host_takes_no_try(archive: Archive) -> None:
    asked: list[Entry] = []

    def read(entry: Entry) -> None:
        asked.append(entry)
        if len(asked) == 1:
            raise TryAgain("503", after=0.01)
        if len(asked) < 5:
            raise NotYet("its host is busy", after=0.01)
        if len(asked) == 5:
            message: Any = CurrentMessage.get_current_message()
            tries.append(message.options["retries"])

    tries: list[int] = []
    archive.later.read(ENTRY)
    with working(archive, read=read):
        assert eventually(lambda: len(asked) == 5)
        assert eventually(lambda: sum(engine.depth(archive.broker).values()) == 0)
    assert tries == [1]


def test_what_can_never_succeed_becomes_a_dead_letter_with_its_reason(archive: Archive) -> None:
    def notify(_records: list[str]) -> None:
        raise GiveUp("the page is gone")

    archive.later.notify("r1")
    with working(archive, notify=notify):
        assert eventually(lambda: len(engine.dead_letters(archive.notes)) == 1)
    (letter,) = engine.dead_letters(archive.notes)
    assert (letter.job, letter.argument) == ("notify", ["r1"])
    assert eventually(lambda: "the page is gone" in engine.dead_letters(archive.notes)[0].reason, 2)


def test_who_watches_is_told_of_each_try_that_failed_and_of_what_was_given_up(
    archive: Archive,
) -> None:
    told: list[Happening] = []
    engine.report(archive.broker, told.append)

    def read(_entry: Entry) -> None:
        if told:
            raise GiveUp("404")
        raise TryAgain("503", after=0.01)

    archive.later.read(ENTRY)
    with working(archive, read=read):
        assert eventually(lambda: len(told) == 3)
    story = story_of(ENTRY.url)
    assert told == [
        Failed("read", story, "TryAgain", "503"),
        Failed("read", story, "GiveUp", "404"),
        GivenUp("read", story, "GiveUp: 404"),
    ]
    assert engine.dead_depth(archive.notes) == dict.fromkeys(engine.LINES, 0) | {"waiting": 1}


def test_waiting_for_a_turn_is_no_failure(archive: Archive) -> None:
    told: list[Happening] = []
    asked: list[Entry] = []
    engine.report(archive.broker, told.append)

    def read(entry: Entry) -> None:
        asked.append(entry)
        if len(asked) == 1:
            raise NotYet("its host is busy", after=0.01)

    archive.later.read(ENTRY)
    with working(archive, read=read):
        assert eventually(lambda: len(asked) == 2)
    assert told == []


def test_hands_are_alive_until_they_are_stopped(archive: Archive) -> None:
    duties = dict.fromkeys(engine.JOBS, nothing)
    hands = engine.workers(archive.broker, duties, archive.later, engine.WAITING)
    assert eventually(hands.alive)
    hands.stop(timeout=3000)
    assert not hands.alive()


def test_dead_letters_can_be_put_back(archive: Archive) -> None:
    done: list[object] = []

    def notify(records: list[str]) -> None:
        if not done:
            done.append("refused")
            raise GiveUp("not now")
        done.append(records)

    archive.later.notify("r1")
    with working(archive, notify=notify):
        assert eventually(lambda: len(engine.dead_letters(archive.notes)) == 1)
        assert engine.retry_dead(archive.notes, archive.broker) == 1
        assert eventually(lambda: done == ["refused", ["r1"]])
    assert engine.dead_letters(archive.notes) == []


def test_a_job_that_kills_its_worker_is_given_up_after_three_tries(archive: Archive) -> None:
    archive.later.notify("poison")
    raw: Any = archive.broker.client
    (message,) = raw.hvals("dramatiq:telling.msgs")
    id = dramatiq.Message.decode(message).message_id
    archive.notes.set(f"begun:{id}:0", 3)
    done: list[str] = []
    with working(archive, notify=done.append):
        assert eventually(lambda: len(engine.dead_letters(archive.notes)) == 1)
    assert done == []
    assert "kills its worker" in engine.dead_letters(archive.notes)[0].reason


def test_a_channel_comes_back_when_it_was_told_to(archive: Archive) -> None:
    seen: list[Channel] = []

    def deliver(channel: Channel) -> float:
        seen.append(channel)
        return 0.1 if len(seen) < 3 else 0.0

    archive.later.deliver(DESK)
    with working(archive, deliver=deliver):
        assert eventually(lambda: len(seen) == 3)
    assert set(seen) == {DESK}


def test_stopping_gives_back_what_was_not_begun(archive: Archive) -> None:
    begun, release = threading.Event(), threading.Event()

    def notify(_records: list[str]) -> None:
        begun.set()
        release.wait(10)

    for number in range(90):
        archive.later.notify(f"r{number}")
    with working(archive, notify=notify):
        assert begun.wait(10)
        threading.Timer(0.2, release.set).start()
    assert engine.depth(archive.broker)["telling"] >= 10


def test_jobs_whose_answer_was_lost_on_the_way_are_found_again(archive: Archive) -> None:
    done: list[str] = []
    with working(archive, notify=done.append, poll=done.append):
        archive.later.poll("first")
        assert eventually(lambda: done == ["first"])
        options = {"redis_message_id": "lost"}
        lost: Any = dramatiq.Message("waiting", "poll", ("second",), {}, options)
        raw: Any = archive.broker.client
        # As the server leaves it that dies with the answer to a fetch in its hands.
        raw.hset("dramatiq:waiting.msgs", "lost", lost.encode())
        raw.sadd(f"dramatiq:__acks__.{archive.broker.broker_id}.waiting", "lost")
        assert eventually(lambda: done == ["first", "second"])
        assert eventually(lambda: engine.depth(archive.broker)["waiting"] == 0)


def test_news_overtakes_a_backlog_of_old_articles(archive: Archive) -> None:
    done: list[str] = []
    news = threading.Event()

    def listen(article: str) -> None:
        if len(done) == 3:
            archive.later.listen("news")
            archive.later.listen("more news")
            news.set()
        time.sleep(0.1)
        done.append(article)

    for number in range(20):
        archive.later.listen(f"old {number}", old=True)
    worker = engine.workers(
        archive.broker, {"listen": listen, "revise": listen}, archive.later, engine.COMPUTING
    )
    try:
        assert eventually(lambda: "more news" in done)
    finally:
        worker.stop(timeout=3000)
    assert done.index("more news") <= 3 + 3, "after what was begun, and one that was fetched"


def test_what_is_to_be_told_does_not_stand_behind_pages(archive: Archive) -> None:
    release, told = threading.Event(), threading.Event()
    for number in range(60):
        archive.later.read(ENTRY)
        archive.later.poll(f"source {number}")
    archive.later.notify("r1")
    hang = {"read": lambda _: release.wait(20), "poll": lambda _: release.wait(20)}
    with working(archive, **hang, notify=lambda _: told.set()):
        try:
            assert told.wait(10)
        finally:
            release.set()


def test_one_dead_letter_can_be_put_back_and_another_dropped(archive: Archive) -> None:
    done: list[str] = []

    def notify(record: str) -> None:
        if len(done) < 2:
            done.append("refused")
            raise GiveUp("not\nnow " * 1000)
        done.append(record)

    archive.later.notify("r1")
    archive.later.notify("r2")
    with working(archive, notify=notify):
        assert eventually(lambda: len(engine.dead_letters(archive.notes)) == 2)
        assert eventually(
            lambda: all(d.reason != "unknown" for d in engine.dead_letters(archive.notes))
        )
        one, other = engine.dead_letters(archive.notes)
        assert len(one.reason) == 500
        assert "\n" not in one.reason
        assert engine.retry_dead(archive.notes, archive.broker, [one.id]) == 1
        assert engine.drop_dead(archive.notes, [other.id]) == 1
        assert engine.drop_dead(archive.notes, [other.id]) == 0
        assert eventually(lambda: done == ["refused", "refused", one.argument])
    assert engine.dead_letters(archive.notes) == []


def test_a_poison_article_never_stops_the_others(archive: Archive) -> None:
    heard: list[str] = []

    def listen(article: str) -> None:
        if article == "poison":
            raise ValueError("a parser fell over")
        heard.append(article)

    for article in ("poison", "a1", "a2"):
        archive.later.listen(article)
    worker = engine.workers(
        archive.broker, {"listen": listen, "revise": listen}, archive.later, engine.COMPUTING
    )
    try:
        assert eventually(lambda: heard == ["a1", "a2"])
    finally:
        worker.stop(timeout=3000)
