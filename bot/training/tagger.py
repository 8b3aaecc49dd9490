"""examples -> a trained network: what is said, by whom, and which word tells it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from bot.encoder.network import CLOSES, OPENS
from bot.encoder.windows import windows
from bot.statements.tagger import ARC, CAPITAL, SCALE
from bot.training.examples import NOWHERE, Example
from bot.training.network import CONTENT, CUE, SOURCE, EarNetwork

SEED = 11
EPOCHS = 3
RATE = 2e-4
BATCH = 16
WARM = 0.1
"""Share of the steps in which the rate rises; it falls in a line after that."""
DECAY = 0.01
STEEPEST = 1.0
SOURCE_WORTH, CUE_WORTH, SOURCE_ARC_WORTH, CUE_ARC_WORTH = 0.3, 0.3, 0.15, 0.1
"""What a loss weighs beside the content's."""
MASKED = 0.3
"""Share of the windows in which names are exchanged, so that no name is learned by heart."""
EXCHANGED = 0.5
"""Share of such a window's names."""
NAMES = 0.8
"""Least share of capitals for a piece to be a name."""
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Stretch:
    example: Example
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    types: Tensor
    mask: Tensor
    content: Tensor
    source: Tensor
    cue: Tensor
    rows: list[int]
    """Of each arc: its window, then where its content, source head and cue head stand in it."""
    contents: list[int]
    source_heads: list[int]
    cue_heads: list[int]


def train(examples: Sequence[Example], base: Path, epochs: float = EPOCHS) -> EarNetwork:
    """The same examples in the same order give the same network on the same machine."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311
    network = EarNetwork(base)
    network.train()
    stretches = [Stretch(e, w.first, w.last) for e in examples for w in windows(len(e.ids))]
    names = _names(examples)
    steps = max(1, round(epochs * len(stretches) / BATCH))
    optimizer = _optimizer(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    for step, some in zip(range(steps), _shuffled(stretches, chance), strict=False):
        loss = _loss(network, _batch(some, names, chance))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), STEEPEST)
        optimizer.step()
        schedule.step()
        if step % 25 == 0:
            print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)  # noqa: T201
    return network


def _names(examples: Sequence[Example]) -> list[int]:
    """Pieces that are nearly always written with a capital: names, and not "The" or "He"."""
    times: Counter[int] = Counter()
    capital: Counter[int] = Counter()
    for example in examples:
        times.update(example.ids)
        capital.update(i for i, t in zip(example.ids, example.types, strict=True) if t & CAPITAL)
    return sorted(piece for piece, count in capital.items() if count >= NAMES * times[piece])


def _optimizer(network: EarNetwork) -> torch.optim.Optimizer:
    matrices = [weights for weights in network.parameters() if weights.ndim > 1]
    others = [weights for weights in network.parameters() if weights.ndim <= 1]
    groups = [
        {"params": matrices, "weight_decay": DECAY},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=RATE)


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / (WARM * steps), max(0.0, (steps - step) / ((1 - WARM) * steps)))


def _shuffled(stretches: Sequence[Stretch], chance: random.Random) -> Iterator[list[Stretch]]:
    """Batches without end, each stretch once before any comes again."""
    waiting: list[Stretch] = []
    while True:
        if len(waiting) < BATCH:
            fresh = list(stretches)
            chance.shuffle(fresh)
            waiting += fresh
        yield [waiting.pop() for _ in range(min(BATCH, len(waiting)))]


def _batch(some: Sequence[Stretch], names: Sequence[int], chance: random.Random) -> Batch:
    longest = max(one.last - one.first for one in some) + 2
    ids, types, content, source, cue = (
        torch.full((len(some), longest), value, dtype=torch.long)
        for value in (0, 0, IGNORED, IGNORED, IGNORED)
    )
    mask = torch.zeros(len(some), longest)
    batch = Batch(ids, types, mask, content, source, cue, [], [], [], [])
    for row, one in enumerate(some):
        _fill(batch, row, one, names, chance)
    return batch


def _fill(
    batch: Batch, row: int, one: Stretch, names: Sequence[int], chance: random.Random
) -> None:
    own, example = slice(one.first, one.last), one.example
    inside = slice(1, one.last - one.first + 1)
    ids = _exchanged(example.ids[own], example.types[own], names, chance)
    batch.ids[row, : len(ids) + 2] = torch.tensor([OPENS, *ids, CLOSES])
    batch.mask[row, : len(ids) + 2] = 1
    batch.types[row, inside] = torch.tensor(example.types[own])
    batch.content[row, inside] = torch.tensor(example.content[own])
    batch.source[row, inside] = torch.tensor(example.source[own])
    batch.cue[row, inside] = torch.tensor(example.cue[own])
    for arc in example.arcs:
        if one.first <= arc.content < one.last:
            batch.rows.append(row)
            batch.contents.append(arc.content - one.first + 1)
            batch.source_heads.append(_head_in(arc.source, one))
            batch.cue_heads.append(_head_in(arc.cue, one))


def _head_in(head: int, one: Stretch) -> int:
    """The mark before the window stands for nowhere; a head outside the window is not asked for."""
    if head == NOWHERE:
        return 0
    return head - one.first + 1 if one.first <= head < one.last else IGNORED


def _exchanged(
    ids: Sequence[int], types: Sequence[int], names: Sequence[int], chance: random.Random
) -> list[int]:
    """A name is the same other name wherever it stands in the window."""
    if chance.random() >= MASKED:
        return list(ids)
    found = sorted(set(ids).intersection(names))
    other = {i: chance.choice(names) for i in found if chance.random() < EXCHANGED}
    return [other.get(i, i) if kind & CAPITAL else i for i, kind in zip(ids, types, strict=True)]


def _loss(network: EarNetwork, batch: Batch) -> Tensor:
    labels, dependents, heads = network(batch.ids, batch.types, batch.mask)
    content, source, cue = labels.split([CONTENT, SOURCE, CUE], dim=-1)
    loss = (
        _label_loss(content, batch.content)
        + SOURCE_WORTH * _label_loss(source, batch.source)
        + CUE_WORTH * _label_loss(cue, batch.cue)
    )
    if not batch.rows:
        return loss
    from_, to = dependents[batch.rows, batch.contents], heads[batch.rows]
    away = batch.mask[batch.rows] == 0
    first, second = slice(None, ARC), slice(ARC, None)
    source_arcs = _arc_loss(from_[:, first], to[..., first], away, batch.source_heads)
    cue_arcs = _arc_loss(from_[:, second], to[..., second], away, batch.cue_heads)
    return loss + SOURCE_ARC_WORTH * source_arcs + CUE_ARC_WORTH * cue_arcs


def _label_loss(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten())


def _arc_loss(from_: Tensor, to: Tensor, away: Tensor, heads: Sequence[int]) -> Tensor:
    scores = torch.einsum("ad,apd->ap", from_, to).masked_fill(away, -1e4) / SCALE
    return functional.cross_entropy(scores, torch.tensor(heads))
