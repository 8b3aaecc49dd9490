"""Seeing to the installation: many sources are asked at once and told in their order."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier

import pytest

from bot.cli.installation import _named, check_all, export_sources, import_sources
from bot.errors import GiveUp
from bot.ports import NEVER, Fetched, Validators
from bot.sources.catalogue import read_catalogue
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


def test_the_feeds_we_give_as_opml_can_be_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_sources()
    file = tmp_path / "feeds.opml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    import_sources(file)
    taken = read_catalogue([("taken.toml", capsys.readouterr().out)])
    assert len(taken) >= 100
    assert all(source.section for source in taken)


def test_an_address_is_checked_as_a_source_would_be() -> None:
    (row,) = check_all(_named([], ["https://herald.example/feed"]), Alone())
    assert (row["id"], row["problem"]) == ("https://herald.example/feed", "nothing there")


class Alone:
    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        raise GiveUp("nothing there")

    def page(self, url: str) -> Fetched | None:
        return self.fetch(url)
