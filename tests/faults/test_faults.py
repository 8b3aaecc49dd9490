"""Every fault, through the real duties: nothing lost, nothing twice, nobody bothered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

import pytest

from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.faults.bot import Bot, Clock
from tests.faults.stand import SENTENCE, Stand, standing
from tests.faults.table import FAULTS, Fault


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stand(clock: Clock) -> Iterator[Stand]:
    with standing(clock) as stand:
        yield stand


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_correct_bot_makes_the_best_of(
    fault: Fault, stand: Stand, clock: Clock, archive: Archive
) -> None:
    stand.answers = {"/feed": fault.feed, **fault.pages}
    source = Source("herald", "The Herald", stand.url(), every=1200)
    bot = Bot(archive, stand, clock, source, fault.resolver() if fault.resolver else None)
    with closing(bot.web):
        bot.rounds(fault.rounds)
    assert bot.slugs == fault.read
    assert re.search(fault.problem or "^$", bot.state.problem)
    assert re.search(fault.letters or "^$", "\n".join(bot.letters))
    assert bot.state.ended == fault.ended
    _check_texts(bot)
    _check_manners(fault, stand)


def _check_texts(bot: Bot) -> None:
    for article in bot.articles:
        assert SENTENCE in article.text
        assert article.published is not None
        assert article.published <= bot.clock()
        assert "Ã" not in article.title + article.text


def _check_manners(fault: Fault, stand: Stand) -> None:
    assert stand.together <= 1
    times = sorted(asked.at for asked in stand.asked)
    hops = fault.name.startswith(("30", "a redirect", "http"))
    for before, after in pairwise(times):
        assert hops or (after - before).total_seconds() >= 1
    polls = stand.times("/feed")
    if fault.waits:
        assert (polls[1] - polls[0]).total_seconds() >= fault.waits
    for path, count in fault.asked.items():
        assert len(stand.times(path)) == count, path
    for asked in stand.asked:
        assert asked.headers["user-agent"].startswith("Verbatim/")


def test_a_repeat_is_conditional(stand: Stand, clock: Clock, archive: Archive) -> None:
    (fault,) = [fault for fault in FAULTS if fault.name == "ETags"]
    stand.answers = {"/feed": fault.feed}
    bot = Bot(archive, stand, clock, Source("herald", "The Herald", stand.url()))
    with closing(bot.web):
        bot.rounds(3)
    polls = [asked for asked in stand.asked if asked.path == "/feed"]
    assert [asked.headers.get("if-none-match") for asked in polls] == [None, '"1"', '"1"']


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(FAULTS) >= 30
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
