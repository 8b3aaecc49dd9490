"""passages + register -> people: a mention, however short, to the person it means."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from bot.statements.names import fold
from bot.statements.official import Official
from bot.statements.passage import Passage
from bot.statements.person import Person, Pronoun
from bot.statements.register import Register
from bot.statements.roles import Role, holders, roles_in

_TABLE = tomllib.loads(resources.files("bot.data").joinpath("names.toml").read_text("utf-8"))


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key].split())


_HE, _SHE = _words("he"), _words("she")
_HE_TITLES, _SHE_TITLES = _words("he_titles"), _words("she_titles")
_TITLES = _HE_TITLES | _SHE_TITLES | _words("titles") | _words("epithets")
_BEFORE_GIVEN = _words("before_given")
"""Titles that a given name may follow alone: "Sir Alan"."""
_ROLES = _words("roles") | _words("offices") | _HE_TITLES | _SHE_TITLES
"""A name in full may follow these, whatever the grammar takes it for."""
_HIS_KIN, _HER_KIN = _words("his_kin"), _words("her_kin")
_SUFFIXES, _PARTICLES = _words("suffixes"), _words("particles")
MOST_ROLES = 200
"""Offices that a story's people are told of with; no story has more, and each is asked of all."""
MOST_BEARERS = 20
"""People of one story who share a name; what has more of them is no story."""


def is_title(word: str) -> bool:
    return word.lower().strip(".") in _TITLES


def words_of(name: str) -> list[str]:
    """The name's own words: no title, no suffix, no possessive, nothing behind a colon."""
    plain = re.sub(r"['’]s?(?=\s|$)", "", _BREAK.split(name.strip(), maxsplit=1)[0])
    words = re.findall(r"[^\W\d_][\w.'’\-]*", plain)
    while words and (is_title(words[0]) or (len(words) > 2 and is_role(words[0]))):
        words.pop(0)
    while words and words[-1].lower().strip(".") in _SUFFIXES:
        words.pop()
    return words[1:] if len(words) > 2 and words[0] == "Said" else words


_BREAK = re.compile(r"[:;,()\[\]“”\"\n]")


@lru_cache(maxsize=4_096)
def key_of(word: str) -> str:
    """Without case, accents and an Arabic article: "al-Karim" and "Karim" are one name."""
    folded = fold(word)
    return "-".join(folded[1:] if len(folded) > 1 and folded[0] in _ARTICLES else folded)


_ARTICLES = {"al", "el", "ul", "ad", "an", "as", "ar", "at", "az"}


def surname_of(words: Sequence[str]) -> str:
    return key_of(words[-1])


def _given(word: str) -> Pronoun | None:
    key = key_of(word)
    return "he" if key in _HE else "she" if key in _SHE else None


@dataclass(frozen=True)
class People:
    """Those a story names, and whoever the register adds to a bare surname."""

    register: Register
    on: date | None
    full: dict[str, list[str]] = field(default_factory=dict)
    """Surname -> full names in order of appearance."""
    partly: dict[str, list[str]] = field(default_factory=dict)
    """Any other word of a full name -> the same: "Park" for Park Do-yun."""
    titled: dict[str, Pronoun] = field(default_factory=dict)
    """A word behind "Mr." or "Ms.", or a full name behind "his sister" -> what that says."""
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
            bare = key_of(word) in self.bare
            self.surnames[word] = bare or self._bears(word) or self.register.proves(word)
        return self.surnames[word]

    def is_known(self, surname: str) -> bool:
        """Named in full or with a title somewhere, or tracked."""
        titled = key_of(surname) in self.titled
        return titled or self._bears(surname) or self.register.proves(surname)

    def _bears(self, word: str) -> bool:
        return (key := key_of(word)) in self.full or key in self.partly

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
            return self._person(self._fullest(words))
        return self._by_surname(words[0], mention)

    def _fullest(self, words: Sequence[str]) -> str:
        """The one longer name of the story that has all these words in this order."""
        name = " ".join(words)
        key = surname_of(words)
        known = [*self.full.get(key, ()), *self.partly.get(key, ())]
        longer = {other for other in known[:MOST_BEARERS] if _is_within(words, other)} - {name}
        return longer.pop() if len(longer) == 1 and self._official(name) is None else name

    def _is_place(self, mention: str, words: Sequence[str]) -> bool:
        """A side's name is nobody's, unless a title, the story or the register makes it so."""
        name = " ".join(words)
        if self.register.side_of(name) is None or self.register.proves(name):
            return False
        if len(words) > 1:
            return True
        return _title_pronoun(mention) is None and words[0].lower() not in self.full

    def _by_surname(self, surname: str, mention: str) -> Person | None:
        """The first bearer the story names; None where it may as well be the tracked one."""
        pronoun = _title_pronoun(mention)
        bearers = [self.called(name) for name in self._bearers(surname, mention)]
        people = [person for person in bearers if person is not None]
        tracked = self._person(surname)
        if tracked.official is not None and tracked not in people:
            people.append(tracked)
        fitting = [p for p in people if pronoun is None or p.pronoun in {None, pronoun}]
        if not fitting:
            return tracked if not people else None
        fitting.sort(key=lambda person: pronoun is not None and person.pronoun != pronoun)
        first = fitting[0]
        if len(fitting) > 1 and tracked in fitting and len(people) > len(bearers):
            return None
        rivals = [p for p in fitting if pronoun is None or p.pronoun == first.pronoun]
        return Person(first.name, first.official, first.pronoun, sure=len(rivals) == 1)

    def _bearers(self, word: str, mention: str) -> list[str]:
        """Whose last name it is; else, or behind "Sir", who bears it otherwise."""
        key = key_of(word)
        last, other = self.full.get(key, []), self.partly.get(key, [])
        titles = {title.strip(".").lower() for title in mention.split()[:-1]} & _TITLES
        if titles & _BEFORE_GIVEN:
            return [*other, *last][:MOST_BEARERS]
        if titles:
            given = _given(word) is not None
            other = [n for n in other if key_of(n.split()[0]) != key or not given or _is_eastern(n)]
        return [*last, *(other if titles or not last else ())][:MOST_BEARERS]

    def _person(self, name: str) -> Person:
        official = self._official(name)
        if official is not None:
            pronoun: Pronoun | None = official.pronoun if official.pronoun != "they" else None
            return Person(official.name, official, pronoun)
        name = name.title() if name.isupper() else name
        return Person(name, None, self._pronoun(name))

    def _pronoun(self, name: str) -> Pronoun | None:
        """By kin, by the given name, or by a title before a name that nobody else bears."""
        words = name.split()
        told = self.titled.get(name.lower()) or (_given(words[0]) if len(words) > 1 else None)
        if told is not None:
            return told
        own = [word for word in map(key_of, words) if len(self.full.get(word, ())) < 2]
        return next((self.titled[word] for word in own if word in self.titled), None)

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


