"""A parser and spoilt input -> what went wrong, if anything did."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tests.fuzz.parsers import Parser, is_ours
from tests.fuzz.spoil import spoilt

SLOWEST = 2.0
"""Seconds of this processor for one input of 60 kB."""


@dataclass(frozen=True)
class Failure:
    case: int
    body: bytes
    what: str


def warm_up(parser: Parser) -> None:
    """What a library loads when it is first used is no fault of the first input."""
    for seed in (*parser.seeds, *(spoilt(parser.seeds, Random(n)) for n in range(99))):  # noqa: S311
        with suppress(Exception):
            parser.read(seed)


def cases(name: str, parser: Parser, first: int = 0) -> Iterator[Failure | None]:
    """One try after the other, without end; the same number is the same input every time."""
    number = first
    while True:
        yield attempt(name, parser, number)
        number += 1


def attempt(name: str, parser: Parser, number: int) -> Failure | None:
    body = spoilt(parser.seeds, Random(f"{name}:{number}"))  # noqa: S311
    began = time.thread_time()
    try:
        parser.read(body)
    except Exception as error:  # noqa: BLE001
        if not is_ours(error):
            return Failure(number, body, traceback.format_exc())
    seconds = time.thread_time() - began
    return Failure(number, body, f"took {seconds:.1f} s") if seconds > SLOWEST else None
