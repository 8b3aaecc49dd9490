"""An hour of news from six sources, with faults and three kills: every story is read, once."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing, suppress
from datetime import timedelta

import pytest

from bot.adapters.archive.seen import Seen
from bot.sources.entry import Entry
from bot.sources.source import Source
from bot.wiring.parts import Archive
from tests.faults.bot import Bot, Clock
from tests.faults.stand import Answer, Asked, Raw, Reply, Stand, page, standing
from tests.faults.table import CAPTCHA, feed, item, raw, says
from tests.world import NOON, Killed

SOURCES = [f"s{number}" for number in range(6)]
EVERY = timedelta(minutes=4)
"""Between two stories of one source."""
STORIES = 15
TROUBLE: list[Reply | Raw] = [
    says(503),
    says(429, retry_after="120"),
    says(403),
    raw(b""),
    raw(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n<rss>"),
    Reply(CAPTCHA),
    Reply(b""),
]


class Deadly(Seen):
    """Kills its process in the middle of things: the work is queued, and not yet marked."""

    left = 20

    def mark(self, entry: Entry) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed
        super().mark(entry)


def slugs(source: str) -> list[str]:
    return [f"{source}-{number}" for number in range(STORIES)]


def releasing(source: str, chance: random.Random) -> Answer:
    """What is out by now, shuffled, with a validator; every third answer is trouble.

    The list is long enough for the longest row of troubles: what has left it nobody can read.
    """

    def answer(asked: Asked) -> Reply | Raw:
        if chance.random() < 1 / 3:
            return chance.choice(TROUBLE)
        out = int((asked.at - NOON) / EVERY) + 1
        tag = f'"{min(out, STORIES)}"'
        if asked.headers.get("if-none-match") == tag:
            return says(304)
        listed = slugs(source)[:out]
        chance.shuffle(listed)
        return Reply(feed(*(item(slug, "") for slug in listed)), 200, (("etag", tag),))

    return answer


def troubled(slug: str, chance: random.Random) -> Answer:
    """A page that cannot always be had: what fails for good is not among its troubles."""

    def answer(asked: Asked) -> Reply | Raw:
        return says(503) if chance.random() < 1 / 5 else Reply(page(slug))

    return answer


def live(archive: Archive, stand: Stand, clock: Clock, queue: list[Entry], killed: bool) -> Bot:
    first, *others = [Source(s, s, stand.url(f"/{s}"), every=60) for s in SOURCES]
    bot = Bot(archive, stand, clock, first, others=tuple(others), to_read=queue)
    if killed:
        bot.seen = Deadly(archive.redis, clock)
    with closing(bot.web), suppress(Killed):
        while clock() < NOON + timedelta(hours=1 if killed else 5):
            clock.wait(20)
            bot.look()
        # A row of failures makes a source wait for up to a day.
        while not killed and clock() < NOON + timedelta(hours=30):
            clock.wait(600)
            bot.look()
    return bot


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_read_twice(archive: Archive) -> None:
    clock, queue = Clock(), list[Entry]()
    chance = random.Random(7)  # noqa: S311
    with standing(clock) as stand:
        stand.answers = {f"/{source}": releasing(source, chance) for source in SOURCES}
        for source in SOURCES:
            stand.answers |= {f"/news/{slug}": troubled(slug, chance) for slug in slugs(source)}
        bots = [live(archive, stand, clock, queue, killed=number < 3) for number in range(4)]
    read = {(article.url, article.text) for bot in bots for article in bot.articles}
    times = Counter(url.rpartition("/")[2] for url, _ in read)
    assert times == Counter(slug for source in SOURCES for slug in slugs(source))
    assert [letter for bot in bots for letter in bot.letters] == []
    assert stand.together == 1
