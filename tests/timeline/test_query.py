"""A query: which statements answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timeline.query import Query, answers
from bot.timeline.terms import terms_of
from tests.world import NOON, a_record, a_tone

SAID = a_record(
    "We won't sign the grain deals that Kyív denied; sanctions are no 1,000 weapons.",
    tone=-0.8,
    targets=("Kelmora", "Sudmark"),
)


@pytest.mark.parametrize(
    "about",
    [
        "",
        "…",
        '"',
        "grain",
        "GRAIN deal",
        "deals grain",
        '"grain deal"',
        "“the grain deals”",
        "«Grain Deal» sanction",
        '"grain deal',
        "kyiv",
        "signing",
        "deny",
        "signed sanctioned",
        "won’t",
        '"will not sign"',
        "1000 weapon",
    ],
)
def test_these_words_are_found(about: str) -> None:
    assert answers(Query("maresa-tolvik", about=about), SAID)


@pytest.mark.parametrize(
    "about",
    ["grains of wheat", '"deal grain"', '"grain deal" wheat', '"the deal"', "gra", "won", "100"],
)
def test_these_are_not(about: str) -> None:
    assert not answers(Query("maresa-tolvik", about=about), SAID)


@pytest.mark.parametrize(
    ("query", "answered"),
    [
        (Query("maresa-tolvik"), True),
        (Query("joren-aalst"), False),
        (Query(group="Torvania"), True),
        (Query(group="Kelmora"), False),
        (Query("maresa-tolvik", group="Kelmora"), False),
        (Query(group="Torvania", target="Kelmora"), True),
        (Query(group="Torvania", target="Norland"), False),
        (Query(group="Torvania", since=NOON.date(), until=NOON.date()), True),
        (Query(group="Torvania", since=NOON.date() + timedelta(1)), False),
        (Query(group="Torvania", until=date(2021, 12, 31)), False),
        (Query(group="Torvania", label="confrontational"), True),
        (Query(group="Torvania", label="neutral"), False),
        (Query(group="Torvania", kind="direct"), True),
        (Query(group="Torvania", kind="mixed"), False),
    ],
)
def test_each_part_of_a_query_must_hold(query: Query, answered: bool) -> None:
    assert answers(query, SAID) is answered


def test_with_a_target_the_tone_is_the_tone_towards_it() -> None:
    parted = replace(SAID, towards={"Sudmark": a_tone(0.8)})
    asked = Query(group="Torvania", label="conciliatory")
    assert answers(replace(asked, target="Sudmark"), parted)
    assert not answers(replace(asked, target="Kelmora"), parted)
    assert not answers(asked, parted)


@pytest.mark.parametrize(
    "alike",
    [
        ("talk", "talks", "talked", "talking", "TALK"),
        ("make", "makes", "making"),
        ("stop", "stops", "stopped", "stopping"),
        ("call", "calls", "called", "calling"),
        ("press", "presses", "pressed", "pressing"),
        ("country", "countries"),
        ("deny", "denies", "denied", "denying"),
        ("agree", "agrees"),
        ("need", "needs"),
        ("crisis",),
        ("Støre", "STØRE"),
        ("Erdoğan", "Erdogan"),
        ("мир", "МИР"),
    ],
)
def test_endings_case_and_accents_make_no_other_term(alike: tuple[str, ...]) -> None:
    assert len(set(map(terms_of, alike))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("bring", "br"), ("red", "r"), ("sing", "s"), ("pass", "pa"), ("war", "warm"), ("no", "not")],
)
def test_other_words_are_other_terms(one: str, other: str) -> None:
    assert terms_of(one) != terms_of(other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_found_by_its_own_words(before: str, text: str) -> None:
    said = a_record(f"{before} {text}")
    assert answers(Query("maresa-tolvik", about=text), said)
