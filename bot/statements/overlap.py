"""spans -> those that touch a span, without asking all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bot.statements.passage import Span

_BLOCK = 512
"""Characters: a sentence touches one or two."""

Item = TypeVar("Item")


class Overlaps(Generic[Item]):
    """Built once for a story; asking costs as much as lies near."""

    def __init__(self, items: Iterable[tuple[Span, Item]]) -> None:
        self._blocks: dict[int, list[tuple[int, Span, Item]]] = defaultdict(list)
        for number, (span, item) in enumerate(items):
            for block in _blocks(span):
                self._blocks[block].append((number, span, item))

    def touching(self, words: Span) -> Sequence[tuple[Span, Item]]:
        """In the order in which they were given."""
        found = {
            number: (span, item)
            for block in _blocks(words)
            for number, span, item in self._blocks.get(block, ())
            if span[0] < words[1] and words[0] < span[1]
        }
        return [found[number] for number in sorted(found)]


def _blocks(span: Span) -> range:
    return range(span[0] // _BLOCK, max(span[0], span[1] - 1) // _BLOCK + 1)
