"""annotated article -> example: its pieces with the labels and arcs that the network shall find."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.encoder.pieces import Vocabulary
from bot.statements.passage import Span
from bot.statements.tagger import NONE, SAID, THOUGHT, types_of
from bot.training.corpus import Annotated, Attribution

OUTSIDE, BEGINS, GOES_ON = range(3)
"""The labels of source and cue."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Arc:
    """By piece: where a content begins, and the heads of its source and cue, or NOWHERE."""

    content: int
    source: int
    cue: int


@dataclass(frozen=True, slots=True)
class Example:
    ids: list[int]
    types: list[int]
    content: list[int]
    source: list[int]
    cue: list[int]
    arcs: list[Arc]


def example_of(article: Annotated, vocabulary: Vocabulary) -> Example:
    pieces = vocabulary.cut(article.text, article.spans)
    marks = _Marks(pieces.starts)
    for one in article.attributions:
        marks.add(one)
    types = types_of(pieces, article.text, article.spans, article.quotations)
    return Example(list(pieces.ids), types, marks.content, marks.source, marks.cue, marks.arcs)


class _Marks:
    """Labels as they fill up; where two attributions meet, the later one wins."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts
        self.content, self.source, self.cue = ([NONE] * len(starts) for _ in range(3))
        self.arcs: list[Arc] = []

    def add(self, one: Attribution) -> None:
        for spans, labels in ((one.source, self.source), (one.cue, self.cue)):
            for span in spans:
                self._label(span, labels, BEGINS)
        source, cue = self._at(one.source_head), self._at(one.cue_head)
        for span in one.pieces:
            first = self._label(span, self.content, SAID if one.speech else THOUGHT)
            if first is not None:
                self.arcs.append(Arc(first, source, cue))

    def _label(self, span: Span, labels: list[int], begins: int) -> int | None:
        """The first piece labelled; what goes on has the number after what begins."""
        first, last = (bisect_left(self._starts, edge) for edge in span)
        for piece in range(first, last):
            labels[piece] = begins if piece == first else begins + 1
        return first if first < last else None

    def _at(self, place: int | None) -> int:
        if place is None:
            return NOWHERE
        piece = bisect_left(self._starts, place)
        return piece if piece < len(self._starts) and self._starts[piece] == place else NOWHERE
