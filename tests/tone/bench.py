"""Tone measured on labelled corpora, beside VADER and AFINN.

    python -m tests.tone.bench CORPORA

CORPORA holds tone/gold/tone_train.jsonl and quotes/train.gold.jsonl, which are not ours to keep
here. "Held out": the network's part is taken from bot/training/tone_crossed.json, where each
statement was read by a network that had not seen it, its speaker or its near repeats. Of the
news only that half is measured on which the lexicon was not tuned either.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.tone.blend import tone_of
from bot.tone.reasons import reasons_of
from bot.tone.weigh import label_of
from bot.training.tone import leaning_of, read_crossed
from bot.training.tone_example import Example
from bot.training.tone_examples import read_examples
from bot.training.tone_figures import auc, flips, macro_f1, rho
from bot.wiring import parts

_POLES = {"confrontational": -1, "neutral": 0, "conciliatory": 1}
_NEUTRAL = 0.2
"""A rival's tone within it, to either side, has no pole."""
_TIMED = 300

Tones = list[tuple[float, int]]


def lines(corpora: Path) -> Iterator[tuple[str, str]]:
    """Name and figure of each measurement, for `make bench` to print; none without corpora."""
    if not (corpora / "tone" / "gold" / "tone_train.jsonl").exists():
        return
    examples = [example for example in read_examples(corpora) if not example.tuned]
    for corpus in ("news", "quotations"):
        chosen = [example for example in examples if example.corpus == corpus]
        for name, weigh in (
            ("Verbatim, held out", _held_out),
            ("VADER", _vader),
            ("AFINN", _afinn),
        ):
            yield f"tone, {corpus}, {name}", figures(chosen, weigh(chosen))
    yield "tone, milliseconds a statement, start included", f"{_milliseconds(examples):.1f}"


def figures(examples: Sequence[Example], found: Tones) -> str:
    tones, poles = [tone for tone, _ in found], [pole for _, pole in found]
    labels, strengths = [e.label for e in examples], [e.strength for e in examples]
    row = f"AUC {auc(tones, labels):.3f}, F1 {macro_f1(poles, labels):.3f}"
    row += f", flips {flips(poles, labels):.3f}"
    rated = any(strength is not None for strength in strengths)
    return row + (f", rho {rho(tones, strengths):.3f}" if rated else "")


def _held_out(examples: Sequence[Example]) -> Tones:
    scale = parts.scale()
    found = []
    for example, row in zip(examples, read_crossed(examples), strict=True):
        reasons = reasons_of(example.text, scale.lexicon)
        leaning = leaning_of(row)
        odds = scale.blend(reasons, leaning)
        found.append((tone_of(odds, leaning), _POLES[label_of(odds, reasons)]))
    return found


def _vader(examples: Sequence[Example]) -> Tones:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return _poled(examples, lambda text: analyzer.polarity_scores(text)["compound"])


def _afinn(examples: Sequence[Example]) -> Tones:
    from afinn import Afinn

    afinn = Afinn()
    return _poled(examples, lambda text: afinn.score(text) / 5)


def _poled(examples: Sequence[Example], score: Callable[[str], float]) -> Tones:
    tones = [score(example.text) for example in examples]
    return [(tone, (tone > _NEUTRAL) - (tone < -_NEUTRAL)) for tone in tones]


def _milliseconds(examples: Sequence[Example]) -> float:
    """As over a thousand statements: the start counts as a thousandth part of itself."""
    parts.scale.cache_clear()
    began = time.perf_counter()
    weigh = parts.weighing()
    ready = time.perf_counter()
    for example in examples[:_TIMED]:
        weigh(example.text)
    ended = time.perf_counter()
    return 1000 * ((ended - ready) / _TIMED + (ready - began) / 1000)


if __name__ == "__main__":
    for name, figure in lines(Path(sys.argv[1])):
        print(f"{name}: {figure}")  # noqa: T201
