"""Reading: the page where it can be had, the feed's own text where it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.articles.article import Article
from bot.desk.read import read
from bot.errors import GiveUp, TryAgain
from bot.sources.entry import Entry
from bot.wiring.parts import Archive
from tests.world import HERALD, NOON, FakeLater, FakeWeb, Killed

URL = "https://herald.example/ferry"
ENTRY = Entry("herald", "1", URL, "Ferry sails", NOON)
STORY = (
    "The ferry to Port Sabelle left the harbour of Ostrel on Monday for the first time in two"
    " years, with four hundred people on board and a brass band on the quay."
)
PAGE = f"""<html><head><title>Ferry leaves Ostrel</title>
<meta property="article:published_time" content="2026-03-01T09:30:00+02:00"></head>
<body><article><h1>Ferry leaves Ostrel</h1><p>{STORY}</p></article></body></html>""".encode()
IN_FEED = replace(ENTRY, content=f"<p>In the feed. {STORY}</p>")


def read_one(archive: Archive, web: FakeWeb, entry: Entry = ENTRY) -> Article:
    later = FakeLater()
    read(entry, HERALD, web, archive.articles, later, NOON)
    ((job, id),) = later.left
    assert job in ("listen", "catch_up")
    article = archive.articles.get(str(id))
    assert article is not None
    return article


def test_a_page_becomes_an_article_of_its_outlet(archive: Archive) -> None:
    article = read_one(archive, FakeWeb({URL: PAGE}))
    assert STORY in article.text
    assert article.title == "Ferry leaves Ostrel"
    assert (article.url, article.source, article.outlet) == (URL, "herald", "The Herald")


@pytest.mark.parametrize(
    "page",
    [
        GiveUp("404 Not Found"),
        GiveUp("larger than 5,000,000 bytes"),
        b"",
        b"\x00\x01\x02",
        b"<html><body><p>Subscribe to read on.</p></body></html>",
    ],
)
def test_the_feed_speaks_for_a_page_that_cannot_be_had(
    archive: Archive, page: bytes | Exception
) -> None:
    article = read_one(archive, FakeWeb({URL: page}), IN_FEED)
    assert article.text.startswith("In the feed.")
    assert article.url == URL


@pytest.mark.parametrize("content", ["", "<img src='ferry.jpg'>"])
def test_neither_page_nor_text_is_given_up_with_what_the_page_said(
    archive: Archive, content: str
) -> None:
    later = FakeLater()
    entry, web = replace(ENTRY, content=content), FakeWeb({URL: GiveUp("404 Not Found")})
    with pytest.raises(GiveUp, match="404 Not Found"):
        read(entry, HERALD, web, archive.articles, later, NOON)
    assert later.left == []


def test_a_host_that_is_busy_is_asked_again_unless_the_feed_has_the_story(archive: Archive) -> None:
    web = FakeWeb({URL: TryAgain("503", after=7)})
    with pytest.raises(TryAgain):
        read_one(archive, web)
    assert "In the feed." in read_one(archive, web, IN_FEED).text


def test_a_story_without_a_date_that_can_be_is_as_old_as_our_knowledge_of_it(
    archive: Archive,
) -> None:
    found = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
    undated = FakeWeb({URL: PAGE.replace(b"2026-03-01", b"2099-03-01")})
    for published in (None, datetime(2099, 1, 1, tzinfo=UTC)):
        entry = replace(ENTRY, published=published, found=found)
        assert read_one(archive, undated, entry).published == found


def test_a_clock_that_is_a_little_fast_is_believed_up_to_now(archive: Archive) -> None:
    fast = replace(ENTRY, published=NOON + timedelta(minutes=5))
    assert read_one(archive, FakeWeb({URL: PAGE}), fast).published == NOON


@pytest.mark.parametrize(
    ("in_feed", "published"),
    [
        (NOON, NOON),
        (None, datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        # What Go and others write for "no date".
        (datetime(1, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_date_of_the_feed_comes_before_that_of_the_page(
    archive: Archive, in_feed: datetime | None, published: datetime
) -> None:
    article = read_one(archive, FakeWeb({URL: PAGE}), replace(ENTRY, published=in_feed))
    assert article.published == published


def test_reading_twice_leaves_the_same_article_to_listen_to(archive: Archive) -> None:
    web, later = FakeWeb({URL: PAGE}), FakeLater()
    read(ENTRY, HERALD, web, archive.articles, later, NOON)
    read(ENTRY, HERALD, web, archive.articles, later, NOON)
    assert len(set(later.left)) == 1


def test_a_kill_before_the_article_is_queued_leaves_the_work_to_do_again(archive: Archive) -> None:
    web = FakeWeb({URL: PAGE})
    with pytest.raises(Killed):
        read(ENTRY, HERALD, web, archive.articles, FakeLater(fail_at=0), NOON)
    assert STORY in read_one(archive, web).text


@pytest.mark.parametrize(
    ("hours", "job"), [(0, "listen"), (5, "listen"), (7, "catch_up"), (9000, "catch_up")]
)
def test_old_stories_leave_the_news_of_the_hour_first(
    archive: Archive, hours: int, job: str
) -> None:
    later, entry = FakeLater(), replace(ENTRY, published=NOON - timedelta(hours=hours))
    read(entry, HERALD, FakeWeb({URL: PAGE}), archive.articles, later, NOON)
    assert [left for left, _ in later.left] == [job]


def test_a_stub_is_kept_and_not_listened_to(archive: Archive) -> None:
    wall = PAGE.replace(b"</body>", b"<p>Subscribe to continue reading</p></body>")
    later = FakeLater()
    read(ENTRY, HERALD, FakeWeb({URL: wall}), archive.articles, later, NOON)
    assert later.left == []
    assert len(list(archive.redis.scan_iter("article:*"))) == 1


def test_a_feed_that_has_more_than_the_stub_speaks_for_it(archive: Archive) -> None:
    wall = PAGE.replace(b"</body>", b"<p>Subscribe to continue reading</p></body>")
    whole = replace(ENTRY, content=f"<p>In the feed. {STORY}</p><p>Nobody on the quay wept.</p>")
    assert "In the feed." in read_one(archive, FakeWeb({URL: wall}), whole).text
