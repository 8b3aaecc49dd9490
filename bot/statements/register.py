"""officials.toml, sides.toml -> register: who is tracked, by which names, in which office when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from bot.datafile import line_of, read_records
from bot.errors import BadInput
from bot.statements.official import Official
from bot.statements.side import Side

Key = tuple[str, ...]
"""The folded words of a name: what two spellings of it have in common."""

MOST_WORDS = 12
"""A name as written has no more words than that; what is longer is prose."""

LONGEST_NAME = 200
"""Characters of a name, a side or a title that are looked at."""

MOST_TYPED = 60
"""Characters of a typed name that are compared with others."""

SHORTEST_SUGGESTED = 3
"""Shorter names are close to everything that is typed."""

SHORTEST_SURNAME = 4
"""The last word of a name is a surname when this long: the "Un" of "Kim Jong Un" is not."""

_WORD = re.compile(r"\w+")

TITLES = frozenset(
    _WORD.findall("""
    mr mrs ms miss dr prof professor sir lord lady dame mx madame president minister premier
    secretary chancellor senator sen representative rep governor gov ambassador general gen
    lieutenant lt colonel col major admiral adm marshal captain sergeant king queen prince
    princess emir sultan sheikh pope cardinal archbishop patriarch ayatollah leader chairman
    chairwoman chair chief head speaker spokesman spokeswoman spokesperson adviser advisor aide
    envoy commissioner counterpart taoiseach director judge justice deputy
    """)
)
HER = frozenset(_WORD.findall("mrs ms miss madame lady dame queen princess spokeswoman chairwoman"))
HIS = frozenset(_WORD.findall("mr sir lord king prince"))

SAME_OFFICE = {
    "minister of foreign affairs": "foreign minister",
    "minister for foreign affairs": "foreign minister",
    "external affairs minister": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "top diplomat": "foreign minister",
    "chief diplomat": "foreign minister",
    "minister of defence": "defence minister",
    "minister for defence": "defence minister",
    "secretary of defence": "defence minister",
    "defence secretary": "defence minister",
    "pentagon chief": "defence minister",
    "premier": "prime minister",
    "taoiseach": "prime minister",
    "commander in chief of the armed forces": "commander in chief",
    "foreign policy chief": "high representative",
    "top prosecutor": "prosecutor",
    "chief prosecutor": "prosecutor",
    "high commissioner for human rights": "human rights chief",
    "high commissioner for refugees": "refugee chief",
    "director general": "secretary general",
    "managing director": "secretary general",
    "chief": "secretary general",
    "head": "secretary general",
}
"""What prose calls one office; "defense" and "spokeswoman" are read as their twins before."""

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("'’‘ʼʻ`´", "")
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WITHOUT_SPACES = "⺀"
"""From this character on scripts write no spaces between words."""


def fold(name: str) -> Key:
    """The words of a name without case, accents, apostrophes and a possessive at the end."""
    bare = _POSSESSIVE.sub("", name.strip()).casefold()
    letters = unicodedata.normalize("NFKD", bare)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain.translate(_LETTERS)))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Register:
    """Built once by `read_register`; looking things up never raises, whatever is asked."""

    officials: tuple[Official, ...]
    sides: tuple[Side, ...]
    _ids: Mapping[str, Official]
    _bearers: Mapping[Key, tuple[Official, ...]]
    _proofs: frozenset[Key]
    """The names that alone say who is meant."""
    _words: tuple[tuple[Official, tuple[frozenset[str], ...]], ...]
    _side_words: Mapping[str, Side]
    _spellings: Mapping[str, tuple[str, ...]]
    """What a typed word may have meant, and the names to suggest for it."""
    _tracked: AhoCorasick

    def by_id(self, id: str) -> Official | None:
        return self._ids.get(id)

    def named(self, name: str, on: date | None = None) -> tuple[Official, ...]:
        """Who may be meant by a name as written; several mean that it is ambiguous.

        Titles, initials and accents do not matter, but "Mrs. Biden" is no man and "A. Lavrov"
        no Sergey. Those in an office `on` that day come first. One result is proof only
        where `proves` says so.
        """
        words = fold(name[:LONGEST_NAME])
        reading = self._reading(words)
        found = self._borne(reading) if reading else ()
        fitting = [one for one in found if not _belied(words, one)]
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
        key = _side_key(word[:LONGEST_NAME])
        return self._side_words.get(key) or self._side_words.get(key.removesuffix("s"))

    def office_holder(self, title: str, side: str, on: date) -> Official | None:
        """Who held an office of a side that day; None when nobody known did, or more than one."""
        of = self.side_of(side)
        if of is None:
            return None
        title = title[:LONGEST_NAME]
        asked = {_office_key(title), _office_key(f"{side} {title}")}
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

    def mentions(self, text: str) -> bool:
        """Whether a page may name anybody tracked: quick, and rather once too often."""
        hits = self._tracked.find_matches_as_indexes(text, overlapping=True)
        return any(_stands_alone(text, start, end) for _, start, end in hits)

    def _reading(self, words: Key) -> _Reading | None:
        """The fullest reading that anybody bears."""
        return next((reading for reading in _readings(words) if self._borne(reading)), None)

    def _borne(self, reading: _Reading) -> tuple[Official, ...]:
        bearers = self._bearers.get(reading.key, ())
        return tuple(one for one in bearers if _has_initial(one, reading.initial))

    def _having(self, words: frozenset[str]) -> tuple[Official, ...]:
        if not words:
            return ()
        return tuple(one for one, names in self._words if any(words <= name for name in names))


def read_register(texts: Iterable[tuple[str, str]]) -> Register:
    """(filename, TOML) pairs -> register; the same id in a later file replaces the official.

    Raises BadInput with file and line for the first thing that is wrong.
    """
    officials: dict[str, _Row[Official]] = {}
    sides: dict[str, _Row[Side]] = {}
    for filename, text in texts:
        found = read_records(text, {"official": Official, "side": Side}, filename)
        for kind, table in ((officials, "official"), (sides, "side")):
            rows = [_Row(record, table, filename, text, n) for n, record in enumerate(found[table])]
            _add(kind, rows)
    for row in officials.values():
        _check_official(row, sides)
    _check_shared_names(officials.values())
    _check_shared_words(sides.values())
    return _build(
        tuple(row.record for row in officials.values()), tuple(row.record for row in sides.values())
    )


# -- reading a name -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take a name as written, and the initial its bearer must have."""

    key: Key
    initial: str = ""


