"""corpus folder -> annotated articles, and the split that figures are reported on.

`train.gold.jsonl` holds an article a line: {"id", "text", "attributions": [{"pieces", "source",
"cue", "speech", ...}]}, spans as pairs of offsets; PolNeAR (Newell et al. 2018) in this form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from spacy.tokens import Token

from bot.articles.furniture import story_lines
from bot.statements.grammar import Grammar
from bot.statements.hear import LONGEST_STORY, passages_of
from bot.statements.passage import Span
from bot.statements.quotation import Quotation
from bot.statements.quotes import find_quotations
from bot.training.tone_example import first_byte

GOLD = "train.gold.jsonl"
Part = Literal["learn", "choose", "report"]


@dataclass(frozen=True, slots=True)
class Attribution:
    pieces: tuple[Span, ...]
    """The words said, cut where other words stand between."""
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    speech: bool
    """False for thoughts and plans."""
    source_head: int | None
    cue_head: int | None
    """Where the head of each starts in the text; None when there is none, or grammar missed it."""


@dataclass(frozen=True, slots=True)
class Annotated:
    id: str
    text: str
    spans: tuple[Span, ...]
    """Its paragraphs as the ear reads them."""
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]


def part_of(id: str) -> Part:
    """By the article's id alone: 60 of 100 are learned from, 19 chosen by, 21 reported on.

    The rules of the ear were written with articles of even number in view, so those reported on
    are all odd.
    """
    number = first_byte(id)
    if number % 2 == 0:
        return "learn"
    return ("report", "report", "choose", "choose", "learn")[number // 2 % 5]


def rows_of(corpus: Path, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """The lines of the gold file, as they are."""
    with (corpus / GOLD).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if part_of(row["id"]) in parts:
                yield row


def annotated(row: dict[str, Any], grammar: Grammar) -> Annotated:
    text = row["text"]
    lines = [(line.start, line.end) for line in story_lines(text[:LONGEST_STORY])]
    passages = passages_of(text, lines, grammar)
    words = [(p.at(token), token) for p in passages for token in p.doc if not token.is_space]
    return Annotated(
        row["id"],
        text,
        tuple((passage.start, passage.end) for passage in passages),
        tuple(find_quotations(text, lines)),
        tuple(_attribution(one, words) for one in row["attributions"]),
    )


Words = Sequence[tuple[int, Token]]


def _attribution(row: dict[str, Any], words: Words) -> Attribution:
    pieces, source, cue = (tuple(map(tuple, row[key])) for key in ("pieces", "source", "cue"))
    return Attribution(
        pieces,
        source,
        cue,
        row["speech"],
        _head(source, words, {"NOUN", "PROPN", "PRON"}),
        _head(cue, words, {"VERB", "AUX", "NOUN"}),
    )


def _head(spans: Sequence[Span], words: Words, likely: set[str]) -> int | None:
    """The word that the others of the spans hang on, of a likely kind where there are several."""
    inside = [(at, word) for at, word in words if any(s <= at < e for s, e in spans)]
    own = {(id(word.doc), word.i) for _, word in inside}
    heads = [(at, w) for at, w in inside if w.head == w or (id(w.doc), w.head.i) not in own]
    of_kind = [[(at, w) for at, w in some if w.pos_ in likely] for some in (heads, inside)]
    best = of_kind[0] or of_kind[1] or heads
    return best[0][0] if best else None
