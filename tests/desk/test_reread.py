"""Looking again: five times, ever more rarely, and a page that cannot be had changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.articles.watch import LOOKS
from bot.desk.reread import Rereading, reread, watch
from bot.errors import Ended, GiveUp, NotYet, TryAgain
from bot.wiring.parts import Archive
from tests.world import NOON, FakeLater, FakeWeb, Killed, an_article

URL = "https://the-herald.example/1"
TEXT = (
    "The ferry to Port Sabelle left the harbour of Ostrel on Monday for the first time in two"
    " years, with four hundred people on board and a brass band on the quay."
)
ARTICLE = replace(an_article(TEXT), url=URL)


def page(text: str, more: str = "") -> bytes:
    return f"<html><body><article><p>{text}</p></article>{more}</body></html>".encode()


def begin(archive: Archive) -> str:
    id = archive.articles.keep(ARTICLE)
    watch(id, archive.articles, archive.rereads, NOON)
    return id


def look(archive: Archive, found: bytes | Exception, later: FakeLater | None = None) -> FakeLater:
    left = later or FakeLater()
    web = FakeWeb({URL: found})
    reread(URL, Rereading(web, archive.articles, archive.rereads, left))
    return left


def test_a_page_is_looked_at_five_times_and_then_forgotten(archive: Archive) -> None:
    begin(archive)
    assert archive.rereads.depth() == 1
    for wait in LOOKS:
        assert archive.rereads.take(NOON + wait - timedelta(seconds=1), 9) == []
        assert archive.rereads.take(NOON + wait, 9) == [URL]
        look(archive, page(TEXT))
    assert archive.rereads.take(NOON + timedelta(days=99), 9) == []
    assert archive.rereads.get(URL) is None
    assert archive.rereads.depth() == 0
    assert look(archive, page("other")).left == []


def test_listening_again_begins_no_second_watch(archive: Archive) -> None:
    begin(archive)
    look(archive, page(TEXT))
    begin(archive)
    kept = archive.rereads.get(URL)
    assert kept is not None
    assert kept.looks == 1


def test_a_look_that_was_lost_is_given_out_again(archive: Archive) -> None:
    begin(archive)
    assert archive.rereads.take(NOON + LOOKS[0], 9) == [URL]
    assert archive.rereads.take(NOON + LOOKS[0], 9) == []
    assert archive.rereads.take(NOON + LOOKS[0] + timedelta(hours=1), 9) == [URL]


@pytest.mark.parametrize(
    "changes",
    [{"from_feed": True}, {"stub": True}, {"url": ""}, {"published": NOON - timedelta(days=4)}],
    ids=["told by the feed", "a stub", "typed in", "old"],
)
def test_these_are_never_looked_at_again(archive: Archive, changes: dict[str, object]) -> None:
    id = archive.articles.keep(replace(ARTICLE, **changes))  # type: ignore[arg-type]
    watch(id, archive.articles, archive.rereads, NOON)
    assert archive.rereads.take(NOON + timedelta(days=9), 9) == []


def test_a_changed_text_is_compared_with_the_one_before(archive: Archive) -> None:
    first = begin(archive)
    assert look(archive, page(TEXT)).left == []
    ((job, ids),) = look(archive, page(TEXT.replace("four", "five"))).left
    assert job == "revise"
    assert isinstance(ids, list)
    old, new = ids
    assert old == first
    article = archive.articles.get(new)
    assert article is not None
    assert (article.outlet, article.published) == (ARTICLE.outlet, ARTICLE.published)
    ((_, ids),) = look(archive, page(TEXT)).left
    assert ids == [new, first]


@pytest.mark.parametrize(
    "found",
    [
        GiveUp("404"),
        Ended("410"),
        TryAgain("503"),
        b"",
        page("Are you a robot?"),
        page(TEXT[:60]),
        page(TEXT.replace("four", "five"), "<p>Subscribe to continue reading</p>"),
    ],
    ids=["404", "410", "503", "nothing", "captcha", "cut", "wall"],
)
def test_a_page_that_cannot_be_had_changes_nothing(
    archive: Archive, found: bytes | Exception
) -> None:
    first = begin(archive)
    assert look(archive, found).left == []
    ((_, ids),) = look(archive, page(TEXT.replace("four", "five"))).left
    assert isinstance(ids, list)
    assert ids[0] == first


def test_a_host_whose_turn_it_is_not_is_asked_later(archive: Archive) -> None:
    begin(archive)
    with pytest.raises(NotYet):
        look(archive, NotYet("busy", after=3))
    kept = archive.rereads.get(URL)
    assert kept is not None
    assert kept.looks == 0


def test_a_kill_before_the_comparison_is_queued_leaves_the_look_to_do_again(
    archive: Archive,
) -> None:
    begin(archive)
    changed = page(TEXT.replace("four", "five"))
    with pytest.raises(Killed):
        look(archive, changed, FakeLater(fail_at=0))
    assert len(look(archive, changed).left) == 1
