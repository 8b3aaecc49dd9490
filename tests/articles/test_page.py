"""Pages: the story, its title and its date, or a clear word that there is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.page import read_page
from bot.errors import BadInput

URL = "https://herald.example/harbour"
FIRST = (
    "Norland’s foreign minister, Jana Orlo, warned on Friday that the harbour of Hallvik would "
    "stay shut for as long as it takes to settle the dispute over the strait."
)
SECOND = (
    "“We have waited long enough,” Ms. Orlo told reporters in the capital, adding that the talks "
    "had led nowhere and that she expected no change before the spring."
)
PAGE = f"""<!doctype html><html><head><title>Harbour stays shut</title>
<meta property="article:published_time" content="2021-12-31T21:30:00-05:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Harbour stays shut</h1><p>{FIRST}</p><p>Read more: What the harbour costs</p>
<p>{SECOND}</p><table><tr><td>Berths</td><td>12</td></tr></table></article>
<section id="comments"><p>Leave a Reply</p><p>I never liked that harbour, said Bob.</p></section>
<footer>Copyright 2021 The Hallvik Herald</footer></body></html>"""


def test_the_story_is_read_and_nothing_else() -> None:
    article = read_page(PAGE, URL)
    lines = article.text.split("\n\n")
    assert lines[-2:] == [FIRST, SECOND]
    assert set(lines) <= {"Harbour stays shut", FIRST, SECOND}
    assert (article.url, article.title) == (URL, "Harbour stays shut")


def test_the_time_of_publication_is_in_utc() -> None:
    assert read_page(PAGE, URL).published == datetime(2022, 1, 1, 2, 30, tzinfo=UTC)


def test_a_day_alone_is_read_as_its_midnight() -> None:
    page = PAGE.replace("2021-12-31T21:30:00-05:00", "2021-12-31")
    assert read_page(page, URL).published == datetime(2021, 12, 31, tzinfo=UTC)


def test_bytes_are_read_as_text_is() -> None:
    assert read_page(PAGE.encode(), URL) == read_page(PAGE, URL)


def test_a_page_read_from_a_file_has_no_address() -> None:
    assert read_page(PAGE, "").url == ""


@pytest.mark.parametrize(
    "page",
    ["", "   ", b"", b"\x00\x01\xff" * 50, "<html><body></body></html>", "<", "{}", b"\x89PNG\r\n"],
)
def test_a_page_without_a_story_is_refused(page: bytes | str) -> None:
    with pytest.raises(BadInput) as caught:
        read_page(page, URL)
    assert URL in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@settings(max_examples=50, deadline=None)
def test_whatever_comes_is_a_story_or_bad_input(page: bytes | str) -> None:
    with suppress(BadInput):
        assert read_page(page, URL).text


LONG = "\\n".join(f"{FIRST} {number}." for number in range(9))
JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"],
"dateModified": "2022-01-02T10:00:00+02:00", "isAccessibleForFree": %s,
"articleBody": "%s"}]}</script>"""


def told(body: str = "", free: str = "true", page: str = PAGE) -> str:
    return page.replace("</head>", JSON_LD % (free, body) + "</head>")


def test_what_a_page_tells_machines_speaks_for_a_text_that_is_short() -> None:
    article = read_page(told(LONG), URL)
    assert article.text.count("as long as it takes") == 9
    assert read_page(told("Less."), URL).text == read_page(PAGE, URL).text


def test_a_page_that_is_drawn_by_a_program_is_read_all_the_same() -> None:
    empty = "<html><head></head><body><div id='app'></div></body></html>"
    assert read_page(told(LONG, page=empty), URL).text.count("as long as it takes") == 9


@pytest.mark.parametrize(
    "page",
    [
        told(),
        PAGE.replace(
            "<title>",
            '<meta property="article:modified_time" content="2022-01-02T08:00:00Z"><title>',
        ),
    ],
    ids=["to machines", "in its head"],
)
def test_when_a_page_was_changed_is_read(page: str) -> None:
    assert read_page(page, URL).modified == datetime(2022, 1, 2, 8, tzinfo=UTC)


WALL = "<div><p>Subscribe now to continue reading</p></div></body>"


@pytest.mark.parametrize(
    ("page", "stub"),
    [
        (PAGE, False),
        (PAGE.replace("</body>", WALL), True),
        (told(free="false"), True),
        (told(LONG, free="false"), False),
        (told(LONG).replace("</body>", WALL), False),
        (PAGE.replace("</body>", "<a>Already a subscriber? Log in</a></body>"), False),
    ],
    ids=["free", "a wall", "says so", "says so and is whole", "whole below a wall", "a mere link"],
)
def test_the_beginning_of_a_story_before_a_wall_is_a_stub(page: str, stub: bool) -> None:
    assert read_page(page, URL).stub is stub


@given(st.text(max_size=60), st.integers(0, 400), st.binary(max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_mutilated_page_is_a_story_or_bad_input(body: str, at: int, piece: bytes) -> None:
    page = told(body).encode("utf-8", "replace")
    with suppress(BadInput):
        assert read_page(page[:at] + piece + page[at + 9 :], URL, "text/html").text
