"""`python -m bot.training CORPUS BASE`: learns what the ear knows, and writes it to `bot/data`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

from bot.encoder.network import Network
from bot.encoder.pieces import Vocabulary, read_vocabulary
from bot.statements.grammar import open_grammar
from bot.statements.register import Register, read_register
from bot.statements.tagger import Tagger, tag
from bot.statements.trust import Trust
from bot.training.corpus import Part, annotated, rows_of
from bot.training.examples import example_of
from bot.training.network import export
from bot.training.tagger import train
from bot.training.trust import fit
from bot.training.verdicts import verdicts_of

DATA = Path(str(files("bot.data")))


def main(corpus: Path, base: Path, into: Path = DATA) -> None:
    """`base`: the folder of MiniLM's weights (config.json, model.safetensors).

    Trust is fitted with a network that never saw the articles it is fitted on; the network that
    is kept learns from those too. What is reported on is seen by neither.
    """
    vocabulary = read_vocabulary((DATA / "vocabulary.txt").read_text("utf-8"))
    grammar, register = open_grammar(), _register()
    with TemporaryDirectory() as folder:
        first = Path(folder) / "first.onnx"
        learn(corpus, base, ("learn",), grammar, vocabulary, first)
        tagger = partial(tag, vocabulary=vocabulary, network=Network(first))
        full = trust_of(corpus, grammar, register, tagger)
    light = trust_of(corpus, grammar, register, None)
    (into / "trust.toml").write_text(_written({"full": full, "light": light}), "utf-8")
    learn(corpus, base, ("learn", "choose"), grammar, vocabulary, into / "ear.onnx")


def learn(
    corpus: Path,
    base: Path,
    parts: Sequence[Part],
    grammar: Language,
    vocabulary: Vocabulary,
    into: Path,
) -> None:
    articles = (annotated(row, grammar) for row in rows_of(corpus, parts))
    export(train([example_of(article, vocabulary) for article in articles], base), into)


def trust_of(corpus: Path, grammar: Language, register: Register, tagger: Tagger | None) -> Trust:
    return fit(list(verdicts_of(rows_of(corpus, ("choose",)), grammar, register, tagger)))


def _register() -> Register:
    names = ("sides.toml", "officials.toml")
    return read_register([(name, (DATA / name).read_text("utf-8")) for name in names])


def _written(grades: dict[str, Trust]) -> str:
    lines = ["# How much each figure of the evidence counts: see bot/statements/trust.py.\n"]
    for grade, trust in grades.items():
        lines += [f"[{grade}]\n", f"bias = {trust.bias:.3f}\n"]
        lines += [f"{name} = {weight:.3f}\n" for name, weight in trust.weights.items()]
    return "".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
