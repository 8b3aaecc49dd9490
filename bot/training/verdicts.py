"""annotated articles -> verdicts: for each name the ear may give words to, whether it is right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.statements.attribute import evidence_of, readings_of
from bot.statements.grammar import Grammar
from bot.statements.hear import read_story
from bot.statements.passage import Span
from bot.statements.people import surname_of, words_of
from bot.statements.register import Register
from bot.statements.tagger import Tagger
from bot.training.trust import Verdict

NAMED = {"named", "hand", "coref"}
"""How the corpus came by a speaker's name; by "coref" it was wrong more than once in ten."""


def verdicts_of(
    rows: Iterable[dict[str, Any]], grammar: Grammar, register: Register, tagger: Tagger | None
) -> Iterator[Verdict]:
    """`rows`: lines of the gold file. What the corpus cannot tell yields nothing."""
    for row in rows:
        text, golds = row["text"], row["attributions"]
        story, woven = read_story(text, grammar, register, None, tagger)
        for one in woven:
            gold = best_gold(one.words, golds)
            readings = readings_of(one, story.speakers)
            for name in dict.fromkeys(name for reading in readings for name in reading.names):
                right = is_right(name, gold, text)
                if right is not None:
                    kind = story.kind_of(one.words)
                    evidence = evidence_of(name, readings, one, text, kind)
                    yield Verdict(evidence, right, gold is not None and gold["how"] == "coref")


def best_gold(words: Span, golds: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The attribution that holds most of the words, when it holds half of them."""
    best = max(golds, key=lambda gold: _held(words, gold), default=None)
    if best is None or 2 * _held(words, best) < words[1] - words[0]:
        return None
    return best


def is_right(name: str, gold: dict[str, Any] | None, text: str) -> bool | None:
    """None where the corpus leaves open whose words they are, or where they are thoughts."""
    if gold is None:
        return False
    if not gold["speech"]:
        return None
    if gold["how"] in NAMED:
        return any(_agree(name, other) for other in (gold["speaker"], *gold["also"]))
    source = " ".join(text[start:end] for start, end in gold["source"])
    return False if gold["how"] == "other" and _last(name) not in _plain(source) else None


def _held(words: Span, gold: dict[str, Any]) -> int:
    return sum(max(0, min(words[1], e) - max(words[0], s)) for s, e in gold["content"])


def _agree(one: str, two: str) -> bool:
    """The same surname, and first names that do not rule each other out."""
    first, second = (words_of(_plain(name)) for name in (one, two))
    if not first or not second or surname_of(first) != surname_of(second):
        return False
    given, other = first[0].strip("."), second[0].strip(".")
    alone = min(len(first), len(second)) == 1
    return alone or given.startswith(other) or other.startswith(given)


def _last(name: str) -> str:
    return surname_of(words_of(_plain(name)) or [name])


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return re.sub(r"[\u0300-\u036f]", "", letters).lower()
