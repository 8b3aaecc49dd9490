"""examples -> a small BERT that reads tone, and what it makes of others."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertModel

from bot.encoder.network import CLOSES, OPENS
from bot.encoder.pieces import Vocabulary
from bot.tone.plain import plain
from bot.training.eight_bits import in_eight_bits
from bot.training.tone_example import Example

_ROUNDS, _BATCH, _RATE = 3, 16, 1e-4
_WARMING = 0.1
"""The share of steps in which the rate of learning rises."""
_LONGEST = 200
_STRENGTH_COUNTS = 0.5
_COUNTS = {"news": 1.0, "quotations": 1.5, "invented": 1.5}
"""How much an example of each corpus counts: we read quotations, and have fewer of them."""


@dataclass(frozen=True)
class Learner:
    bert: Any
    head: Any

    def __call__(self, batch: Sequence[Sequence[int]]) -> Any:
        ids, mask = _padded(batch)
        states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(torch.nn.functional.dropout(mean, 0.1, self.bert.training))


class _Whole(torch.nn.Module):
    """One statement without padding, as the bot asks for it."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Any) -> Any:
        return self.bert(input_ids=ids).last_hidden_state


def pieces_of(text: str, vocabulary: Vocabulary) -> list[int]:
    ids = vocabulary.cut(plain(text), [(0, len(text))]).ids
    return [OPENS, *ids[:_LONGEST], CLOSES]


def learn(examples: Sequence[Example], vocabulary: Vocabulary, minilm: Path, seed: int) -> Learner:
    """`minilm` is the folder of a MiniLM-L6 as `transformers` keeps it."""
    torch.manual_seed(seed)
    bert = BertModel.from_pretrained(minilm, add_pooling_layer=False)
    # What words mean by themselves it knows from a billion sentences; ours would unteach it.
    bert.embeddings.requires_grad_(False)
    learner = Learner(bert.train(), torch.nn.Linear(bert.config.hidden_size, 4))
    weights = [*bert.encoder.parameters(), *learner.head.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=_RATE, weight_decay=0.01)
    texts = [pieces_of(example.text, vocabulary) for example in examples]
    batches = list(_batches([len(text) for text in texts], seed))
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * _pace(step / len(batches))
        optimizer.zero_grad()
        loss = _loss(learner([texts[n] for n in batch]), [examples[n] for n in batch])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
    bert.eval()
    return learner


def _pace(done: float) -> float:
    return min(done / _WARMING + 0.01, (1 - done) / (1 - _WARMING))


def _batches(lengths: Sequence[int], seed: int) -> Iterator[list[int]]:
    """Of like length, in random order."""
    rng = random.Random(seed)  # noqa: S311
    for _ in range(_ROUNDS):
        order = rng.sample(range(len(lengths)), len(lengths))
        shelves = [order[n : n + 8 * _BATCH] for n in range(0, len(order), 8 * _BATCH)]
        alike = [n for shelf in shelves for n in sorted(shelf, key=lengths.__getitem__)]
        batches = [alike[n : n + _BATCH] for n in range(0, len(alike), _BATCH)]
        yield from rng.sample(batches, len(batches))


def _loss(said: Any, examples: Sequence[Example]) -> Any:
    labels = torch.tensor([example.label + 1 for example in examples])
    counts = torch.tensor([_COUNTS[example.corpus] for example in examples])
    wrong = torch.nn.functional.cross_entropy(said[:, :3], labels, reduction="none")
    loss = (wrong * counts).sum() / counts.sum()
    rated = [n for n, example in enumerate(examples) if example.strength is not None]
    if not rated:
        return loss
    strengths = torch.tensor([examples[n].strength for n in rated])
    return loss + _STRENGTH_COUNTS * (said[rated, 3].tanh() - strengths).square().mean()


def leanings_of(
    learner: Learner, texts: Sequence[str], vocabulary: Vocabulary
) -> NDArray[np.float64]:
    """A row for each text: three logarithms of odds, and the strength before its tanh."""
    with torch.no_grad():
        said = [learner([pieces_of(text, vocabulary)])[0] for text in texts]
    return np.asarray(torch.stack(said).numpy(), np.float64)


def head_of(learner: Learner) -> NDArray[np.float64]:
    weights = learner.head.weight.detach().numpy().T
    return np.vstack([weights, learner.head.bias.detach().numpy()]).astype(np.float64)


def export(learner: Learner, file: Path) -> None:
    """In ONNX, with weights of eight bits: a quarter of the size."""
    whole = file.with_suffix(".whole.onnx")
    learner.bert.config._attn_implementation = "eager"
    torch.onnx.export(
        _Whole(learner.bert).eval(),
        (torch.tensor([[OPENS, 2000, CLOSES]]),),
        str(whole),
        input_names=["ids"],
        output_names=["states"],
        dynamic_axes={"ids": {0: "texts", 1: "pieces"}, "states": {0: "texts", 1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    in_eight_bits(whole, file)


def _padded(batch: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    longest = max(map(len, batch))
    ids = torch.tensor([[*text, *[0] * (longest - len(text))] for text in batch])
    mask = torch.tensor([[1.0] * len(text) + [0.0] * (longest - len(text)) for text in batch])
    return ids, mask
