"""evidence -> trust: how likely it is that a name and words belong together."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one person and against; each from 0 to 1, all equal to the figures fitted."""

    rule: float
    """How sure the rules are of this person; 0 when they do not name them."""
    rule_other: float
    """How sure the rules are of somebody else."""
    rule_nobody: float
    """1 when the rules found the words and nobody's name."""
    arc: float
    """The network's probability that this person is the source."""
    arc_other: float
    """That it is somebody else with a name."""
    arc_nameless: float
    """That the source has no name, or is not near."""
    said: float
    """The network's probability that the words were said by somebody."""
    unheard: float
    """1 where the network found no words of anybody."""
    mention: float
    """How surely the words of the source mean this person."""
    doubtful: float
    """1 where that is too little for the rules to name anybody."""
    pronoun: float
    direct: float
    indirect: float
    short: float
    """1 for words so few that they may be a title or an irony."""


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic regression: a weight for each figure of the evidence, by its name."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, evidence: Evidence) -> float:
        figures = asdict(evidence)
        score = self.bias + sum(self.weights[name] * figures[name] for name in self.weights)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _read(grade: str) -> Trust:
    weights = dict(_TABLE[grade])
    return Trust(weights.pop("bias"), weights)


_TABLE = tomllib.loads(resources.files("bot.data").joinpath("trust.toml").read_text("utf-8"))
FULL, LIGHT = _read("full"), _read("light")
"""Fitted by `bot.training` for the ear with its network, and for the rules alone."""
