"""text -> whether it names anybody tracked, long before grammar is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation

from bot.statements.names import without_accents
from bot.statements.official import Official

_SHORTEST_SURNAME = 3
"""Letters; a shorter last word ("Un", "Li") names its bearer only with the words before it."""


def mentions(officials: Iterable[Official]) -> Callable[[str], bool]:
    """Built once; then it takes a text and says whether one of them is named.

    By surname or full name, as written or in capitals, with or without accents (Aho and Corasick
    1975). An office alone ("the foreign minister") names nobody.
    """
    names = sorted({name for one in officials for name in _surfaces(one)})
    automaton = AhoCorasick(names, implementation=Implementation.DFA)

    def names_somebody(text: str) -> bool:
        return any(
            _is_whole(text, start, end)
            for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        )

    return names_somebody


def _surfaces(official: Official) -> Iterator[str]:
    for name in (official.name, *official.aliases, *official.ambiguous):
        last = name.rpartition(" ")[2]
        for written in (name, last) if len(last) >= _SHORTEST_SURNAME else (name,):
            for spelled in (written, without_accents(written)):
                yield spelled
                yield spelled.upper()


def _is_whole(text: str, start: int, end: int) -> bool:
    """No part of a longer word: "May" is not in "Mayor"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()
