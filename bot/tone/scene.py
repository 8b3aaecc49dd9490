"""places -> scene: what whole sentences do to every place in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.tone.lexicon import Hit
from bot.tone.place import Place, has_flag, is_sway
from bot.tone.word import Word

_MUTED = 0.25


@dataclass(frozen=True, slots=True)
class Scene:
    """What whole sentences and clauses do to everything in them."""

    conditioned: frozenset[int]
    """Sentences with an "if"."""
    conceded: frozenset[int]
    """Clauses that begin with an "although"."""
    turning: Mapping[int, int]
    """Where in a sentence the last "but" stands."""
    undone: frozenset[int]
    """Sentences in which something hostile is taken back."""
    calm: bool
    """Somebody mourns."""


def read_scene(
    words: Sequence[Word], hits: Sequence[Hit], swayed: Sequence[tuple[Place, float]]
) -> Scene:
    return Scene(
        frozenset(words[hit.first].sentence for hit in hits if is_sway(hit, "conditions")),
        frozenset(words[hit.first].clause for hit in hits if is_sway(hit, "concedes")),
        {words[hit.first].sentence: hit.first for hit in hits if is_sway(hit, "opposes")},
        frozenset(place.sentence for place, w in swayed if w > 0 and has_flag(place.hit, "undoes")),
        any(has_flag(hit, "calms") for hit in hits),
    )


def in_scene(place: Place, weight: float, scene: Scene) -> float:
    word = place.words[place.hit.first]
    factor = 0.75 if word.sentence in scene.conditioned else 1.0
    factor *= 0.6 if word.clause in scene.conceded else 1
    factor *= _MUTED if any(has_flag(hit, "mutes") for hit in place.before) else 1
    factor *= _MUTED if weight < 0 and word.sentence in scene.undone else 1
    factor *= 0.1 if place.meaning.weight < 0 and scene.calm else 1
    return factor * _at_turn(place, scene)


def _at_turn(place: Place, scene: Scene) -> float:
    word = place.words[place.hit.first]
    turn = scene.turning.get(word.sentence)
    if turn is None:
        return 1
    return 0.6 if place.hit.first < turn else 1.3
