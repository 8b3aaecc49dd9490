"""A short run over every parser; `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.fuzz.parsers import parsers
from tests.fuzz.trial import cases, warm_up

CASES = 60
PARSERS = (
    *("feed", "json-feed", "sitemap", "listing", "search", "page", "found-feeds", "structured"),
    *("robots", "headers", "opml", "sources", "officials", "letter", "command", "import"),
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Libraries complain of what they were given, as they may."""
    logging.disable()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", PARSERS)
def test_whatever_is_read_no_error_is_raised_but_our_own(name: str, redis_url: str) -> None:
    parser = parsers(redis_url)[name]
    warm_up(parser)
    assert [failure for failure in islice(cases(name, parser), CASES) if failure] == []


def test_no_parser_is_left_out(redis_url: str) -> None:
    assert tuple(parsers(redis_url)) == PARSERS
