"""A name as written -> the ways to take it: folded, without titles, initials and patronymics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.statements.official import Official

Key = tuple[str, ...]
"""The folded words of a name: what two spellings of it have in common."""

MOST_WORDS = 12
"""A name as written has no more words than that; what is longer is prose."""

MOST_NAMES = 4
"""A first name, a surname and what may stand between: a patronymic, a second name."""

JOINING = frozenset({"and", "or", "for", "of", "with"})
"""What makes two names of one: "Jill Smith and Joe Biden" is no Jill Biden."""

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

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("'’‘ʼʻ`´", "")
)
_POSSESSIVE = re.compile(r"['’]s?$")
_WITHOUT_SPACES = "⺀"
"""From this character on scripts write no spaces between words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a name as written, and the initial its bearer must have."""

    key: Key
    initial: str = ""


def fold(name: str) -> Key:
    """The words of a name without case, accents, apostrophes and a possessive at the end."""
    bare = without_possessive(name).casefold()
    letters = bare if bare.isascii() else without_accents(bare).casefold()
    return tuple(_WORD.findall(letters.translate(_LETTERS)))


def without_possessive(name: str) -> str:
    return _POSSESSIVE.sub("", name.strip())


def without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def readings(words: Key) -> Iterator[Reading]:
    """The fullest reading first: as it stands, after a title, without initials and patronymics."""
    if len(words) > MOST_WORDS:
        return
    for start in range(len(words)):
        if start == 0 or words[start] in TITLES or words[start - 1] in TITLES:
            yield from _readings_of(words[start:])


def _readings_of(words: Key) -> Iterator[Reading]:
    yield Reading(words)
    plain = without_initials(words)
    if plain and plain != words:
        yield Reading(plain, words[0] if _is_initial(words[0]) else "")
    if 3 <= len(plain) <= MOST_NAMES and plain[0] == words[0] and JOINING.isdisjoint(plain):
        yield Reading((plain[0], plain[-1]))


def without_initials(words: Key) -> Key:
    return tuple(word for word in words if not _is_initial(word))


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word < _WITHOUT_SPACES


def has_initial(official: Official, initial: str) -> bool:
    names = (official.name, *official.aliases)
    return not initial or any(fold(name)[0].startswith(initial) for name in names if " " in name)


def belies(words: Key, official: Official) -> bool:
    """Whether a title speaks of a woman where the official is a man, or the other way round."""
    titles = frozenset(words[:-1])
    return bool(
        (official.pronoun == "he" and titles & HER) or (official.pronoun == "she" and titles & HIS)
    )
