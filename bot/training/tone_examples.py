"""labelled corpora -> examples, each knowing what it must not be torn from."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.training.tone_example import Example

HERE = Path(__file__).parent
TESTS = HERE.parent.parent / "tests" / "tone"
LABELS = (TESTS / "labels" / "quotations.jsonl", HERE / "tone_quotations.jsonl")
_NEAR = 0.5
"""The share of word triples that makes two sentences one."""
_STEP = 0.6
"""The strength of a whole step: where threats and promises stand on the Goldstein scale."""
_BLOCK = 8
"""Lines of our own statements that stay together, since neighbours are variations."""


def read_examples(corpora: Path) -> list[Example]:
    """`corpora` holds tone/gold/tone_train.jsonl and quotes/train.gold.jsonl."""
    news = list(_lines(corpora / "tone" / "gold" / "tone_train.jsonl"))
    articles = {a["id"]: a["text"] for a in _lines(corpora / "quotes" / "train.gold.jsonl")}
    return [*_news(news), *_quotations(articles), *_invented()]


def _news(rows: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    groups = _near_repeats([row["text"] for row in rows])
    for row, group in zip(rows, groups, strict=True):
        scale = row.get("goldstein")
        strength = None if scale is None else scale / 10
        yield Example(row["id"], "news", row["text"], row["label"], rows[group]["id"], strength)


def _quotations(articles: Mapping[str, str]) -> Iterator[Example]:
    for file in LABELS:
        for row in _lines(file):
            text = articles[row["id"]]
            words = " ".join(text[start:end].strip() for start, end in row["pieces"])
            surname = row["speaker"].lower().split()[-1]
            id = f"{file.stem}-{row['n']}"
            yield Example(id, "quotations", words, *_steps(row["tone"], surname))


def _invented() -> Iterator[Example]:
    for number, (tone, text) in enumerate(_own(HERE / "tone_statements.txt")):
        block = f"own-{number // _BLOCK}"
        yield Example(f"own-{number}", "invented", text, *_steps(tone, block))


def read_drill() -> list[Example]:
    """What the tests ask: seen by the network that ships, left out of every figure."""
    return [
        Example(f"drill-{number}", "invented", text, int(tone), "drill")
        for number, (tone, text) in enumerate(_own(TESTS / "table.txt"))
    ]


def _own(file: Path) -> Iterator[tuple[float, str]]:
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tone, text = line.split(" ", 1)
            yield float(tone), text


def _steps(tone: float, group: str) -> tuple[int, str, float]:
    """Label, group and strength."""
    return (tone > 0) - (tone < 0), group, _STEP * tone


def _near_repeats(texts: Sequence[str]) -> list[int]:
    """For each text the first one that it repeats, perhaps by way of others."""
    seen: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    triples = [_triples(text) for text in texts]
    leader = list(range(len(texts)))
    for number, mine in enumerate(triples):
        shared = Counter(other for triple in mine for other in seen[triple])
        for other, count in shared.items():
            if count >= _NEAR * min(len(mine), len(triples[other])):
                old, new = leader[number], leader[other]
                leader = [new if each == old else each for each in leader]
        for triple in mine:
            seen[triple].append(number)
    return leader


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _lines(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