def meet(passages: Iterable[Passage], register: Register, on: date | None) -> People:
    """Reads every name of the story once; headlines come last, since their grammar misleads."""
    full: dict[str, list[str]] = defaultdict(list)
    titled: dict[str, set[Pronoun]] = defaultdict(set)
    bare: Counter[str] = Counter()
    roles: list[Role] = []
    for passage in sorted(passages, key=_is_headline):
        for name in names_in(passage.doc):
            words = words_of(name)
            if len(words) == 1:
                bare[key_of(words[0])] += 1
            elif (
                words
                and _looks_full(words)
                and (not _is_headline(passage) or _is_news(words, full))
            ):
                _add(full, " ".join(words), surname_of(words))
        _learn_titles(passage.doc, titled)
        _learn_kin(passage.doc, titled)
        roles += roles_in(passage)
    often = frozenset(name for name, times in bare.items() if times > 1)
    told = {word: said.pop() for word, said in titled.items() if len(said) == 1}
    return People(register, on, dict(full), _parts(full), told, often, tuple(roles[:MOST_ROLES]))


def _is_headline(passage: Passage) -> bool:
    """Its capitals make names longer than they are: "Orlo Says"."""
    words = passage.text.split()
    prose = any(word.islower() and len(word) > _LONGEST_SMALL for word in words)
    return not (prose and words[-1].endswith(_STOPS))


_STOPS = (".", "?", "!", ":", ",", ";", '"', "”", "’", "'")
_LONGEST_SMALL = 4
"""Letters of the words that headlines leave small: "with", "over"."""


def _is_news(words: Sequence[str], full: Mapping[str, Sequence[str]]) -> bool:
    """No longer than names mostly are, and of nobody whom the story itself names."""
    return len(words) == 2 and not any(key_of(word) in full for word in words)


def _parts(full: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for name in (name for names in full.values() for name in names):
        for word in name.split()[:-1]:
            if len(word.strip(".")) > 1 and word.lower() not in _PARTICLES:
                parts[key_of(word)].append(name)
    return dict(parts)


def _add(full: dict[str, list[str]], name: str, surname: str) -> None:
    """ "J. Orlo" and "Jana Orlo" are one person, known by the longer name."""
    for index, other in enumerate(full[surname]):
        if _agree(name, other):
            full[surname][index] = max(name, other, key=len)
            return
    full[surname].append(name)


def _agree(one: str, two: str) -> bool:
    first, second = one.lower().split()[0].strip("."), two.lower().split()[0].strip(".")
    alike = first.startswith(second) or second.startswith(first)
    return alike or _is_within(one.split(), two) or _is_within(two.split(), one)


def _is_eastern(name: str) -> bool:
    """ "Lee Kwang-ho": the surname comes first."""
    return name.rpartition("-")[2].islower()


def _is_within(words: Sequence[str], name: str) -> bool:
    """All of the words stand in the name, in this order."""
    rest = map(key_of, name.split())
    return all(any(key_of(word) == other for other in rest) for word in words)


def _looks_full(words: Sequence[str]) -> bool:
    return len(words) <= 5 and all(
        any(map(str.isupper, word)) or word.lower() in _PARTICLES for word in words
    )


def names_in(doc: Doc) -> list[str]:
    """What the grammar takes for people, and what a given name shows to be one."""
    people = [
        doc[_with_given_name(entity[0]).i : entity.end].text
        for entity in doc.ents
        if entity.label_ == "PERSON"
    ]
    chains = [*_given_chains(doc), *_introduced_chains(doc)]
    return people + [doc[first:last].text for first, last in chains]


def _given_chains(doc: Doc) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(doc):
        last = at
        while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].ent_type_ in _OPEN:
            last += 1
        if 2 <= last - at <= 3 and _given(doc[at].text):
            yield at, last
        at = max(last, at + 1)


