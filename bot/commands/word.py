"""A word: one piece of what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    """Of a filter, its value."""
    key: str = ""
    """Of a filter, what stands before the colon, in small letters."""
    quoted: bool = False
    """It stood in quotation marks: not a word of ours, and several words at once."""
