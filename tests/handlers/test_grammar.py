"""The grammar of /quotes: what people type, and what they meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import Request, parse

TABLE = [
    ("Lavrov", Request("quotes", "Lavrov")),
    ("  Sergey   Lavrov ", Request("quotes", "Sergey Lavrov")),
    ("“Lavrov”", Request("quotes", "Lavrov")),
    ("«Лавров»", Request("quotes", "Лавров")),
    ("Lavrov\u00a0", Request("quotes", "Lavrov")),
    ("\u200bLavrov\u2069", Request("quotes", "Lavrov")),
    ("O'Neill", Request("quotes", "O'Neill")),
    ("find List", Request("quotes", "List")),
    ("follow Lavrov", Request("follow", "Lavrov")),
    ("FOLLOW Lavrov", Request("follow", "Lavrov")),
    ("subscribe Lavrov", Request("follow", "Lavrov")),
    ("follow United States", Request("follow", "United States")),
    ("unfollow Lavrov", Request("unfollow", "Lavrov")),
    ("unsubscribe Lavrov", Request("unfollow", "Lavrov")),
    ("list", Request("list")),
    ("List", Request("list")),
    ("help", Request("help")),
    ("?", Request("help")),
    ("", Request("help")),
    ("   ", Request("help")),
    ("follow", Request("help")),
    ("list of names", Request("quotes", "list of names", "list of names")),
    ("folow Lavrov", Request("quotes", "folow Lavrov", "follow Lavrov")),
    ("unfolow Lavrov", Request("quotes", "unfolow Lavrov", "unfollow Lavrov")),
    ("hlep", Request("quotes", "hlep", "help")),
]


@pytest.mark.parametrize(("typed", "meant"), TABLE)
def test_what_was_typed_is_what_was_meant(typed: str, meant: Request) -> None:
    assert parse(typed) == meant


@given(st.text())
def test_any_text_is_a_request(typed: str) -> None:
    assert parse(typed).verb in ("quotes", "follow", "unfollow", "list", "help")
