"""Letters typed so far -> the voices that a menu offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.desk.meant import of_official, of_side, voices
from bot.desk.voice import Voice
from bot.statements.names import Key, fold
from bot.statements.official import Official
from bot.statements.register import LONGEST_NAME, Register

_MOST = 30
"""More are not read; another letter makes them fewer."""


def offer(typed: str, register: Register) -> tuple[Voice, ...]:
    """Those with a name whose words begin so, in any spelling; else who is nearly called that."""
    words = fold(typed[:LONGEST_NAME])
    if not words:
        return ()
    begun = sorted(_begun(words, register), key=lambda voice: (not voice.is_side, voice.name))
    near = (voice for name in register.suggest(typed) for voice in voices(name, register))
    return tuple(dict.fromkeys(begun or near))[:_MOST]


def _begun(words: Key, register: Register) -> Iterator[Voice]:
    for side in register.sides:
        if any(_begins(words, name) for name in (side.name, *side.words)):
            yield of_side(side)
    for official in register.officials:
        if any(_begins(words, name) for name in _names(official)):
            yield of_official(official)


def _names(official: Official) -> Iterable[str]:
    return (official.name, *official.aliases, *official.ambiguous)


def _begins(typed: Key, name: str) -> bool:
    """Each word that was typed begins one of the name's, whatever their order."""
    return all(any(word.startswith(part) for word in fold(name)) for part in typed)
