"""officials.toml, sides.toml -> register: who is tracked, by which names, in which office when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bot.statements.names import (
    Key,
    Reading,
    belies,
    fold,
    has_initial,
    readings,
    without_initials,
)
from bot.statements.offices import office_key, side_key
from bot.statements.official import Official
from bot.statements.side import Side
from bot.statements.soundness import read_sound

LONGEST_NAME = 200
"""Characters of a name, a side or a title that are looked at."""

MOST_TYPED = 60
"""Characters of a typed name that are compared with others."""

SHORTEST_SUGGESTED = 3
"""Shorter names are close to everything that is typed."""

SHORTEST_SURNAME = 4
"""The last word of a name is a surname when this long: the "Un" of "Kim Jong Un" is not."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Register:
    """Built once by `read_register`; looking things up never raises, whatever is asked."""

    officials: tuple[Official, ...]
    sides: tuple[Side, ...]
    ids: Mapping[str, Official]
    """Every official by id."""
    _bearers: Mapping[Key, tuple[Official, ...]]
    _proofs: frozenset[Key]
    """The names that alone say who is meant."""
    _words: tuple[tuple[Official, tuple[frozenset[str], ...]], ...]
    _side_words: Mapping[str, Side]
    _spellings: Mapping[str, tuple[str, ...]]
    """What a typed word may have meant, and the names to suggest for it."""

    def by_id(self, id: str) -> Official | None:
        return self.ids.get(id)

    def named(self, name: str, on: date | None = None) -> tuple[Official, ...]:
        """Who may be meant by a name as written; several mean that it is ambiguous.

        Titles, initials and accents do not matter, but "Mrs. Biden" is no man and "A. Lavrov"
        no Sergey. Those in an office `on` that day come first. One result is proof only
        where `proves` says so.
        """
        words = fold(name[:LONGEST_NAME])
        reading = self._reading(words)
        found = self._borne(reading) if reading else ()
        fitting = [one for one in found if not belies(words, one)]
        return tuple(sorted(fitting, key=lambda one: on is None or not one.offices_on(on)))

    def proves(self, name: str) -> bool:
        """True when the name alone says who is meant, False when it is a hint or nobody's."""
        reading = self._reading(fold(name[:LONGEST_NAME]))
        return reading is not None and reading.key in self._proofs and len(self.named(name)) == 1

    def find(self, typed: str) -> tuple[Official, ...]:
        """Who is meant by what a reporter types: words in any order, first names alone too."""
        return self.named(typed) or self._having(frozenset(fold(typed[:LONGEST_NAME])))

    def group(self, typed: str) -> Side | None:
        """The side a reporter types, in any case."""
        return self.side_of(typed) or self.side_of(typed.upper())

    def side_of(self, word: str) -> Side | None:
        """The side a word means: "Moscow", "the Kremlin's", "Russians" -> Russia.

        Small letters mean none: "us" is a pronoun, "polish" a verb, "turkey" a bird.
        """
        if word.islower():
            return None
        key = side_key(word[:LONGEST_NAME])
        return self._side_words.get(key) or self._side_words.get(key.removesuffix("s"))

    def office_holder(self, title: str, side: str, on: date) -> Official | None:
        """Who held an office of a side that day; None when nobody known did, or more than one."""
        of = self.side_of(side)
        if of is None:
            return None
        title = title[:LONGEST_NAME]
        asked = {office_key(title), office_key(f"{side} {title}")}
        holders = [one for one in self.officials if _holds(one, asked, of.name, on)]
        return holders[0] if len(holders) == 1 else None

    def speaks_for(self, official: Official, on: date) -> str:
        """The side on that day: an office may be another's than the official's group."""
        sides = {office.of or official.group for office in official.offices_on(on)}
        return sides.pop() if len(sides) == 1 else official.group

    def suggest(self, typed: str, limit: int = 5) -> tuple[str, ...]:
        """Names of officials and sides that look like what was typed, the nearest first."""
        if limit < 1:
            return ()
        near = get_close_matches(
            " ".join(fold(typed[:MOST_TYPED])), self._spellings, n=3 * limit, cutoff=0.7
        )
        names = dict.fromkeys(name for key in near for name in self._spellings[key])
        return tuple(names)[:limit]

    def _reading(self, words: Key) -> Reading | None:
        """The fullest reading that anybody bears."""
        return next((reading for reading in readings(words) if self._borne(reading)), None)

    def _borne(self, reading: Reading) -> tuple[Official, ...]:
        bearers = self._bearers.get(reading.key, ())
        return tuple(one for one in bearers if has_initial(one, reading.initial))

    def _having(self, words: frozenset[str]) -> tuple[Official, ...]:
        if not words:
            return ()
        return tuple(one for one, names in self._words if any(words <= name for name in names))


def read_register(texts: Iterable[tuple[str, str]]) -> Register:
    """(filename, TOML) pairs -> register; the same id in a later file replaces the official.

    Raises BadInput with file, line and key for the first thing that is wrong.
    """
    return _build(*read_sound(texts))


def _holds(official: Official, asked: set[str], side: str, on: date) -> bool:
    return any(
        (office.of or official.group) == side and office_key(office.title) in asked
        for office in official.offices_on(on)
    )


def _build(officials: tuple[Official, ...], sides: tuple[Side, ...]) -> Register:
    proofs = {one.id: _full_keys(one) for one in officials}
    bearers: dict[Key, dict[str, Official]] = {}
    for one in officials:
        for key in proofs[one.id] | _hint_keys(one):
            bearers.setdefault(key, {})[one.id] = one
    return Register(
        officials=officials,
        sides=sides,
        ids={one.id: one for one in officials},
        _bearers={key: tuple(found.values()) for key, found in bearers.items()},
        _proofs=frozenset(
            key for one in officials for key in proofs[one.id] if len(bearers[key]) == 1
        ),
        _words=tuple((one, tuple(map(frozenset, proofs[one.id]))) for one in officials),
        _side_words={side_key(word): side for side in sides for word in (side.name, *side.words)},
        _spellings=_spellings(bearers, sides),
    )


def _full_keys(official: Official) -> frozenset[Key]:
    keys = {fold(name) for name in (official.name, *official.aliases)}
    plain = {without_initials(key) for key in keys if len(key) > 2}
    return frozenset((keys | plain) - {()} - set(map(fold, official.ambiguous)))


def _hint_keys(official: Official) -> frozenset[Key]:
    surname = _surname(official)
    return frozenset(map(fold, official.ambiguous)) | ({fold(surname)} if surname else frozenset())


def _surname(official: Official) -> str:
    """The last word of the name, as a hint for those whose file says nothing but the name."""
    if official.aliases or official.ambiguous:
        return ""
    last = official.name.rpartition(" ")[2]
    return last if len(last) >= SHORTEST_SURNAME and fold(last) else ""


def _spellings(
    bearers: Mapping[Key, Mapping[str, Official]], sides: Iterable[Side]
) -> dict[str, tuple[str, ...]]:
    spelled = {
        " ".join(key): {one.name: None for one in found.values()} for key, found in bearers.items()
    }
    for side in sides:
        for word in (side.name, *side.words):
            spelled.setdefault(" ".join(fold(word)), {})[side.name] = None
    return {key: tuple(names) for key, names in spelled.items() if len(key) >= SHORTEST_SUGGESTED}
