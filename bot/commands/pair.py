"""Words -> the names that somebody wants to compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.commands.word import Word

BETWEEN = frozenset({"and", "vs", "vs.", "versus", "with", "&", "/"})


def is_one_row(words: Sequence[Word]) -> bool:
    """Several words and nothing that says where a name ends."""
    named = [word for word in words if not _is_between(word)]
    return len(named) > 1 and not any(word.quoted or "," in word.text for word in words)


def names_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Between commas, else around the one "and", else as the quotation marks have it."""
    parts = [part for word in words for part in _parts(word)]
    commas, ands = (sum(map(test, parts)) for test in (_is_comma, _is_between))
    if commas:
        groups = _apart(parts, [_is_comma(part) for part in parts])
    elif ands == 1:
        groups = _apart(parts, [_is_between(part) for part in parts])
    else:
        groups = _by_marks(parts)
    named = (" ".join(word.text for word in _without_and(group)) for group in groups)
    return tuple(name for name in named if name)


def _parts(word: Word) -> Iterator[Word]:
    if word.quoted:
        yield word
        return
    yield from (Word(piece) for piece in re.split("(,)", word.text) if piece)


def _is_comma(part: Word) -> bool:
    return part.text == "," and not part.quoted


def _is_between(part: Word) -> bool:
    return part.text.casefold() in BETWEEN and not part.quoted


def _apart(parts: Sequence[Word], borders: Sequence[bool]) -> list[list[Word]]:
    pairs = groupby(zip(parts, borders, strict=True), key=lambda pair: pair[1])
    return [[part for part, _ in group] for is_border, group in pairs if not is_border]


def _by_marks(parts: Sequence[Word]) -> list[list[Word]]:
    """What is quoted is a name of its own, and so is each row of words between."""
    numbered = enumerate(parts)
    rows = groupby(numbered, key=lambda pair: pair[0] if pair[1].quoted else -1)
    return [[part for _, part in row] for _, row in rows]


def _without_and(group: Sequence[Word]) -> Sequence[Word]:
    """As in "Lavrov, and Kuleba"."""
    return group[1:] if len(group) > 1 and _is_between(group[0]) else group
