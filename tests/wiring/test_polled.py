"""What is polled: the catalogue, and a search for everybody followed."""

from __future__ import annotations

import pytest

from bot.errors import GiveUp
from bot.sources.source import Source
from bot.wiring.polled import Known, polled
from tests.world import HERALD, register

SEARCH = Source("wide", "Wide", "https://search.example/?q={name}")
GERMAN = Source("bote", "Der Bote", "https://bote.example/feed", language="de")
TOLVIK = "maresa-tolvik"


def test_following_somebody_brings_a_search_for_them() -> None:
    catalogue = [HERALD, SEARCH, GERMAN]
    assert [s.id for s in polled(catalogue, register(), [])] == ["herald"]
    asked = polled(catalogue, register(), [TOLVIK, "Torvania"])
    assert [s.id for s in asked] == ["herald", f"wide:{TOLVIK}"]
    assert asked[1].url == "https://search.example/?q=Maresa+Tolvik"


def test_a_search_is_known_by_its_id() -> None:
    known = Known([HERALD, SEARCH], register())
    assert known("herald") == HERALD
    assert known(f"wide:{TOLVIK}").url == "https://search.example/?q=Maresa+Tolvik"
    for id in ("courier", "wide:nobody", f"courier:{TOLVIK}"):
        with pytest.raises(GiveUp, match="no longer in the catalogue"):
            known(id)
