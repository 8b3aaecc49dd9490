"""What many tests stand on: a real bundled server, and a world of small fakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.archive.door import connect
from bot.adapters.embedded import Embedded
from bot.wiring import parts


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bundled server that lives as long as the test run."""
    server = Embedded(Path(tmp_path_factory.mktemp("redis")))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def archive(redis_url: str) -> Iterator[parts.Archive]:
    """An empty archive on the real server."""
    with connect(redis_url) as redis:
        redis.flushall()
    opened = parts.archive_at(redis_url)
    yield opened
    opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first: what starts whole processes comes last."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
