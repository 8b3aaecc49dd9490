"""tone.json and its neighbours -> scale: all that a statement is weighed with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from pydantic import TypeAdapter

from bot.encoder.network import Network
from bot.encoder.pieces import Vocabulary
from bot.tone.blend import Blend
from bot.tone.judge import Judge
from bot.tone.leaning import Leaning
from bot.tone.lexicon import Lexicon

Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Trained:
    """What tone.json holds; bot/training/tone.py writes it."""

    head: Rows
    blend: Rows


@dataclass(frozen=True, slots=True)
class Scale:
    lexicon: Lexicon
    judge: Callable[[str], Leaning]
    blend: Blend


def read_scale(lexicon: Lexicon, vocabulary: Vocabulary, network: Network, trained: str) -> Scale:
    found = TypeAdapter(Trained).validate_json(trained)
    judge = Judge(vocabulary, network, np.array(found.head))
    return Scale(lexicon, judge, Blend(np.array(found.blend)))
