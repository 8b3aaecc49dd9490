"""python -m tests.fuzz [--minutes N] [--first CASE] [PARSER]...: no exception but our own."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping
from pathlib import Path

from bot.adapters.embedded import Embedded
from tests.fuzz.parsers import Parser, parsers
from tests.fuzz.trial import Failure, cases, warm_up

_SHOWN = 5
"""Failures of one parser, after which the next one is tried."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10.0, help="for each parser")
    asked.add_argument("--first", type=int, default=0, help="the number of the first case")
    asked.add_argument("parsers", nargs="*", metavar="PARSER", help="all when none is named")
    chosen = asked.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        server = Embedded(Path(folder))
        server.start()
        try:
            known = parsers(server.url)
            return _run(known, chosen.parsers or list(known), chosen.minutes, chosen.first)
        finally:
            server.stop()


def _run(known: Mapping[str, Parser], names: list[str], minutes: float, first: int) -> int:
    failed = 0
    for name in names:
        if name not in known:
            sys.exit(f"there is no parser '{name}'; there are {', '.join(known)}")
        failed += _try(name, known[name], minutes * 60, first)
    return 1 if failed else 0


def _try(name: str, parser: Parser, seconds: float, first: int) -> int:
    warm_up(parser)
    until, count = time.monotonic() + seconds, 0
    failures: list[Failure] = []
    for outcome in cases(name, parser, first):
        count += 1
        if outcome is not None:
            failures.append(outcome)
            print(f"{name} {outcome.case}: {outcome.what}\n{outcome.body[:1000]!r}", flush=True)  # noqa: T201
        if time.monotonic() >= until or len(failures) == _SHOWN:
            break
    print(f"{name}: {count:,} inputs, {len(failures)} failures", flush=True)  # noqa: T201
    return len(failures)


sys.exit(main())
