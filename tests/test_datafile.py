"""Data files: what is wrong is named by file, line and key."""

from __future__ import annotations

import pytest

from bot.datafile import read_records
from bot.errors import BadInput
from bot.sources.source import Source

GOOD = """
[[source]]
id = "herald"
name = "The Herald"
url = "https://herald.example/feed"

[[source]]
id = "courier"
name = "The Courier"
url = "https://courier.example/feed"
every = 60
"""


def test_records_come_in_the_order_of_the_file() -> None:
    assert [source.id for source in read_records(GOOD, {"source": Source}, "s.toml")["source"]] == [
        "herald",
        "courier",
    ]


def test_an_empty_file_has_no_records() -> None:
    assert read_records("", {"source": Source}, "s.toml") == {"source": []}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[source]\nid = 1", "s.toml:1: not valid TOML"),
        ("x = 1", "s.toml:1: unknown table or key 'x'"),
        ("\n\n[[sources]]\nid = 'a'", "s.toml:3: unknown table or key 'sources'"),
        (GOOD.replace("every = 60", "evry = 60"), "s.toml:11: evry: unknown key"),
        (GOOD.replace("every = 60", "every = 'often'"), "s.toml:11: every: "),
        (GOOD.replace('name = "The Courier"\n', ""), "s.toml:7: name: missing"),
    ],
)
def test_a_complaint_names_file_line_and_key(text: str, complaint: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_records(text, {"source": Source}, "s.toml")
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)
