"""Corrections on the real server: each workspace's own, in order, and none twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.alerts.correction import Correction
from bot.wiring.parts import Archive
from tests.world import DESK, NOON, SPORT

FIRST = Correction("r1", "tone", "neutral", "conciliatory", "U1", DESK, NOON)


def later(minutes: int, **changes: Any) -> Correction:
    return replace(FIRST, at=NOON + timedelta(minutes=minutes), **changes)


def test_what_says_the_same_is_not_kept_again(archive: Archive) -> None:
    assert archive.corrections.keep(FIRST) == FIRST
    assert archive.corrections.keep(later(1, by="U2", channel=SPORT)) == FIRST
    assert archive.corrections.of("T1", ["r1", "r2"]) == [[FIRST], []]


def test_corrected_again_the_last_word_stands(archive: Archive) -> None:
    words = [FIRST, later(1, right="neutral"), later(2), later(3, what="speaker", right="")]
    for made in words:
        assert archive.corrections.keep(made) == made
    assert archive.corrections.of("T1", ["r1"]) == [words]


def test_no_workspace_sees_what_another_corrected(archive: Archive) -> None:
    elsewhere = replace(FIRST, channel=replace(DESK, team="T2"), by="U9")
    for made in (elsewhere, FIRST):
        archive.corrections.keep(made)
    assert archive.corrections.of("T1", ["r1"]) == [[FIRST]]
    assert archive.corrections.of("T2", ["r1"]) == [[elsewhere]]
    assert set(archive.corrections.all()) == {FIRST, elsewhere}


def test_of_many_who_say_the_same_at_once_one_is_kept(archive: Archive) -> None:
    said = [later(number, by=f"U{number}") for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        kept = set(threads.map(archive.corrections.keep, said))
    assert len(kept) == 1
    assert archive.corrections.all() == list(kept)
