"""text of a stream -> does it bring words or deeds, judged by what it has brought so far.

Somebody's words say I, we or you in every second statement; sentences of news in one of sixteen.
"""

from __future__ import annotations

import re
from collections import Counter

_SPEAKER = re.compile(r"\b(?:i|me|my|we|us|our|ours|you|your|let's)\b", re.IGNORECASE)
_SHARE = 0.2
_FIRST = (0.5, 2.0)
"""What is taken to have come before the first one, so that a single statement decides little."""


class Manners:
    """Of many streams at once."""

    def __init__(self) -> None:
        self._heard: Counter[str] = Counter()
        self._spoken: Counter[str] = Counter()

    def is_spoken(self, stream: str, text: str) -> bool:
        """Counts `text`, the next of its stream."""
        self._heard[stream] += 1
        self._spoken[stream] += bool(_SPEAKER.search(text))
        hits, count = _FIRST
        return (self._spoken[stream] + hits) / (self._heard[stream] + count) >= _SHARE
