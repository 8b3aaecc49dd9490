"""robots.txt: obeyed for pages, asked for once a day, and never guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.web.robots import Robots
from bot.adapters.web.turns import Rules, Unlimited
from bot.errors import BotError, GiveUp, NotYet, TryAgain
from bot.ports import NEVER, Fetched

PAGE = "https://herald.example/ferry"
ASKED = "https://herald.example/robots.txt"
CLOSED = b"User-agent: *\nDisallow: /"


class Host:
    def __init__(self, answer: bytes | Exception) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched | None:
        self.asked.append(url)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Fetched(url, self.answer, "text/plain", NEVER)


def robots(host: Host, turns: Unlimited | None = None) -> Robots:
    return Robots("Verbatim/1.0 (news reader)", turns or Unlimited(), host.fetch)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"User-agent: Verbatim\nAllow: /\n\nUser-agent: *\nDisallow: /",
        b"User-agent: *\nDisallow: /\nAllow: /ferry",
        b"User-agent: somebody\nDisallow: /",
        b"<html>not found</html>",
        GiveUp("404 Not Found"),
        GiveUp("403 Forbidden"),
    ],
)
def test_what_is_not_forbidden_is_read(text: bytes | Exception) -> None:
    robots(Host(text)).refuse(PAGE)


@pytest.mark.parametrize(
    "text",
    [
        CLOSED,
        b"\xef\xbb\xbfUser-Agent: verbatim\r\nDisallow: /fer*",
        b"User-agent: *\nDisallow: /ferry$",
    ],
)
def test_what_is_forbidden_is_not(text: bytes) -> None:
    with pytest.raises(GiveUp, match=r"closed to programs by its host's robots\.txt"):
        robots(Host(text)).refuse(PAGE)


def test_it_is_asked_for_once() -> None:
    host = Host(b"")
    asking = robots(host)
    for path in ("ferry", "harbour"):
        asking.refuse(f"https://herald.example/{path}")
    assert host.asked == [ASKED]


def test_while_it_cannot_be_had_pages_are_left_alone_and_nobody_asks_again() -> None:
    host = Host(TryAgain("503"))
    asking = robots(host)
    for _ in range(2):
        with pytest.raises(TryAgain, match=r"robots\.txt cannot be had"):
            asking.refuse(PAGE)
    assert host.asked == [ASKED]


def test_old_rules_hold_while_new_ones_cannot_be_had() -> None:
    for text, closed in (("", False), (CLOSED.decode(), True)):
        turns = Unlimited({"herald.example": Rules(text, stale=True)})
        asking = robots(Host(TryAgain("503")), turns)
        if closed:
            with pytest.raises(GiveUp):
                asking.refuse(PAGE)
        else:
            asking.refuse(PAGE)


def test_a_host_that_is_busy_is_not_one_without_rules() -> None:
    turns = Unlimited()
    with pytest.raises(NotYet):
        robots(Host(NotYet("busy", after=1)), turns).refuse(PAGE)
    assert turns.kept == {}


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_open_or_close_a_page(text: bytes) -> None:
    with suppress(BotError):
        robots(Host(text)).refuse(PAGE)
