"""Reading and writing commands: a table of what people type, and laws for whatever else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from datetime import time as hour

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.command import (
    MOST,
    Command,
    Compare,
    Export,
    ExportCorrections,
    Follow,
    Following,
    Help,
    Lookup,
    Misread,
    Mute,
    Pick,
    SetDigest,
    SetQuiet,
    ShowSettings,
    ShowStatus,
    ToneOf,
    Unfollow,
    Unmute,
)
from bot.commands.read import read
from bot.commands.verbs import VERBS
from bot.commands.words import cleaned
from bot.commands.write import write
from tests.commands.table import MISREAD, TABLE, TODAY


@pytest.mark.parametrize(("typed", "meant"), TABLE)
def test_what_was_typed_is_what_was_meant(typed: str, meant: Command) -> None:
    assert read(typed, TODAY) == meant


@pytest.mark.parametrize(("typed", "reason"), MISREAD)
def test_what_cannot_be_meant_says_in_one_line_what_to_do(typed: str, reason: str) -> None:
    answer = read(typed, TODAY)
    assert isinstance(answer, Misread)
    assert reason in answer.reason
    assert "\n" not in answer.reason


def test_the_table_is_long() -> None:
    assert len({typed for typed, _ in [*TABLE, *MISREAD]}) == len(TABLE) + len(MISREAD) >= 250


def test_every_verb_stands_in_the_table() -> None:
    assert set(VERBS) <= {typed.split()[0].casefold() for typed, _ in TABLE if typed.split()}


NAMES = st.one_of(
    st.sampled_from(
        ["Lavrov", "find", "Sergey Lavrov", "O'Neill", "24h", "corrections", "and", "Сергей", "vs."]
    ),
    st.text(min_size=1, max_size=40).map(lambda text: cleaned(text).replace('"', "").strip()),
).filter(lambda name: name and cleaned(name) == name)
PHRASES = NAMES.map(lambda name: name if name.isalnum() else f'"{name}"')
ABOUT = st.just("") | PHRASES | PHRASES.map(lambda words: f"grain {words}")
DAYS = st.none() | st.dates(date(1900, 1, 1), TODAY)
ZONES = st.sampled_from(["", "UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
HOURS = st.builds(hour, st.integers(0, 23), st.integers(0, 59))
ROWS = st.lists(st.sampled_from(["Sergey", "Lavrov", "Dmytro", "Kuleba"]), min_size=2, max_size=5)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(
        Lookup,
        NAMES,
        ABOUT,
        st.just("") | NAMES,
        DAYS,
        st.none() | st.just(TODAY),
        st.sampled_from([None, "confrontational", "neutral", "conciliatory"]),
        st.sampled_from([None, "direct", "mixed", "indirect"]),
        st.integers(1, MOST),
        st.integers(1, 100_000),
    ),
    st.builds(
        Follow,
        NAMES,
        st.sampled_from([None, "all", "shifts", "digest"]),
        st.sampled_from([None, "fewer", "balanced", "more"]),
        st.booleans(),
    ),
    st.builds(Unfollow, NAMES),
    st.builds(Mute, NAMES, st.integers(1, 10_000).map(lambda n: timedelta(minutes=n))),
    st.builds(Unmute, st.just("") | NAMES),
    st.builds(SetDigest, HOURS, ZONES, st.none() | st.integers(0, 6)),
    st.builds(SetQuiet, HOURS, HOURS, ZONES).filter(lambda quiet: quiet.start != quiet.end),
    st.builds(ToneOf, NAMES, st.integers(1, 3660)),
    st.builds(Compare, NAMES, NAMES, ABOUT),
    st.builds(Compare, ROWS.map(" ".join), st.just(""), ABOUT),
    st.builds(Export, NAMES, DAYS),
    st.just(ExportCorrections()),
    st.builds(Help, st.sampled_from(["", *sorted(set(VERBS.values()))])),
    st.builds(Pick, st.sampled_from(["find", "follow", "tone"])),
    st.sampled_from([
        Following(), ShowSettings(), ShowStatus(), SetDigest(None), SetQuiet(None, None),
    ]),
)  # fmt: skip


@settings(deadline=None)
@given(COMMANDS)
def test_what_was_written_reads_as_the_same_command(command: Command) -> None:
    assert read(write(command), TODAY) == command


@settings(deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from([*VERBS, "about:", '"', "'", "Lavrov", ",", "7d"])).map(" ".join)
)
def test_any_text_is_a_command_and_stays_the_same_when_written(typed: str) -> None:
    command = read(typed, TODAY)
    if isinstance(command, Lookup):
        command = replace(command, meant="")
    if not isinstance(command, Misread):
        assert read(write(command), TODAY) == command
