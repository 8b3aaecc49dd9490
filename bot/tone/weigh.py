"""statement text -> tone: phrases found, swayed by the words around them, and added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from bot.tone.lexicon import Hit, Lexicon
from bot.tone.meaning import Flag, Meaning
from bot.tone.sway import Kind, Sway
from bot.tone.tone import Label, Reason, Tone
from bot.tone.word import Word, read_words

# Tuned on one half of 1,438 labelled news sentences and on our own table of quotations.
_REACH: dict[Kind, int] = {
    "denies": 6, "forbids": 4, "ends": 4, "strengthens": 2, "softens": 2, "doubts": 4, "voids": 4,
}  # fmt: skip
"""Words that may stand between a sway and what it governs."""
_FLAGS_REACH = 8
_LENDS_REACH = 3
_MUTED = 0.4
_SPREAD = 0.8
_POLE = 0.25
"""A tone beyond it, to either side, has a pole."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A meaning found, with the hits near it in its sentence."""

    hit: Hit
    meaning: Meaning
    words: Sequence[Word]
    before: Sequence[Hit]
    after: Sequence[Hit]

    def governors(self, kind: Kind) -> list[Hit]:
        return [hit for hit in self.before if _is(hit, kind) and self._reached(hit, _REACH[kind])]

    def flagged(self, flag: Flag) -> list[Hit]:
        return [hit for hit in self.before if _has(hit, flag) and self._reached(hit, _FLAGS_REACH)]

    @property
    def sentence(self) -> int:
        return self.words[self.hit.first].sentence

    def _reached(self, hit: Hit, reach: int) -> bool:
        between = self.words[hit.end : self.hit.first]
        same_clause = self.words[hit.first].clause == self.words[self.hit.first].clause
        return len(between) <= reach and same_clause and not self._spent(hit)

    def _spent(self, hit: Hit) -> bool:
        """ "Never threatened anyone and wants peace": the "never" ended with its first object."""
        return any(
            other.first > hit.first
            and isinstance(other.does, Meaning)
            and any(word.text == "and" for word in self.words[other.end : self.hit.first])
            for other in self.before
        )


@dataclass(frozen=True, slots=True)
class _Scene:
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


def weigh(text: str, lexicon: Lexicon) -> Tone:
    """Offsets in `because` count characters of `text`; no evidence gives a neutral tone
    of low confidence."""
    words = read_words(text)
    reasons = list(_reasons(text, words, lexicon.find(words)))
    weights = [reason.weight for reason in reasons]
    tone = _balance(weights)
    heaviest = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.start))
    return Tone(tone, _label(tone), _confidence(weights), tuple(heaviest))


