"""A timeline: how the tone of an official, or of a side, stood when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.tone.tone import Label


@dataclass(frozen=True, slots=True)
class Point:
    """One statement as a timeline sees it."""

    id: str
    """The record's."""
    at: datetime
    official: str
    group: str
    targets: tuple[str, ...]
    tone: float
    label: Label
    confidence: float
    """That the words are the speaker's and the tone is right."""


Timeline = tuple[Point, ...]
"""Ordered by when a thing was said (then by id), not by when it arrived."""
