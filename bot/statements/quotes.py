"""text -> quotations: pairs the marks of a paragraph, and carries on those it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.statements.passage import Span
from bot.statements.quotation import Quotation

_DOUBLE = re.compile(r"“{1,2}|”{1,2}|[\"„«»‟]|``|''|‘‘|’’")
_SINGLE = re.compile(r"[‘’'‚‹›]")
_OPENS = {"“", "““", "``", "„", "«", "‟", "‘‘"}
_CLOSES = {"”", "””", "''", "»", "’’"}
_OPENS_ONE = {"‘", "'", "‚", "‹"}
_OPEN_AFTER = " \t\u00a0([{—–-:/…"


def find_quotations(text: str, lines: Iterable[Span]) -> list[Quotation]:
    """In the order of the text; quotations inside quotations are part of the outer one."""
    found: list[Quotation] = []
    for start, end in lines:
        of_line = list(_in_line(text, start, end))
        if of_line and found and _carries_on(text, found[-1], of_line[0], start):
            of_line[0] = replace(of_line[0], continues=True)
        found += of_line
    return found


def _carries_on(text: str, before: Quotation, after: Quotation, line: int) -> bool:
    return (
        not before.closed
        and not text[line : after.start].strip()
        and not text[before.end : line].strip()
    )


def _in_line(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Single marks are looked for outside double ones: a line may have both."""
    for quotation in _paired(text, start, end):
        yield from find_singles(text, start, quotation.start)
        yield quotation
        start = quotation.end
    yield from find_singles(text, start, end)


def _paired(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    first = start
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if first == start and _closes_alone(text, mark, start):
                yield Quotation(start, mark.end(), start, mark.start())
            elif _can_open(text, mark, start, end):
                opened = mark
        elif _can_close(text, mark, start, end):
            yield Quotation(opened.start(), mark.end(), opened.end(), mark.start())
            opened = None
        first = mark.end()
    if opened is not None and opened.end() < end:
        yield Quotation(opened.start(), end, opened.end(), end, closed=False)


def _closes_alone(text: str, mark: re.Match[str], start: int) -> bool:
    """The first mark of a line closes what nothing has opened: its words began with the line."""
    return mark[0] == "”" and mark.start() > start and text[mark.start() - 1] in ",.?!…"


def _can_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark[0] in _OPENS:
        return True
    before_is_open = mark.start() == start or text[mark.start() - 1] in _OPEN_AFTER
    after_is_word = mark.end() < end and not text[mark.end()].isspace()
    return before_is_open and after_is_word


def _can_close(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """A typist's slip (an opening mark that ends a word) closes too."""
    if mark[0] in _CLOSES:
        return True
    after_is_word = mark.end() < end and text[mark.end()].isalnum()
    before_is_space = mark.start() > start and text[mark.start() - 1].isspace()
    return not (after_is_word and before_is_space) and (mark[0] == '"' or not after_is_word)


def find_singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    """British papers quote with single marks; apostrophes are told apart by their neighbours."""
    opened: int | None = None
    last: int | None = None
    for mark in _SINGLE.finditer(text, start, end):
        if _opens_single(text, mark, start, end):
            if opened is not None and last is not None:
                yield Quotation(opened, last + 1, opened + 1, last)
                opened = None
            opened, last = (mark.start() if opened is None else opened), None
        elif opened is not None and _closes_single(text, mark, end):
            sure = text[mark.start() - 1] in ",.?!;…" or text[mark.start() - 1] != "s"
            last = mark.start()
            if sure:
                yield Quotation(opened, last + 1, opened + 1, last)
                opened = last = None
    if opened is not None and last is not None:
        yield Quotation(opened, last + 1, opened + 1, last)


def _opens_single(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark[0] not in _OPENS_ONE or mark.end() >= end:
        return False
    if not (text[mark.end()].isalpha() or text[mark.end()] in "[…"):
        return False
    return mark.start() == start or text[mark.start() - 1] in _OPEN_AFTER


def _closes_single(text: str, mark: re.Match[str], end: int) -> bool:
    after = text[mark.end()] if mark.end() < end else " "
    return not after.isalnum() and not text[mark.start() - 1].isspace()