def _readings(words: Key) -> Iterator[_Reading]:
    """The fullest reading first: as it stands, after a title, without initials and patronymics."""
    if len(words) > MOST_WORDS:
        return
    for start in range(len(words)):
        if start == 0 or words[start] in TITLES or words[start - 1] in TITLES:
            yield from _readings_of(words[start:])


def _readings_of(words: Key) -> Iterator[_Reading]:
    yield _Reading(words)
    plain = _without_initials(words)
    if plain and plain != words:
        yield _Reading(plain, words[0] if _is_initial(words[0]) else "")
    if len(plain) > 2 and not _is_initial(words[0]):
        yield _Reading((plain[0], plain[-1]))


def _without_initials(words: Key) -> Key:
    return tuple(word for word in words if not _is_initial(word))


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word < _WITHOUT_SPACES


def _has_initial(official: Official, initial: str) -> bool:
    names = (official.name, *official.aliases)
    return not initial or any(fold(name)[0].startswith(initial) for name in names if " " in name)


def _belied(words: Key, official: Official) -> bool:
    """Whether a title speaks of a woman where the official is a man, or the other way round."""
    titles = frozenset(words[:-1])
    return bool(
        (official.pronoun == "he" and titles & HER) or (official.pronoun == "she" and titles & HIS)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(after, text[end - 1]))


def _joins(neighbour: str, edge: str) -> bool:
    return neighbour.isalnum() and neighbour < _WITHOUT_SPACES and edge < _WITHOUT_SPACES


# -- reading an office and a side ------------------------------------------------------------------


def _holds(official: Official, asked: set[str], side: str, on: date) -> bool:
    return any(
        (office.of or official.group) == side and _office_key(office.title) in asked
        for office in official.offices_on(on)
    )


def _office_key(title: str) -> str:
    words = " ".join(fold(title)).replace("defense", "defence").removeprefix("the ")
    words = re.sub(r"(spokes|chair)(?:woman|person)\b", r"\1man", words)
    words = words.replace("advisor", "adviser")
    return SAME_OFFICE.get(words) or _of_last(words)


def _of_last(words: str) -> str:
    """One order of words: "president of the council" -> "council president"."""
    office, _, of = words.partition(" of ")
    return f"{of.removeprefix('the ')} {office}" if of else office


def _side_key(word: str) -> str:
    """Acronyms keep their capitals, for "us" is a pronoun; everything else is folded."""
    bare = re.sub(r"^the\s", "", _POSSESSIVE.sub("", word.strip()), flags=re.IGNORECASE)
    letters = bare.replace(".", "").strip()
    return letters if letters.isupper() and len(letters) < 4 else " ".join(fold(bare))


# -- checking what the files say -------------------------------------------------------------------

Record = TypeVar("Record", Official, Side)


@dataclass(frozen=True, slots=True)
class _Row(Generic[Record]):
    """A record and where it stands, so that a complaint can point at it."""

    record: Record
    table: str
    filename: str
    text: str
    index: int

    def wrong(self, key: str, reason: str) -> BadInput:
        line = line_of(self.text, self.table, self.index, key)
        return BadInput(f"{self.filename}:{line}: {key}: {reason}")