def _introduced_chains(doc: Doc) -> Iterator[tuple[int, int]]:
    """ "Shopkeeper Iain Muir", "Iain Muir, 52,": named like people, whatever the grammar says."""
    at = 0
    while at < len(doc):
        last = at
        while last < len(doc) and _is_of_name(doc[last], last > at):
            last += 1
        roles = [place for place in range(max(0, at - 1), last) if is_role(doc[place].text)]
        first = max(at, roles[-1] + 1) if roles else at
        told = roles or _has_age(doc, last) or _has_role(doc, last)
        if told and 2 <= len(doc[first:last].text.split()) <= _LONGEST_CHAIN:
            yield first, last
        at = max(last, at + 1)


_LONGEST_CHAIN = 4


def _is_of_name(token: Token, inside: bool) -> bool:
    if token.is_alpha and token.text[0].isupper() and not token.text.isupper():
        return token.pos_ == "PROPN" or token.ent_type_ == "PERSON"
    return inside and (token.lower_ in _PARTICLES or _is_joined(token))


def _is_joined(token: Token) -> bool:
    """The hyphen of "Do-yun", and what stands right behind it."""
    if token.text == "-":
        return not token.whitespace_ and not token.nbor(-1).whitespace_
    return token.is_alpha and token.nbor(-1).text == "-"


def is_role(word: str) -> bool:
    return word.lower().strip(".") in _ROLES


def _has_role(doc: Doc, at: int) -> bool:
    """ "Park Do-yun, a professor"."""
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in {"a", "an", "the"}:
        return False
    return any(is_role(token.text) for token in doc[at + 2 : at + 4])


def _has_age(doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].text.isdecimal()


_OPEN = {"", "NORP", "GPE"}
"""What the grammar calls names that it does not know."""


def _learn_titles(doc: Doc, titled: dict[str, set[Pronoun]]) -> None:
    for token in doc[:-1]:
        pronoun = _title_pronoun(token.text)
        if pronoun is not None and token.text[0].isupper() and (after := token.nbor()).is_alpha:
            titled[key_of(after.text)].add(pronoun)


def _learn_kin(doc: Doc, titled: dict[str, set[Pronoun]]) -> None:
    """ "his sister, Hana Brun": she."""
    for entity in doc.ents:
        before = doc[max(0, entity.start - 2) : entity.start].text.lower().rstrip(" ,").split()
        noun = before[-1] if before and entity.label_ == "PERSON" else ""
        if noun in _HIS_KIN | _HER_KIN:
            name = " ".join(words_of(entity.text)).lower()
            titled[name].add("he" if noun in _HIS_KIN else "she")


def name_at(head: Token, people: People) -> str | None:
    """The name that these words are, when their head is one; a possessor's never."""
    if head.ent_type_ == "PERSON":
        return _entity_text(head)
    chain = _proper_chain(head, people)
    if not chain:
        return None
    name = head.doc[chain[0].i : chain[-1].i + 1].text
    words = name.split()
    known = people.is_surname(words[-1]) or _is_given(chain)
    return name if len(words) <= _LONGEST_CHAIN and known else None


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
    is_name = _given(given.text) is not None or (given.i > 0 and given.dep_ == "compound")
    if given.pos_ == "PROPN" and not given.ent_type_ and given.is_alpha and is_name:
        return surname if is_title(given.text) else given
    return surname


def _proper_chain(head: Token, people: People) -> list[Token]:
    if head.pos_ != "PROPN" and not (head.text[0].isupper() and people.is_surname(head.text)):
        return []
    chain = [head]
    while chain[0].i > 0 and _is_proper(chain[0].nbor(-1)) and not _ends_chain(chain):
        chain.insert(0, chain[0].nbor(-1))
    return chain


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.text == "-" and token.i > 0 and _is_joined(token))


def _ends_chain(chain: Sequence[Token]) -> bool:
    """At a given name, or where the word before is no part of the phrase."""
    return _given(chain[0].text) is not None or chain[0].nbor(-1).head != chain[-1]


def _is_given(chain: Sequence[Token]) -> bool:
    return len(chain) > 1 and _given(chain[0].text) is not None
