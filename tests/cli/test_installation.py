"""Seeing to the installation: many sources are asked at once and told in their order."""

from __future__ import annotations

from threading import Barrier

from bot.cli.installation import check_all
from bot.errors import GiveUp
from bot.ports import NEVER, Fetched, Validators
from bot.sources.source import Source

TOGETHER = 4


class Company:
    """A web that answers only when several ask at once."""

    def __init__(self) -> None:
        self._barrier = Barrier(TOGETHER, timeout=5)

    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        self._barrier.wait()
        raise GiveUp(f"{url} is empty")

    def page(self, url: str) -> Fetched | None:
        return self.fetch(url)


def test_a_slow_source_holds_up_no_other_and_the_order_is_kept() -> None:
    names = [f"source-{number}" for number in range(3 * TOGETHER)]
    sources = [Source(id=name, name=name, url=f"https://{name}.example") for name in names]
    rows = check_all(sources, Company())
    assert [row["id"] for row in rows] == names
    assert [row["problem"] for row in rows] == [f"{s.url} is empty" for s in sources]
