"""A reading: what all processes share, as it stands when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    name: str
    meaning: str
    values: Mapping[str, float]
    """By what `label` stands for; one value under the empty name where there is no label."""
    label: str = ""
