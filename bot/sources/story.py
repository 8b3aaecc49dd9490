"""link -> the name of the story behind it, the same from its entry to its card."""

from __future__ import annotations

from hashlib import blake2b


def story_of(url: str) -> str:
    return blake2b(url.encode("utf-8", "replace"), digest_size=6).hexdigest()
