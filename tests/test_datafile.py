"""Data files: what is wrong is named by file, line and key."""

from __future__ import annotations

import pytest

from bot.datafile import line_of, read_records
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


def test_a_mark_of_byte_order_at_the_start_does_no_harm() -> None:
    assert read_records("\ufeff" + GOOD, {"source": Source}, "s.toml")["source"][0].id == "herald"


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
        (GOOD.replace("every = 60", "every = 6.5"), "s.toml:11: every: must be a whole number"),
        (GOOD.replace("every = 60", "every = inf"), "s.toml:11: every: must be a whole number"),
        (
            GOOD.replace("every = 60", "name = 'Again'"),
            "s.toml:11: not valid TOML: this key stands",
        ),
        (GOOD.replace("every = 60", "language = 7"), "s.toml:11: language: must be text in"),
        (GOOD.replace("every = 60", "first_party = 'no way'"), "s.toml:11: first_party: must be"),
        (GOOD.replace("every = 60", "every = " + "9" * 6000), "s.toml:11: not valid TOML: "),
        (GOOD.replace('Courier"', "Courier"), "s.toml:9: not valid TOML: a closing quotation"),
        (GOOD.replace("every = 60", "every = [60"), "s.toml:11: not valid TOML: Unclosed array"),
        (GOOD.replace("every = 60", "every = " + "[" * 9000), "s.toml:1: not valid TOML: too many"),
        (GOOD.replace('name = "The Courier"\n', ""), "s.toml:7: name: missing"),
        (GOOD.replace('name = "The Courier"', 'nmae = "The Courier"'), "s.toml:9: nmae: unknown"),
        (GOOD.replace("The Herald", "The\u2028Herald").replace("60", "''"), "s.toml:11: every: "),
        ("[source]\nid = 'a'", "s.toml:1: source: write each one under a line [[source]]"),
        ("\nsource = ['a']", "s.toml:2: source: write each one under a line [[source]]"),
        ("\nsource = 'a'", "s.toml:2: source: write each one under a line [[source]]"),
    ],
)
def test_a_complaint_names_file_line_and_key(text: str, complaint: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_records(text, {"source": Source}, "s.toml")
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


INLINE = """
[[person]]
posts = [
    { title = "mayor" },
    { title = "judge" }, { title = "host" },
]
[[person]]
posts = [{ title = "cook" }]
"""

APART = """
[[person]]
name = "Nobody"
[[person.posts]]
title = "mayor"
[[ person . posts ]]
title = "judge"
"""


@pytest.mark.parametrize(
    ("text", "index", "key", "item", "line"),
    [
        (INLINE, 0, None, None, 2),
        (INLINE, 0, "posts", None, 3),
        (INLINE, 0, "posts", 0, 4),
        (INLINE, 0, "posts", 1, 5),
        (INLINE, 0, "posts", 2, 5),
        (INLINE, 1, "posts", 0, 8),
        (INLINE, 0, "name", None, 2),
        (INLINE, 0, "posts", 9, 3),
        (INLINE, 7, "posts", 0, 1),
        (APART, 0, "posts", 0, 4),
        (APART, 0, "posts", 1, 6),
    ],
)
def test_the_line_of_a_value_is_found(
    text: str, index: int, key: str | None, item: int | None, line: int
) -> None:
    assert line_of(text, "person", index, key, item) == line
