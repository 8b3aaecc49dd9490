"""Allowances: so much a span and workspace, and neither another's nor another thing's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.adapters.archive.allowance import Allowance
from bot.wiring.parts import Archive
from tests.world import NOON


def test_what_is_spent_comes_back_with_the_next_span(archive: Archive) -> None:
    at = [NOON]
    files = Allowance("files", 2, timedelta(hours=1), archive.redis, lambda: at[0])
    assert [files.spend("T0ONE") for _ in range(3)] == [True, True, False]
    at[0] = NOON + timedelta(hours=1)
    assert files.spend("T0ONE")


def test_others_and_other_things_are_counted_apart(archive: Archive) -> None:
    hour = timedelta(hours=1)
    files = Allowance("files", 1, hour, archive.redis, lambda: NOON)
    commands = Allowance("commands", 1, hour, archive.redis, lambda: NOON)
    assert files.spend("T0ONE")
    assert files.spend("T0OTHER")
    assert commands.spend("T0ONE")
    assert not files.spend("T0ONE")


@pytest.mark.parametrize("what", ["commands", "files"])
def test_nothing_is_counted_for_ever(archive: Archive, what: str) -> None:
    Allowance(what, 1, timedelta(hours=1), archive.redis, lambda: NOON).spend("T0ONE")
    (key,) = archive.redis.keys("allowance:*")
    assert 0 < archive.redis.ttl(key) <= 7200
