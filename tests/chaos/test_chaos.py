"""The trial in small, and that it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.alerts.alert import Alert
from bot.wiring.parts import Archive
from tests.chaos.news import Story, write_stories
from tests.chaos.plan import MEMBERS, make_plan
from tests.chaos.process import ForgetfulOutbox
from tests.chaos.report import Card, Outcome, Recovery
from tests.chaos.trial import try_it
from tests.world import DESK

STORIES = write_stories(7, 3)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_whatever_is_killed_each_card_is_posted_once_and_in_order(tmp_path: Path) -> None:
    blows = make_plan(11, kills=15, every=1.2)
    stories = write_stories(11, 20)
    told: list[str] = []
    outcome = try_it(stories, blows, 1.0, tmp_path, told.append)
    figures = "\n".join([*told, *outcome.figures(), *outcome.problems(), *outcome.lines])
    assert sum(outcome.kills.values()) >= 10, figures
    assert outcome.expected, figures
    assert (outcome.lost, outcome.twice, outcome.disordered) == ([], [], []), figures


def test_a_seed_gives_the_same_plan_again() -> None:
    assert make_plan(3, 50, 2.0) == make_plan(3, 50, 2.0)
    assert make_plan(3, 50, 2.0) != make_plan(4, 50, 2.0)
    assert write_stories(3, 9) == write_stories(3, 9)


def test_a_plan_kills_as_often_as_it_was_asked_to_and_everybody() -> None:
    kills = [blow for blow in make_plan(5, 200, 3.0) if blow.deed == "kill"]
    assert len(kills) == 200
    assert {blow.target for blow in kills} == set(MEMBERS)


def outcome(
    cards: list[tuple[Story, str, float]], orders: dict[str, set[tuple[str, str]]] | None = None
) -> Outcome:
    shown = [Card(c, at, "statement", frozenset({story.mark, "said"})) for story, c, at in cards]
    return Outcome(
        stories=STORIES,
        out={},
        heard={},
        states={owed: "waiting" for story in STORIES for owed in owed_for(story)},
        cards=shown,
        orders=orders or {"C": {("a", "b")}},
        kills={},
        pauses={},
        recoveries=[],
        dead=[],
        parked=[],
        lines=[],
    )


def owed_for(story: Story) -> list[tuple[str, str]]:
    return [(channel, story.mark) for channel in story.channels()]


EVERYTHING = [(story, c, float(n)) for n, story in enumerate(STORIES) for c in story.channels()]


def test_all_is_well_when_each_card_is_there_once() -> None:
    assert outcome(EVERYTHING).problems() == []


def test_a_card_too_few_and_one_too_many_are_found() -> None:
    assert outcome(EVERYTHING[1:]).lost == [(EVERYTHING[0][1], EVERYTHING[0][0].mark)]
    again = [*EVERYTHING, EVERYTHING[0]]
    assert outcome(again).twice == [(EVERYTHING[0][1], EVERYTHING[0][0].mark)]


def test_a_card_that_overtook_another_is_found() -> None:
    one, other = STORIES[0], STORIES[1]
    cards = [(one, "C", 2.0), (other, "C", 1.0)]
    assert outcome(cards, {"C": {(one.mark, other.mark)}}).disordered
    assert not outcome(cards, {"C": {(other.mark, one.mark)}}).disordered


def test_a_recovery_that_took_long_is_found() -> None:
    late = Recovery("worker (waiting) 1", 0.0, pid=1, jobs=1, seconds=6.5)
    never = Recovery("server", 0.0)
    found = outcome(EVERYTHING)
    found = Outcome(**{**vars(found), "recoveries": [late, never]})
    assert [problem.partition(" took")[0] for problem in found.problems()] == [
        "1 of worker",
        "1 of server",
    ]


def test_an_outbox_that_forgets_takes_everything_twice(archive: Archive) -> None:
    outbox, alert = ForgetfulOutbox(archive.redis), Alert(DESK, "statement", "r1")
    assert [outbox.put(alert), outbox.put(alert)] == [True, True]
    assert [outbox.posting(alert), outbox.posting(alert)] == [0, 0]
