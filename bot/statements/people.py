"""passages + register -> people: a mention, however short, to the person it means."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import resources

from spacy.tokens import Doc, Token

from bot.statements.official import Official
from bot.statements.passage import Passage
from bot.statements.person import Person, Pronoun
from bot.statements.register import Register
from bot.statements.roles import Role, holders, roles_in

_TABLE = tomllib.loads(resources.files("bot.data").joinpath("names.toml").read_text("utf-8"))
_HE, _SHE, _HE_TITLES, _SHE_TITLES, _OTHER_TITLES, _SUFFIXES, _PARTICLES = (
    frozenset(_TABLE[key].split())
    for key in ("he", "she", "he_titles", "she_titles", "titles", "suffixes", "particles")
)
_TITLES = _HE_TITLES | _SHE_TITLES | _OTHER_TITLES
MOST_ROLES = 200
"""Offices that a story's people are told of with; no story has more, and each is asked of all."""


def is_title(word: str) -> bool:
    return word.lower().strip(".") in _TITLES


def words_of(name: str) -> list[str]:
    """The name's own words: no title, no suffix, no possessive."""
    plain = re.sub(r"['’]s?(?=\s|$)", "", name)
    words = re.findall(r"[^\W\d_][\w.'’\-]*", plain)
    while words and words[0].lower().strip(".") in _TITLES:
        words.pop(0)
    while words and words[-1].lower().strip(".") in _SUFFIXES:
        words.pop()
    return words


def surname_of(words: Sequence[str]) -> str:
    return words[-1].lower().strip(".")


@dataclass(frozen=True)
class People:
    """Those a story names, and whoever the register adds to a bare surname."""

    register: Register
    on: date | None
    full: dict[str, list[str]] = field(default_factory=dict)
    """Surname -> full names in order of appearance."""
    titled: dict[str, Pronoun] = field(default_factory=dict)
    """Surname -> what "Mr." or "Ms." before it says."""
    bare: frozenset[str] = frozenset()
    """Names of one word that the story uses for people, more than once."""
    roles: tuple[Role, ...] = ()
    surnames: dict[str, bool] = field(default_factory=dict)
    known: dict[str, Person | None] = field(default_factory=dict)

    def called(self, mention: str) -> Person | None:
        """None when the words are nobody's name."""
        if mention not in self.known:
            self.known[mention] = self._called(mention)
        return self.known[mention]

    def is_surname(self, word: str) -> bool:
        if word not in self.surnames:
            key = word.lower()
            self.surnames[word] = key in self.full or key in self.bare or self.register.proves(word)
        return self.surnames[word]

    def is_known(self, surname: str) -> bool:
        """Named in full or with a title somewhere, or tracked."""
        key = surname.lower()
        return key in self.full or key in self.titled or self.register.proves(surname)

    def in_office(self, asked: frozenset[str], before: int) -> Person | None:
        """Whom "the foreign minister" means, when it can be only one of the story's people."""
        named = holders(asked, self.roles, before)
        found = {person.name: person for name in named if name and (person := self.called(name))}
        return next(iter(found.values())) if len(found) == 1 and None not in named else None

    def _called(self, mention: str) -> Person | None:
        words = words_of(mention)
        if not words or self._is_place(mention, words):
            return None
        if len(words) > 1:
            return self._person(" ".join(words), words)
        return self._by_surname(words[0], _title_pronoun(mention))

    def _is_place(self, mention: str, words: Sequence[str]) -> bool:
        """A side's name is nobody's, unless a title, the story or the register makes it so."""
        name = " ".join(words)
        if self.register.side_of(name) is None or self.register.proves(name):
            return False
        if len(words) > 1:
            return True
        return _title_pronoun(mention) is None and words[0].lower() not in self.full

    def _by_surname(self, surname: str, pronoun: Pronoun | None) -> Person | None:
        """The first bearer the story names; None where it may as well be the tracked one."""
        bearers = [self.called(name) for name in self.full.get(surname.lower(), ())]
        people = [person for person in bearers if person is not None]
        tracked = self._person(surname, [surname])
        if tracked.official is not None and tracked not in people:
            people.append(tracked)
        fitting = [p for p in people if pronoun is None or p.pronoun in {None, pronoun}]
        if not fitting:
            return tracked if not people else None
        first = fitting[0]
        if len(fitting) > 1 and tracked in fitting and len(people) > len(bearers):
            return None
        return Person(first.name, first.official, first.pronoun, sure=len(fitting) == 1)

    def _person(self, name: str, words: Sequence[str]) -> Person:
        official = self._official(name)
        if official is not None:
            pronoun: Pronoun | None = official.pronoun if official.pronoun != "they" else None
            return Person(official.name, official, pronoun)
        name = name.title() if name.isupper() else name
        return Person(name, None, _given_pronoun(words) or self.titled.get(surname_of(words)))

    def _official(self, name: str) -> Official | None:
        """Only when the name proves who it is; of two bearers, the one in office that day."""
        found = self.register.named(name, self.on)
        if len(found) == 1:
            return found[0] if self.register.proves(name) else None
        in_office = [one for one in found if self.on is not None and one.offices_on(self.on)]
        return in_office[0] if len(in_office) == 1 and " " in name else None


