"""statement text -> reasons: phrases of the lexicon found, swayed by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.tone.lexicon import Hit, Lexicon
from bot.tone.meaning import Meaning
from bot.tone.place import REACH, Place, is_sway, read_places
from bot.tone.scene import in_scene, read_scene
from bot.tone.sway import Kind
from bot.tone.tone import Reason
from bot.tone.word import Word, read_words

_LENDS_REACH = 3


def reasons_of(text: str, lexicon: Lexicon) -> tuple[Reason, ...]:
    """From left to right; offsets count characters of `text`."""
    words = read_words(text)
    return tuple(_reasons(text, words, lexicon.find(words)))


def _reasons(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[Reason]:
    swayed = [(place, _swayed(place)) for place in read_places(words, hits)]
    scene = read_scene(words, hits, swayed)
    for place, bare in swayed:
        weight = round(bare * in_scene(place, bare, scene), 4)
        if weight:
            start, end = words[_first(place)].start, words[place.hit.end - 1].end
            yield Reason(text[start:end], start, end, weight)


def _swayed(place: Place) -> float:
    weight = _lent(place) * _degree(place) * (0 if _declines_harm(place) else 1)
    if "firm" in place.meaning.flags:
        return weight
    return _turned(place, weight)


def _lent(place: Place) -> float:
    """Support for something hostile is hostile: "supporting the invasion"."""
    weight = place.meaning.weight
    if "lends" not in place.meaning.flags:
        return weight
    near = [hit for hit in place.after[:1] if hit.first - place.hit.end <= _LENDS_REACH]
    return -weight / 2 if any(map(_is_hostile, near)) else weight


def _declines_harm(place: Place) -> bool:
    """To have "no intention to attack" refuses nobody anything."""
    joint = {word.text for word in place.words[place.hit.end - 1 : place.hit.end + 1]}
    if "turns" not in place.meaning.flags or joint.isdisjoint({"to", "of"}):
        return False
    near = [hit for hit in place.after[:1] if hit.first - place.hit.end <= _LENDS_REACH]
    return any(_is_hostile(hit) for hit in near)


def _is_hostile(hit: Hit) -> bool:
    return isinstance(hit.does, Meaning) and hit.does.weight < 0


def _degree(place: Place) -> float:
    factor = 1.0
    factor *= 1.3 if place.governors("strengthens") else 1
    factor *= 0.7 if place.governors("softens") else 1
    return factor * (0.85 if place.governors("doubts") else 1)


def _turned(place: Place, weight: float) -> float:
    weight = _ended(place, weight)
    if weight > 0 and place.flagged("asks"):
        return -weight * 0.3
    if _forbidden(place):
        return weight * 0.8 if weight < 0 else -weight * 0.8
    if (len(_denials(place)) + len(place.flagged("turns"))) % 2:
        return -weight * (0.8 if weight > 0 else 0.45)
    return weight


def _ended(place: Place, weight: float) -> float:
    """To prevent what is hostile is a little friendly, to stop what is friendly is not."""
    if not place.governors("ends") and not (weight > 0 and _voided(place)):
        return weight
    return -weight * (0.7 if weight > 0 else 0.4)


def _voided(place: Place) -> bool:
    """ "Talks are impossible", "the time for diplomacy is over"."""
    return any(
        is_sway(hit, "voids") and hit.first - place.hit.end <= REACH["voids"] for hit in place.after
    )


def _denials(place: Place) -> list[Hit]:
    """One of our own "cannot"s only denies: "we cannot attack" forbids nobody."""
    forbidding = place.governors("forbids")
    return place.governors("denies") + [hit for hit in forbidding if _is_ours(place, hit)]


def _forbidden(place: Place) -> bool:
    return any(not _is_ours(place, hit) for hit in place.governors("forbids"))


def _is_ours(place: Place, hit: Hit) -> bool:
    return hit.first > 0 and place.words[hit.first - 1].text in {"i", "we"}


def _first(place: Place) -> int:
    """Where the reason begins to be readable: "cannot invade", not "invade"."""
    if "firm" in place.meaning.flags:
        return place.hit.first
    kinds: tuple[Kind, ...] = ("denies", "forbids", "ends", "strengthens")
    nearest = [place.governors(kind)[-1:] for kind in kinds]
    return min((hit.first for hits in nearest for hit in hits), default=place.hit.first)
