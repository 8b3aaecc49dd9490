"""report -> speakers: whose words they are, or None rather than a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.official import Official
from bot.statements.passage import Passage, Span
from bot.statements.people import People, name_at
from bot.statements.person import Person
from bot.statements.pronouns import Meant
from bot.statements.report import How, Report
from bot.statements.roles import asked_role

_TRUST: Mapping[How, float] = {
    "cue": 0.95,
    "parenthesis": 0.95,
    "according": 0.9,
    "colon": 0.9,
    "dash": 0.85,
    "turn": 0.9,
    "follows": 0.9,
    "next": 0.7,
    "carried": 0.7,
    "tagged": 0.9,
    "inner": 0.9,
}
ENOUGH = 0.65
"""Below this the rules doubt that the words mean this person."""
_DOUBT = 0.35
"""What a name of one word that nothing else explains loses: a country's as often as a person's."""
_PRONOUNS = {"he", "she", "his", "her"}


@dataclass(frozen=True, slots=True)
class Speaker:
    person: Person | None
    start: int | None
    end: int | None
    confidence: float
    phrase: str = ""
    """The words themselves, for whoever relays."""


NOBODY = Speaker(None, None, None, 0.3)


def speakers_of(
    report: Report, people: People, pronouns: Mapping[int, Meant], on: date | None
) -> Iterator[Speaker]:
    """One for each joint speaker; a nameless one when nobody can be named."""
    if report.source is None:
        yield NOBODY
        return
    heads = [report.source, *_beside(report.source, report.cue)]
    found = [_speaker(head, report, people, pronouns, on) for head in heads]
    named = [speaker for speaker in found if speaker.person is not None]
    if len(named) < len(found) and len(found) > 1 and found[0].person is None:
        yield found[0]
        return
    yield from named or found[:1]


def _beside(head: Token, cue: Token | None) -> list[Token]:
    """Those joined to the first speaker by "and", on the same side of the cue."""
    if cue is None:
        return list(_joined(head))
    return [other for other in _joined(head) if (other.i < cue.i) == (head.i < cue.i)]


def _joined(head: Token) -> Iterator[Token]:
    for child in head.children:
        listed = child.dep_ == "conj" or _is_listed(child)
        if listed and child.pos_ in {"PROPN", "NOUN", "PRON"}:
            yield _name_of(child) or child
            yield from _joined(child)


def _name_of(role: Token) -> Token | None:
    """Of "X and his host, President Y,": the parser takes Y for another name of X."""
    if role.ent_type_ or role.pos_ != "NOUN" or role.i + 1 >= len(role.doc):
        return None
    behind = (child for child in role.head.children if child.i > role.i)
    names = [t for t in behind if t.dep_ == "appos" and t.ent_type_ == "PERSON"]
    comma = role.nbor().text == ","
    return names[0] if comma and names and names[0].left_edge.i - role.i <= 2 else None


def _is_listed(name: Token) -> bool:
    """The second of "A, B and C", which the parser takes for another name of the first."""
    people = name.ent_type_ == name.head.ent_type_ == "PERSON" and name.dep_ == "appos"
    beside = 0 < name.left_edge.i - name.head.i <= 2
    return people and beside and any(child.dep_ == "conj" for child in name.children)


def _speaker(
    head: Token, report: Report, people: People, pronouns: Mapping[int, Meant], on: date | None
) -> Speaker:
    head = _utterer(head) or head
    start, end = report.passage.span(head, head)
    trust = _TRUST[report.how]
    if head.lower_ in _PRONOUNS:
        meant = pronouns.get(start)
        if meant is None:
            return Speaker(None, start, end, 0.3)
        return Speaker(meant.person, start, end, trust * meant.confidence)
    named = _named(head, report.passage, people, trust)
    if named is not None:
        return named
    official = _office_holder(head, people, on)
    if official is not None:
        person = people.called(official.name) or Person(official.name, official)
        return Speaker(person, start, end, trust - 0.05, _phrase(head))
    return _by_role(head, (start, end), people, trust)


def _utterer(head: Token) -> Token | None:
    """Whose "message", "answer" or "letter" it is."""
    if head.lower_ not in cues.UTTERANCES:
        return None
    return next((child for child in head.lefts if child.dep_ == "poss"), None)


def _by_role(head: Token, place: Span, people: People, trust: float) -> Speaker:
    """ "the president added", where the story has one president."""
    asked = asked_role(head)
    person = people.in_office(asked, place[0]) if asked is not None else None
    return Speaker(person, *place, trust - 0.1 if person else 0.5, _phrase(head))


def _named(head: Token, passage: Passage, people: People, trust: float) -> Speaker | None:
    """By the head's own name, or by the one that its role is followed by."""
    for token in (head, *_appositions(head), *_apposed(head)):
        name = name_at(token, people)
        person = people.called(name) if name is not None else None
        if name is not None and person is not None:
            start, end = _place_of_name(token, name, passage)
            sure = trust - (0 if person.sure else 0.1)
            sure -= _DOUBT if _is_doubtful(token, person, people) else 0
            return Speaker(person, start, end, sure, _phrase(head))
    return None


def _is_doubtful(head: Token, person: Person, people: People) -> bool:
    """One word, without title or first name anywhere: a paper, an agency, a people as often."""
    return " " not in person.name and not people.is_known(head.text)


def _apposed(head: Token) -> list[Token]:
    """ "Milena Hadzic, the minister, who added": the parser hangs "who" on the minister."""
    return [head.head] if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else []


def _appositions(head: Token) -> list[Token]:
    return [child for child in head.children if child.dep_ == "appos"]


def _place_of_name(head: Token, name: str, passage: Passage) -> tuple[int, int]:
    end = passage.at(head) + len(head)
    return max(passage.start, end - len(name)), end


def _phrase(head: Token) -> str:
    """The source without its clauses: "American officials"."""
    left = head.left_edge.i
    words = head.doc[left : head.i + 1].text
    return words.strip('“”" ')


def _office_holder(head: Token, people: People, on: date | None) -> Official | None:
    """ "Norland's foreign minister", "the Norlandish president", on the day of the article."""
    if on is None or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    for title, side in _titles(head):
        if people.register.side_of(side) is not None:
            official = people.register.office_holder(title.lower(), side, on)
            if official is not None:
                return official
    return None


def _titles(head: Token) -> Iterator[tuple[str, str]]:
    """Every way to take the words for an office and its side."""
    words = [token for token in head.subtree if token.i <= head.i]
    for token in words:
        yield " ".join(t.text for t in words if t.i > token.i and t.tag_ != "POS"), token.text
    title = " ".join(token.text for token in words if token.tag_ != "DT")
    for preposition in head.rights:
        if preposition.lower_ == "of":
            yield from ((title, _bare(side)) for side in preposition.children)


def _bare(side: Token) -> str:
    """With what belongs to the name: "the Coastal League"."""
    return side.doc[side.left_edge.i : side.i + 1].text
