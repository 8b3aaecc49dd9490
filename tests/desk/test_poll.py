"""Polling: an entry counts as seen only once its work is queued."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.pace import Pace
from bot.desk.poll import Round, check, poll
from bot.errors import Ended, NotYet, TryAgain
from bot.ports import SourceState
from bot.wiring.parts import Archive
from tests.world import HERALD, NOON, FakeLater, FakeWeb, Killed

PACE = Pace(every=600)


def feed(*slugs: str) -> bytes:
    items = "".join(
        f"<item><title>{s}</title><link>https://herald.example/{s}</link></item>" for s in slugs
    )
    return f'<rss version="2.0"><channel><title>H</title>{items}</channel></rss>'.encode()


def a_round(
    archive: Archive, web: FakeWeb, later: FakeLater, now: datetime = NOON, pace: Pace = PACE
) -> Round:
    return Round(web, archive.seen, archive.rota, later, pace, lambda: now)


def poll_once(archive: Archive, web: FakeWeb, later: FakeLater) -> int:
    return poll(HERALD, a_round(archive, web, later))


def test_new_entries_are_queued_once(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: feed("a", "b")}), FakeLater()
    assert poll_once(archive, web, later) == 2
    web.pages[HERALD.url] = feed("a", "b", "c")
    assert poll_once(archive, web, later) == 1
    assert [job for job, _ in later.left] == ["read"] * 3


def test_the_second_request_is_conditional(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: feed("a")}), FakeLater()
    poll_once(archive, web, later)
    poll_once(archive, web, later)
    assert [last.etag for _, last in web.asked] == ["", f'"{len(feed("a"))}"']


def test_a_kill_between_two_entries_loses_neither(archive: Archive) -> None:
    web = FakeWeb({HERALD.url: feed("a", "b", "c")})
    with pytest.raises(Killed):
        poll_once(archive, web, FakeLater(fail_at=1))
    later = FakeLater()
    assert poll_once(archive, web, later) == 2, "the answer was asked for whole again"


@pytest.mark.parametrize(
    "page", [TryAgain("https://herald.example/feed did not answer"), b"<html>no feed</html>", b""]
)
def test_a_round_that_failed_is_kept_for_status(archive: Archive, page: bytes | Exception) -> None:
    web = FakeWeb({HERALD.url: page})
    assert poll_once(archive, web, FakeLater()) == 0
    (state,) = archive.rota.states()
    assert "herald.example" in state.problem


def test_validators_of_a_broken_answer_are_not_kept(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: b"<html>captcha</html>"}), FakeLater()
    poll_once(archive, web, later)
    web.pages[HERALD.url] = feed("a")
    assert poll_once(archive, web, later) == 1
    assert web.asked[1][1].etag == ""


def test_a_round_with_news_makes_the_next_one_come_sooner(archive: Archive) -> None:
    web = FakeWeb({HERALD.url: feed("a")})
    waits = []
    for _ in range(3):
        poll_once(archive, web, FakeLater())
        (state,) = archive.rota.states()
        assert state.next is not None
        waits.append((state.next - NOON).total_seconds())
    assert 300 <= waits[0] <= 330
    assert 360 <= waits[1] <= 396
    assert 432 <= waits[2] <= 476


def test_failures_are_asked_less_and_less_and_never_given_up(archive: Archive) -> None:
    web = FakeWeb({HERALD.url: TryAgain("503")})
    waits = []
    for _ in range(12):
        poll_once(archive, web, FakeLater())
        (state,) = archive.rota.states()
        assert state.next is not None
        waits.append((state.next - NOON).total_seconds())
    assert state.failures == 12
    assert waits == sorted(waits[:8]) + waits[8:]
    assert 86_400 <= waits[-1] <= 95_040


def test_a_host_that_says_how_long_is_left_alone_so_long(archive: Archive) -> None:
    poll_once(archive, FakeWeb({HERALD.url: TryAgain("429", after=7200)}), FakeLater())
    (state,) = archive.rota.states()
    assert state.next is not None
    assert state.next >= NOON + timedelta(seconds=7200)


def test_waiting_for_a_host_is_no_failure(archive: Archive) -> None:
    busy = FakeWeb({HERALD.url: NotYet("busy", after=3600)})
    poll_once(archive, busy, FakeLater())
    (state,) = archive.rota.states()
    assert (state.failures, state.problem) == (0, "")
    assert state.next == NOON + timedelta(seconds=3600)
    with pytest.raises(NotYet):
        poll_once(archive, FakeWeb({HERALD.url: NotYet("busy", after=0.5)}), FakeLater())


def test_a_source_that_is_gone_for_good_is_asked_no_more_until_it_has_a_new_address(
    archive: Archive,
) -> None:
    archive.rota.enrol([HERALD])
    poll_once(archive, FakeWeb({HERALD.url: Ended("410 Gone")}), FakeLater())
    (state,) = archive.rota.states()
    assert (state.ended, state.next, state.problem) == (True, None, "410 Gone")
    archive.rota.enrol([HERALD])
    assert archive.rota.take(9) == []
    archive.rota.enrol([replace(HERALD, url="https://herald.example/new-feed")])
    assert archive.rota.take(9) == [HERALD.id]


def test_a_move_is_believed_once_the_new_address_was_read(archive: Archive) -> None:
    new = "https://news.herald.example/feed"
    web = FakeWeb({HERALD.url: b"<html>log in</html>", new: feed("a")}, moved={HERALD.url: new})
    poll_once(archive, web, FakeLater())
    assert archive.rota.state(HERALD.id).moved == ""
    web.pages[HERALD.url] = feed("a")
    poll_once(archive, web, FakeLater())
    assert archive.rota.state(HERALD.id).moved == new
    poll_once(archive, web, FakeLater())
    assert web.asked[-1][0] == new


def test_a_new_address_that_fails_loses_its_credit(archive: Archive) -> None:
    new = "https://news.herald.example/feed"
    archive.rota.settle(SourceState(HERALD.id, address=HERALD.url, moved=new), None)
    web = FakeWeb({HERALD.url: feed("a")})
    for _ in range(3):
        poll_once(archive, web, FakeLater())
    assert poll_once(archive, web, FakeLater()) == 1


def test_looking_at_a_list_of_lists_goes_on_until_one_of_them_has_something() -> None:
    index = "".join(f"<sitemap><loc>https://herald.example/{n}.xml</loc></sitemap>" for n in "ab")
    pages = {HERALD.url: f"<sitemapindex>{index}</sitemapindex>".encode()}
    day = datetime.now(UTC).date()
    page = f"<url><loc>https://herald.example/ferry</loc><lastmod>{day}</lastmod></url>"
    pages |= {"https://herald.example/a.xml": b"<urlset></urlset>"}
    pages |= {"https://herald.example/b.xml": f"<urlset>{page}</urlset>".encode()}
    listed = check(HERALD, FakeWeb(dict(pages)))
    assert [entry.url for entry in listed.entries] == ["https://herald.example/ferry"]
