"""hits -> places: each meaning found, with what governs it nearby."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.tone.lexicon import Hit
from bot.tone.meaning import Flag, Meaning
from bot.tone.sway import Kind, Sway
from bot.tone.word import Word

REACH: Mapping[Kind, int] = {
    "denies": 6, "forbids": 4, "ends": 4, "strengthens": 2, "softens": 2, "doubts": 4, "voids": 4,
}  # fmt: skip
"""Words that may stand between a sway and what it governs."""
_FLAGS_REACH = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A meaning found, with the hits near it in its sentence."""

    hit: Hit
    meaning: Meaning
    words: Sequence[Word]
    before: Sequence[Hit]
    after: Sequence[Hit]

    def governors(self, kind: Kind) -> list[Hit]:
        near = [hit for hit in self.before if is_sway(hit, kind)]
        return [hit for hit in near if self._reached(hit, REACH[kind]) and not self._spent(hit)]

    def flagged(self, flag: Flag) -> list[Hit]:
        near = [hit for hit in self.before if has_flag(hit, flag)]
        return [hit for hit in near if self._reached(hit, _FLAGS_REACH)]

    @property
    def sentence(self) -> int:
        return self.words[self.hit.first].sentence

    def _reached(self, hit: Hit, reach: int) -> bool:
        between = self.words[hit.end : self.hit.first]
        same_clause = self.words[hit.first].clause == self.words[self.hit.first].clause
        return len(between) <= reach and same_clause

    def _spent(self, hit: Hit) -> bool:
        """ "Never threatened anyone and wants peace": the "never" ended with its first object."""
        return any(
            other.first > hit.first
            and isinstance(other.does, Meaning)
            and any(word.text == "and" for word in self.words[other.end : self.hit.first])
            for other in self.before
        )


def read_places(words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[Place]:
    for number, hit in enumerate(hits):
        if isinstance(hit.does, Meaning):
            sentence = words[hit.first].sentence
            near = [h for h in hits[max(0, number - 8) : number + 4] if h is not hit]
            near = [h for h in near if words[h.first].sentence == sentence]
            before = [h for h in near if h.first < hit.first]
            after = [h for h in near if h.first > hit.first]
            yield Place(hit, hit.does, words, before, after)


def is_sway(hit: Hit, kind: Kind) -> bool:
    return isinstance(hit.does, Sway) and hit.does.kind == kind


def has_flag(hit: Hit, flag: Flag) -> bool:
    return isinstance(hit.does, Meaning) and flag in hit.does.flags
