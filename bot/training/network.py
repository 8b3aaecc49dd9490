"""The network that the ear learns with: MiniLM under its heads, in torch, and its way to ONNX."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from bot.statements.tagger import ARC
from bot.training.eight_bits import in_eight_bits

WIDTH = 384
TYPES = 8
"""Kinds of pieces besides their letters: see `bot.statements.tagger`."""
CONTENT, SOURCE, CUE = 5, 3, 3
"""Labels of each."""
_DROPPED = 0.1


class EarNetwork(nn.Module):
    """ids, types, mask -> labels (…, 11), dependents (…, 192), heads (…, 192) of each piece."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = BertConfig(**json.loads((base / "config.json").read_text()))
        self.encoder = BertModel(config, add_pooling_layer=False)
        weights = load_file(base / "model.safetensors")
        own = set(self.encoder.state_dict())
        self.encoder.load_state_dict({k: v for k, v in weights.items() if k in own})
        self._widen_types()
        self.labels = nn.Linear(WIDTH, CONTENT + SOURCE + CUE)
        self.dependents = nn.Linear(WIDTH, 2 * ARC)
        self.heads = nn.Linear(WIDTH, 2 * ARC)
        self.drop = nn.Dropout(_DROPPED)

    def _widen_types(self) -> None:
        """MiniLM knows one type of piece; ours all begin as that one."""
        embeddings = self.encoder.embeddings
        first = embeddings.token_type_embeddings.weight.data[0]
        embeddings.token_type_embeddings = nn.Embedding(TYPES, WIDTH)
        embeddings.token_type_embeddings.weight.data[:] = first

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask)
        read = self.drop(states.last_hidden_state)
        return self.labels(read), self.dependents(read), self.heads(read)


class _Whole(nn.Module):
    """One window without padding, as the ear asks for it."""

    def __init__(self, network: EarNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        found: tuple[Tensor, Tensor, Tensor] = self.network(ids, types, torch.ones_like(ids))
        return found


def export(network: EarNetwork, to: Path) -> None:
    """Writes ONNX in eight bits."""
    network.eval()
    # The fused attention of torch has no form in ONNX; the plain one computes the same.
    network.encoder.config._attn_implementation = "eager"
    full = to.with_suffix(".full.onnx")
    one = torch.full((1, 8), 1000)
    axes = {name: {1: "pieces"} for name in ("ids", "types", "labels", "dependents", "heads")}
    torch.onnx.export(
        _Whole(network),
        (one, torch.zeros_like(one)),
        str(full),
        input_names=["ids", "types"],
        output_names=["labels", "dependents", "heads"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    in_eight_bits(full, to)
