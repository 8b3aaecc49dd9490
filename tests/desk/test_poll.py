"""Polling: an entry counts as seen only once its work is queued."""

from __future__ import annotations

import pytest

from bot.desk.poll import poll
from bot.errors import TryAgain
from bot.wiring.parts import Archive
from tests.world import HERALD, FakeLater, FakeWeb, Killed


def feed(*slugs: str) -> bytes:
    items = "".join(
        f"<item><title>{s}</title><link>https://herald.example/{s}</link></item>" for s in slugs
    )
    return f'<rss version="2.0"><channel><title>H</title>{items}</channel></rss>'.encode()


def test_new_entries_are_queued_once(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: feed("a", "b")}), FakeLater()
    assert poll(HERALD, web, archive.seen, later) == 2
    web.pages[HERALD.url] = feed("a", "b", "c")
    assert poll(HERALD, web, archive.seen, later) == 1
    assert [job for job, _ in later.left] == ["read"] * 3


def test_the_second_request_is_conditional(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: feed("a")}), FakeLater()
    poll(HERALD, web, archive.seen, later)
    poll(HERALD, web, archive.seen, later)
    assert [last.etag for _, last in web.asked] == ["", f'"{len(feed("a"))}"']


def test_a_kill_between_two_entries_loses_neither(archive: Archive) -> None:
    web = FakeWeb({HERALD.url: feed("a", "b", "c")})
    with pytest.raises(Killed):
        poll(HERALD, web, archive.seen, FakeLater(fail_at=1))
    later = FakeLater()
    assert poll(HERALD, web, archive.seen, later) == 2, "the answer was asked for whole again"


@pytest.mark.parametrize(
    "page", [TryAgain("https://herald.example/feed did not answer"), b"<html>no feed</html>", b""]
)
def test_a_round_that_failed_is_kept_for_status(archive: Archive, page: bytes | Exception) -> None:
    web = FakeWeb({HERALD.url: page})
    assert poll(HERALD, web, archive.seen, FakeLater()) == 0
    (state,) = archive.seen.states()
    assert "herald.example" in state.problem


def test_validators_of_a_broken_answer_are_not_kept(archive: Archive) -> None:
    web, later = FakeWeb({HERALD.url: b"<html>captcha</html>"}), FakeLater()
    poll(HERALD, web, archive.seen, later)
    web.pages[HERALD.url] = feed("a")
    assert poll(HERALD, web, archive.seen, later) == 1
    assert web.asked[1][1].etag == ""
