"""ONNX in full precision -> ONNX with weights of eight bits: a quarter of the size.

Seven bits of the eight are used: on processors without VNNI, products of all eight overflow.
"""

from __future__ import annotations

from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic


def in_eight_bits(whole: Path, to: Path) -> None:
    """Writes `to`, each channel with a scale of its own, and removes `whole`."""
    quantize_dynamic(whole, to, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    whole.unlink()
