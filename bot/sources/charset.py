"""bytes of text -> its characters, whatever the headers say."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?\sencoding\s{0,5}=\s{0,5}["']
       | <meta[^>]{0,200}?\scharset\s{0,5}=\s{0,5}["']?
       | <meta[^>]{0,200}?;\s{0,5}charset\s{0,5}=\s{0,5})
       ([A-Za-z0-9._:\-]{1,40})""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9._:\-]{1,40})", re.IGNORECASE)
_HEAD = 2048
"""Bytes in which a document says how it is written."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers read instead: who says the one mostly writes the other."""
_NO_TEXT = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}


def decode(body: bytes, content_type: str = "") -> str:
    """Whole UTF-8 is UTF-8: nothing else reads so by chance, and wrong headers are common.

    Then what the document says of itself, then what the header says, then Windows-1252.
    A byte that is no character costs no more than itself.
    """
    for encoding in (*_from_mark(body), *_in_seven_bits(body), "utf-8"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    stated = list(_stated(body, content_type))
    for encoding in stated:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode(stated[0] if stated else "cp1252", "replace")


def _from_mark(body: bytes) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            yield encoding
            return


def _in_seven_bits(body: bytes) -> Iterator[str]:
    """Japanese in escapes is UTF-8 too, letter by letter, and reads as gibberish."""
    if b"\x1b$" in body:
        yield "iso2022_jp"


def _stated(body: bytes, content_type: str) -> Iterator[str]:
    in_text, in_header = _DECLARED.search(body[:_HEAD]), _IN_HEADER.search(content_type)
    for name in (in_text and in_text[1].decode(), in_header and in_header[1]):
        encoding = _codec(name or "")
        if encoding:
            yield encoding


def _codec(name: str) -> str:
    """Python's name for it, or empty: not all that Python knows is a way to write text."""
    try:
        found = codecs.lookup(name)
        b"".decode(found.name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "" if found.name in _NO_TEXT else _WIDER.get(found.name, found.name)