def _reasons(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[Reason]:
    swayed = [(place, _swayed(place)) for place in _places(words, hits)]
    scene = _scene(words, hits, swayed)
    for place, bare in swayed:
        weight = round(bare * _in_scene(place, bare, scene), 4)
        if weight:
            start, end = words[_first(place)].start, words[place.hit.end - 1].end
            yield Reason(text[start:end], start, end, weight)


def _places(words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[_Place]:
    for number, hit in enumerate(hits):
        if isinstance(hit.does, Meaning):
            sentence = words[hit.first].sentence
            near = [h for h in hits[max(0, number - 8) : number + 4] if h is not hit]
            near = [h for h in near if words[h.first].sentence == sentence]
            before = [h for h in near if h.first < hit.first]
            after = [h for h in near if h.first > hit.first]
            yield _Place(hit, hit.does, words, before, after)


def _scene(
    words: Sequence[Word], hits: Sequence[Hit], swayed: Sequence[tuple[_Place, float]]
) -> _Scene:
    return _Scene(
        frozenset(words[hit.first].sentence for hit in hits if _is(hit, "conditions")),
        frozenset(words[hit.first].clause for hit in hits if _is(hit, "concedes")),
        {words[hit.first].sentence: hit.first for hit in hits if _is(hit, "opposes")},
        frozenset(place.sentence for place, w in swayed if w > 0 and _has(place.hit, "undoes")),
        any(_has(hit, "calms") for hit in hits),
    )


def _is(hit: Hit, kind: Kind) -> bool:
    return isinstance(hit.does, Sway) and hit.does.kind == kind


def _has(hit: Hit, flag: Flag) -> bool:
    return isinstance(hit.does, Meaning) and flag in hit.does.flags


def _swayed(place: _Place) -> float:
    weight = _lent(place) * _degree(place) * (0 if _declines_harm(place) else 1)
    if "firm" in place.meaning.flags:
        return weight
    return _turned(place, weight)


def _lent(place: _Place) -> float:
    """Support for something hostile is hostile: "supporting the invasion"."""
    weight = place.meaning.weight
    if "lends" not in place.meaning.flags:
        return weight
    near = [hit for hit in place.after[:1] if hit.first - place.hit.end <= _LENDS_REACH]
    return -weight / 2 if any(map(_is_hostile, near)) else weight


def _declines_harm(place: _Place) -> bool:
    """To have "no intention to attack" refuses nobody anything."""
    joint = {word.text for word in place.words[place.hit.end - 1 : place.hit.end + 1]}
    if "turns" not in place.meaning.flags or joint.isdisjoint({"to", "of"}):
        return False
    near = [hit for hit in place.after[:1] if hit.first - place.hit.end <= _LENDS_REACH]
    return any(_is_hostile(hit) for hit in near)


def _is_hostile(hit: Hit) -> bool:
    return isinstance(hit.does, Meaning) and hit.does.weight < 0


def _degree(place: _Place) -> float:
    factor = 1.0
    factor *= 1.3 if place.governors("strengthens") else 1
    factor *= 0.7 if place.governors("softens") else 1
    return factor * (0.85 if place.governors("doubts") else 1)


def _turned(place: _Place, weight: float) -> float:
    weight = _ended(place, weight)
    if weight > 0 and place.flagged("asks"):
        return -weight * 0.3
    if _forbidden(place):
        return weight * 0.8 if weight < 0 else -weight * 0.8
    if (len(_denials(place)) + len(place.flagged("turns"))) % 2:
        return -weight * (0.8 if weight > 0 else 0.45)
    return weight


def _ended(place: _Place, weight: float) -> float:
    """To prevent what is hostile is a little friendly, to stop what is friendly is not."""
    if not place.governors("ends") and not (weight > 0 and _voided(place)):
        return weight
    return -weight * (0.7 if weight > 0 else 0.4)


def _voided(place: _Place) -> bool:
    """ "Talks are impossible", "the time for diplomacy is over"."""
    return any(
        _is(hit, "voids") and hit.first - place.hit.end <= _REACH["voids"] for hit in place.after
    )


def _denials(place: _Place) -> list[Hit]:
    """One of our own "cannot"s only denies: "we cannot attack" forbids nobody."""
    forbidding = place.governors("forbids")
    return place.governors("denies") + [hit for hit in forbidding if _is_ours(place, hit)]


def _forbidden(place: _Place) -> bool:
    return any(not _is_ours(place, hit) for hit in place.governors("forbids"))


def _is_ours(place: _Place, hit: Hit) -> bool:
    return hit.first > 0 and place.words[hit.first - 1].text in {"i", "we"}


def _in_scene(place: _Place, weight: float, scene: _Scene) -> float:
    word = place.words[place.hit.first]
    factor = 0.75 if word.sentence in scene.conditioned else 1.0
    factor *= 0.6 if word.clause in scene.conceded else 1
    factor *= _MUTED if any(_has(hit, "mutes") for hit in place.before) else 1
    factor *= _MUTED if weight < 0 and word.sentence in scene.undone else 1
    factor *= 0.1 if place.meaning.weight < 0 and scene.calm else 1
    return factor * _at_turn(place, scene)


def _at_turn(place: _Place, scene: _Scene) -> float:
    word = place.words[place.hit.first]
    turn = scene.turning.get(word.sentence)
    if turn is None:
        return 1
    return 0.6 if place.hit.first < turn else 1.3


def _first(place: _Place) -> int:
    """Where the reason begins to be readable: "cannot invade", not "invade"."""
    if "firm" in place.meaning.flags:
        return place.hit.first
    kinds: tuple[Kind, ...] = ("denies", "forbids", "ends", "strengthens")
    nearest = [place.governors(kind)[-1:] for kind in kinds]
    return min((hit.first for hits in nearest for hit in hits), default=place.hit.first)


def _balance(weights: Sequence[float]) -> float:
    total = sum(weights)
    return round(total / sqrt(total * total + _SPREAD), 4)


def _label(tone: float) -> Label:
    if abs(tone) <= _POLE:
        return "neutral"
    return "conciliatory" if tone > 0 else "confrontational"


def _confidence(weights: Sequence[float]) -> float:
    """More evidence, and evidence that points one way, is worth more."""
    evidence = sum(map(abs, weights))
    if not evidence:
        return 0.15
    agreement = abs(sum(weights)) / evidence
    return round(0.15 + 0.75 * (1 - exp(-1.5 * evidence)) * (0.3 + 0.7 * agreement), 4)