def _title_pronoun(mention: str) -> Pronoun | None:
    for word in mention.lower().replace(".", " ").split():
        if word in _HE_TITLES:
            return "he"
        if word in _SHE_TITLES:
            return "she"
    return None


def _given_pronoun(words: Sequence[str]) -> Pronoun | None:
    given = words[0].lower() if len(words) > 1 else ""
    return "he" if given in _HE else "she" if given in _SHE else None


def meet(passages: Iterable[Passage], register: Register, on: date | None) -> People:
    """Reads every name of the story once; headlines come last, since their grammar misleads."""
    full: dict[str, list[str]] = defaultdict(list)
    titled: dict[str, Pronoun] = {}
    bare: Counter[str] = Counter()
    roles: list[Role] = []
    for passage in sorted(passages, key=lambda passage: passage.number == 0):
        for name in names_in(passage.doc):
            words = words_of(name)
            if len(words) > 1 and _looks_full(words):
                _add(full, " ".join(words), surname_of(words))
            elif len(words) == 1:
                bare[words[0].lower()] += 1
        _learn_titles(passage.doc, titled)
        roles += roles_in(passage)
    often = frozenset(name for name, times in bare.items() if times > 1)
    return People(register, on, dict(full), titled, often, tuple(roles[:MOST_ROLES]))


def _add(full: dict[str, list[str]], name: str, surname: str) -> None:
    """ "J. Orlo" and "Jana Orlo" are one person, known by the longer name."""
    for index, other in enumerate(full[surname]):
        if _agree(name, other):
            full[surname][index] = max(name, other, key=len)
            return
    full[surname].append(name)


def _agree(one: str, two: str) -> bool:
    first, second = one.lower().split()[0].strip("."), two.lower().split()[0].strip(".")
    return first.startswith(second) or second.startswith(first)


def _looks_full(words: Sequence[str]) -> bool:
    return len(words) <= 5 and all(
        word[0].isupper() or word.lower() in _PARTICLES for word in words
    )


def names_in(doc: Doc) -> list[str]:
    """What the grammar takes for people, and what a given name shows to be one."""
    people = [
        doc[_with_given_name(entity[0]).i : entity.end].text
        for entity in doc.ents
        if entity.label_ == "PERSON"
    ]
    return people + [doc[first:last].text for first, last in _given_chains(doc)]


def _given_chains(doc: Doc) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(doc):
        last = at
        while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].ent_type_ in _OPEN:
            last += 1
        if 2 <= last - at <= 3 and doc[at].lower_ in _HE | _SHE:
            yield at, last
        at = max(last, at + 1)


_OPEN = {"", "NORP", "GPE"}
"""What the grammar calls names that it does not know."""


def _learn_titles(doc: Doc, titled: dict[str, Pronoun]) -> None:
    for token in doc[:-1]:
        pronoun = _title_pronoun(token.text)
        if pronoun is not None and token.text[0].isupper() and (after := token.nbor()).is_alpha:
            titled.setdefault(after.lower_, pronoun)


def name_at(head: Token, people: People) -> str | None:
    """The name that these words are, when their head is one; a possessor's never."""
    if head.ent_type_ == "PERSON":
        return _entity_text(head)
    chain = _proper_chain(head, people)
    if chain and len(chain) <= 4 and (people.is_surname(chain[-1].text) or _is_given(chain)):
        return head.doc[chain[0].i : chain[-1].i + 1].text
    return None


def _entity_text(head: Token) -> str | None:
    first = last = head
    while first.i > 0 and first.ent_iob_ == "I":
        first = first.nbor(-1)
    while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
        last = last.nbor()
    if last.i > head.i and last.tag_ != "POS" and head.dep_ == "compound":
        return None
    start = (_with_given_name(first) if first == last else first).i
    while start > 0 and first.doc[start - 1].text.strip(".").lower() in _TITLES - {"the", "of"}:
        start -= 1
    return head.doc[start : last.i + 1].text


def _with_given_name(surname: Token) -> Token:
    """The given name before it, where the grammar knew the surname alone."""
    if surname.i == 0:
        return surname
    given = surname.nbor(-1)
    is_name = given.lower_ in _HE | _SHE or (given.i > 0 and given.dep_ == "compound")
    if given.pos_ == "PROPN" and not given.ent_type_ and given.is_alpha and is_name:
        return surname if is_title(given.text) else given
    return surname


def _proper_chain(head: Token, people: People) -> list[Token]:
    if head.pos_ != "PROPN" and not (head.text[0].isupper() and people.is_surname(head.text)):
        return []
    chain = [head]
    while chain[0].i > 0 and chain[0].nbor(-1).pos_ == "PROPN" and not _ends_chain(chain):
        chain.insert(0, chain[0].nbor(-1))
    return chain


def _ends_chain(chain: Sequence[Token]) -> bool:
    """At a given name, or where the word before is no part of the phrase."""
    return chain[0].lower_ in _HE | _SHE or chain[0].nbor(-1).head != chain[-1]


def _is_given(chain: Sequence[Token]) -> bool:
    return len(chain) > 1 and chain[0].lower_ in _HE | _SHE
