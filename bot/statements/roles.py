"""passages -> roles: the offices by which a story calls its people, "the president" later on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from spacy.tokens import Token

from bot.statements.passage import Passage

_TABLE = tomllib.loads(resources.files("bot.data").joinpath("names.toml").read_text("utf-8"))
_NOUNS, _QUALIFIED = (frozenset(_TABLE[key].split()) for key in ("offices", "qualified"))
"""A vice president is no president, nor is "the minister" a prime minister."""
_LEFT = {"amod", "compound", "nmod", "poss", "nn"}
_MOST = 5
"""Words of an office before its noun, and behind its "of"."""

_CLOSE = 2
"""A comma and no more lies between a name and the office behind it."""


@dataclass(frozen=True, slots=True)
class Role:
    words: frozenset[str]
    name: str | None
    """As it stands beside the office; None where nobody is named: "a spokesman"."""
    place: int


def roles_in(passage: Passage) -> Iterator[Role]:
    for token in passage.doc:
        if _noun(token) in _NOUNS:
            words = _words_of(token)
            name = _name_beside(token)
            if name is not None or _is_somebody(token):
                yield Role(words, name, passage.at(token))


def _noun(token: Token) -> str:
    """ "Gen. Castell" is "the general" later on."""
    return _SHORT.get(token.lower_, token.lower_)


_SHORT = {"gen.": "general", "adm.": "admiral", "col.": "colonel", "sen.": "senator"}
_SHORT |= {"gov.": "governor", "rep.": "representative", "spokesperson": "spokesman"}


def asked_role(head: Token) -> frozenset[str] | None:
    """The words of "the foreign minister"; None for what says more, or is no office."""
    if _noun(head) not in _NOUNS or not any(c.lower_ == "the" for c in head.children):
        return None
    if any(child.i > head.i and not child.is_punct for child in head.children):
        return None
    return _words_of(head)


def holders(asked: frozenset[str], roles: Iterable[Role], before: int) -> set[str | None]:
    """The names of all whom these words may mean, of those that a story has told of so far."""
    return {role.name for role in roles if role.place < before and is_role(asked, role.words)}


def is_role(asked: frozenset[str], words: frozenset[str]) -> bool:
    """Told by fewer words, but not by such as make it another office."""
    if asked - _RANKS == {"diplomat"}:
        return bool(words & _DIPLOMATS)
    return asked <= words and not (words - asked) & _QUALIFIED


_RANKS = {"senior", "top", "chief", "veteran"}
_DIPLOMATS = {"diplomat", "ambassador", "envoy", "foreign"}


def _words_of(noun: Token) -> frozenset[str]:
    left = [c for c in noun.children if c.dep_ in _LEFT and noun.i - _MOST <= c.i < noun.i]
    words = {_noun(noun), *(word.lower_ for word in left)}
    first = noun.i
    while first > 0 and noun.doc[first - 1].pos_ in {"PROPN", "ADJ"} and noun.i - first < _MOST:
        first -= 1
        words.add(noun.doc[first].lower_)
    return frozenset(words)


def _name_beside(noun: Token) -> str | None:
    """ "President Veld"; "the president, Tomas Veld"; "Tomas Veld, the president"."""
    after = noun.i + 1
    if after < len(noun.doc) and noun.doc[after].ent_type_ == "PERSON":
        return _entity(noun.doc[after])
    beside = [c for c in noun.children if c.dep_ == "appos" and not _is_addressed(noun, c)]
    if noun.dep_ == "appos" and 0 < noun.left_edge.i - noun.head.i <= _CLOSE:
        beside.append(noun.head)
    named = next((token for token in beside if token.ent_type_ == "PERSON"), None)
    return _entity(named) if named is not None else None


def _is_addressed(noun: Token, name: Token) -> bool:
    """ "“Good day, Mr. President,” Lena Marsk said"."""
    return any(token.tag_ in {"``", "''"} for token in noun.doc[noun.i : name.i])


def _entity(token: Token) -> str:
    first = last = token
    while first.i > 0 and first.ent_iob_ == "I":
        first = first.nbor(-1)
    while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
        last = last.nbor()
    return token.doc[first.i : last.i + 1].text


def _is_somebody(noun: Token) -> bool:
    """ "a spokesman", "his spokesman"."""
    return any(child.tag_ == "PRP$" or child.lower_ in {"a", "an"} for child in noun.children)
