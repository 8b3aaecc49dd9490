"""words -> targets: the sides and officials they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.statements.register import Register

_WORD = re.compile(r"\b[A-Z][\w.'’\-]*")
_LONGEST = 4
"""Words of the longest name that is looked for."""


def targets_of(
    words: str, register: Register, speaker: str | None, group: str | None
) -> tuple[str, ...]:
    """In order of appearance, the speaker's own side only when nobody else is spoken of."""
    found = list(dict.fromkeys(_named(words, register)))
    others = [name for name in found if name not in {group, speaker}]
    return tuple(others or [name for name in found if name != speaker])


def _named(words: str, register: Register) -> Iterator[str]:
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[^\W_][\w.’'\-]*", words)]
    index = 0
    while index < len(tokens):
        length, name = _longest_at(words, tokens, index, register)
        if name is not None:
            yield name
        index += length


def _longest_at(
    words: str, tokens: list[tuple[int, int]], index: int, register: Register
) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(tokens) - index), 0, -1):
        start, end = tokens[index][0], tokens[index + length - 1][1]
        candidate = _bare(words[start:end])
        if not any(map(str.isupper, candidate)):
            continue
        name = _meaning(candidate, register)
        if name is not None:
            return length, name
    return 1, None


def _bare(words: str) -> str:
    return re.sub(r"['’]s?$", "", words).rstrip(".") if not words.endswith("S.") else words


def _meaning(candidate: str, register: Register) -> str | None:
    side = register.side_of(candidate)
    if side is not None:
        return side.name
    officials = register.named(candidate, None)
    return officials[0].name if len(officials) == 1 else None