def _add(known: dict[str, _Row[Record]], rows: Iterable[_Row[Record]]) -> None:
    """Later files replace; within one file the same id or name twice is a mistake."""
    fresh: dict[str, _Row[Record]] = {}
    for row in rows:
        field = "id" if isinstance(row.record, Official) else "name"
        key = getattr(row.record, field)
        if key in fresh:
            raise row.wrong(field, f"'{key}' stands twice in this file")
        fresh[key] = row
    known.update(fresh)


def _check_official(row: _Row[Official], sides: Mapping[str, _Row[Side]]) -> None:
    if not _SLUG.fullmatch(row.record.id):
        raise row.wrong("id", f"'{row.record.id}' is not lower-case ASCII words with hyphens")
    for key, names in _names_of(row.record).items():
        for name in names:
            if not fold(name):
                raise row.wrong(key, f"'{name}' holds no letter")
    if row.record.group not in sides:
        raise row.wrong("group", f"no [[side]] is named '{row.record.group}'")
    _check_offices(row, sides)


def _check_offices(row: _Row[Official], sides: Mapping[str, _Row[Side]]) -> None:
    for office in row.record.offices:
        if office.of and office.of not in sides:
            raise row.wrong("offices", f"no [[side]] is named '{office.of}'")
        if office.until is not None and office.until <= office.since:
            dates = f"since {office.since} until {office.until}"
            raise row.wrong("offices", f"{office.title}: {dates} is out of order")


def _names_of(official: Official) -> dict[str, tuple[str, ...]]:
    return {
        "name": (official.name,),
        "aliases": official.aliases,
        "ambiguous": official.ambiguous,
    }


def _check_shared_names(rows: Iterable[_Row[Official]]) -> None:
    bearers: dict[Key, list[_Row[Official]]] = {}
    for row in rows:
        for key in {fold(name) for names in _names_of(row.record).values() for name in names}:
            bearers.setdefault(key, []).append(row)
    for key, shared in bearers.items():
        unmarked = [row for row in shared if key not in map(fold, row.record.ambiguous)]
        if len(shared) > 1 and unmarked:
            raise _not_marked(unmarked[-1], key, shared)


def _not_marked(row: _Row[Official], key: Key, shared: Iterable[_Row[Official]]) -> BadInput:
    at, name = next(
        (at, name)
        for at, names in _names_of(row.record).items()
        for name in names
        if fold(name) == key
    )
    others = ", ".join(other.record.id for other in shared if other is not row)
    return row.wrong(at, f"'{name}' is also a name of {others}: mark it `ambiguous` in each")


def _check_shared_words(rows: Iterable[_Row[Side]]) -> None:
    meanings: dict[str, str] = {}
    for row in rows:
        for word in (row.record.name, *row.record.words):
            other = meanings.setdefault(_side_key(word), row.record.name)
            if other != row.record.name:
                raise row.wrong("words", f"'{word}' already means {other}")


# -- building what is looked up --------------------------------------------------------------------


def _build(officials: tuple[Official, ...], sides: tuple[Side, ...]) -> Register:
    proofs = {one.id: _full_keys(one) for one in officials}
    bearers: dict[Key, dict[str, Official]] = {}
    for one in officials:
        for key in proofs[one.id] | _hint_keys(one):
            bearers.setdefault(key, {})[one.id] = one
    return Register(
        officials=officials,
        sides=sides,
        _ids={one.id: one for one in officials},
        _bearers={key: tuple(found.values()) for key, found in bearers.items()},
        _proofs=frozenset(
            key for one in officials for key in proofs[one.id] if len(bearers[key]) == 1
        ),
        _words=tuple((one, tuple(map(frozenset, proofs[one.id]))) for one in officials),
        _side_words={_side_key(word): side for side in sides for word in (side.name, *side.words)},
        _spellings=_spellings(officials, sides),
        _tracked=AhoCorasick(sorted({v for one in officials for v in _variants(one)}) or ["\0"]),
    )


def _full_keys(official: Official) -> frozenset[Key]:
    keys = {fold(name) for name in (official.name, *official.aliases)}
    plain = {_without_initials(key) for key in keys if len(key) > 2}
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


def _spellings(officials: Iterable[Official], sides: Iterable[Side]) -> dict[str, tuple[str, ...]]:
    spelled: dict[str, dict[str, None]] = {}
    for one in officials:
        for key in _full_keys(one) | _hint_keys(one):
            spelled.setdefault(" ".join(key), {})[one.name] = None
    for side in sides:
        for word in (side.name, *side.words):
            spelled.setdefault(" ".join(fold(word)), {})[side.name] = None
    return {key: tuple(names) for key, names in spelled.items() if len(key) >= SHORTEST_SUGGESTED}


def _variants(official: Official) -> Iterator[str]:
    """A name as pages print it: as it is, without accents, in capitals."""
    names = (official.name, *official.aliases, *official.ambiguous, _surname(official))
    for name in filter(None, names):
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", name)
            if not unicodedata.combining(letter)
        )
        yield from (name, name.upper(), bare, bare.upper())
