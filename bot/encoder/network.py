"""pieces -> arrays: a network in ONNX form, run on one core without a line of its training code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats = NDArray[np.float32]

OPENS, CLOSES = 101, 102
"""The pieces around what is read: [CLS] and [SEP] of BERT's vocabulary."""


class Network:
    """Loads weights, which takes a tenth of a second: once a process is enough."""

    def __init__(self, weights: Path | bytes) -> None:
        options = onnxruntime.SessionOptions()
        # One core a worker: two workers on two cores are faster than two threads in each.
        options.intra_op_num_threads = 1
        # The arena keeps the largest window's memory for good; without it, it is given back.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            weights if isinstance(weights, bytes) else str(weights),
            options,
            providers=["CPUExecutionProvider"],
        )

    def __call__(self, **inputs: NDArray[np.int64]) -> list[Floats]:
        """Named inputs and outputs are the graph's own; each has a batch as its first axis."""
        outputs: list[Floats] = self._session.run(None, inputs)
        return outputs
