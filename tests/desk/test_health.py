"""Health: who has been broken or silent for long, and in which words that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.desk.health import ailing, in_words
from bot.ports import SourceState
from tests.world import NOON


def ago(**time: float) -> datetime:
    return NOON - timedelta(**time)


WELL = SourceState("herald", began=ago(days=90), good=ago(minutes=1), news=ago(hours=1), wait=600)
FAILING = replace(WELL, failures=9, problem="503")


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (WELL, None),
        (FAILING, None),
        (replace(FAILING, good=ago(hours=7)), "broken"),
        (replace(FAILING, good=ago(days=7), failures=1), None),
        (replace(FAILING, good=None, began=ago(hours=7)), "broken"),
        (replace(FAILING, good=None, began=ago(hours=5)), None),
        (replace(WELL, news=ago(days=2)), None),
        (replace(WELL, news=ago(days=4)), "silent"),
        (replace(WELL, news=ago(days=4), wait=6 * 3600), None),
        (replace(WELL, news=ago(days=9), good=ago(days=8)), None),
        (replace(WELL, news=None), "silent"),
        (replace(WELL, news=None, began=ago(days=1)), None),
        (replace(WELL, ended=True, problem="410 Gone"), "ended"),
        (SourceState("herald"), None),
    ],
)
def test_only_what_lasts_is_an_ailment(state: SourceState, kind: str | None) -> None:
    assert [ailment.kind for ailment in ailing([state], NOON)] == ([kind] if kind else [])


def test_the_longest_comes_first() -> None:
    states = [replace(FAILING, source=f"s{days}", good=ago(days=days)) for days in (1, 9, 4)]
    assert [ailment.source for ailment in ailing(states, NOON)] == ["s9", "s4", "s1"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SourceState("herald"), "not asked yet"),
        (replace(WELL, lag=90.4), "read 2026-03-02 11:59:00 UTC, lag 0:01:30"),
        (SourceState("herald", next=NOON), "next 2026-03-02 12:00:00 UTC"),
        (replace(FAILING, good=None, failures=1), "failed once: 503"),
        (
            replace(FAILING, good=None, next=NOON),
            "failed 9 times: 503, next 2026-03-02 12:00:00 UTC",
        ),
        (replace(WELL, ended=True, problem="410 Gone"), "ended: 410 Gone"),
    ],
)
def test_health_is_told_in_a_line(state: SourceState, words: str) -> None:
    assert in_words(state) == words
