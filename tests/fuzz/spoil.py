"""Good input -> the same, spoilt at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

_LONGEST = 60_000
"""Bytes: enough for what grows with the square of its length to be seen."""
_MARKS = [
    *(b"<", b">", b"</", b"/>", b"&", b"&#0;", b"&#xD800;", b"&#99999999;", b"<![CDATA[", b"]]>"),
    *(b"<!--", b"-->", b"<!ENTITY x 'y'>", b"<!DOCTYPE a [", b"&x;", b"<?xml version='1.0'?>"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\ud800", b"\\u0000", b":", b",", b"null"),
    *(b"true", b"NaN", b"-Infinity", b"1e999", b"9" * 400, b"-1", b"0x", b"\x00", b"\xff\xfe"),
    *(b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b"\xc2\x85", b"\r"),
    *(b"\n", b"\t", b" ", b"=", b"#", b"[[", b"]]", b".", b"\\n", b"%", b"%00", b"http://[", b"@"),
    *(
        b"https://",
        b"//",
        b"javascript:",
        b":99999999/",
        b"0001-01-01T00:00:00+23:59",
        b"9999-12-31",
    ),
    *(b"T24:00:00Z", b"2026-02-30", b"encoding='utf-7'", b"charset=utf-16", b"xmlns:a='b'", b"~"),
    *("“”„«»’‘—… ſ İ ı ß ﬁ".encode().split()),
]


def spoilt(seeds: Sequence[bytes], chance: Random) -> bytes:
    """The same for the same state of `chance`."""
    text = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9, 30))):
        text = chance.choice(_WAYS)(text, seeds, chance)[:_LONGEST]
    return text


def _flip(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def _put_in(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_MARKS) + text[at:]


def _put_often(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_MARKS) * chance.choice((10, 1000, 20_000)) + text[at:]


def _replace(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(text, chance)
    return text[:start] + chance.choice(_MARKS) + text[end:]


def _leave_out(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def _repeat(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(text, chance)
    return text[:start] + text[start:end] * chance.choice((2, 50, 3000)) + text[end:]


def _cross(text: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(text, chance)
    other = chance.choice(seeds)
    first, last = _span(other, chance)
    return text[:start] + other[first:last] + text[end:]


def _break_off(text: bytes, _seeds: Sequence[bytes], chance: Random) -> bytes:
    return text[: chance.randrange(len(text) + 1)]


def _span(text: bytes, chance: Random) -> tuple[int, int]:
    """Mostly short."""
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.choice((1, 3, 10, 40, 400)))


_WAYS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(_flip, _put_in, _put_in, _put_often, _replace, _replace),
    *(_leave_out, _repeat, _cross, _break_off),
)
