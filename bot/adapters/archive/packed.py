"""kept <-> bytes: a record and wherever else its words were read, in some 400 bytes.

Four bytes of its number, then JSON, deflated against a text of what such JSON is made of.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from pydantic import TypeAdapter

from bot.timeline.record import Record

_DICTIONARY = files("bot.data").joinpath("packing.txt").read_bytes()
"""What was packed with it can be read with nothing else: another one is another layout."""
_RAW = -zlib.MAX_WBITS
_MOST_MEMORY = 9
_UNPACKED = 5000
"""A side's timeline is read again with each of its statements: ten sides' worth stays at hand."""


@dataclass(frozen=True, slots=True)
class Kept:
    record: Record
    also: Mapping[str, str] = field(default_factory=dict)
    """Where else the words were read: outlet by link."""


_JSON = TypeAdapter(Kept)


def pack(kept: Kept) -> bytes:
    """What follows the number."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW, _MOST_MEMORY, zdict=_DICTIONARY)
    return deflate.compress(_JSON.dump_json(kept)) + deflate.flush()


def head_of(number: int) -> bytes:
    return number.to_bytes(4, "little")


def number_of(packed: bytes) -> int:
    return int.from_bytes(packed[:4], "little")


@lru_cache(_UNPACKED)
def unpack(packed: bytes) -> Kept:
    return _JSON.validate_json(zlib.decompressobj(_RAW, _DICTIONARY).decompress(packed[4:]))
