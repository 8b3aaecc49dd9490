"""report -> speakers: whose words they are, or None rather than a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

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
    "follows": 0.9,
    "next": 0.7,
    "carried": 0.7,
    "tagged": 0.9,
}
ENOUGH = 0.65
"""Below this nobody is named."""
_PRONOUNS = {"he", "she"}


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
        if child.dep_ == "conj" and child.pos_ in {"PROPN", "NOUN", "PRON"}:
            yield child
            yield from _joined(child)


def _speaker(
    head: Token, report: Report, people: People, pronouns: Mapping[int, Meant], on: date | None
) -> Speaker:
    start, end = report.passage.span(head, head)
    trust = _TRUST[report.how]
    if head.lower_ in _PRONOUNS:
        meant = pronouns.get(start)
        if meant is None:
            return Speaker(None, start, end, 0.3)
        return _trusted(Speaker(meant.person, start, end, trust * meant.confidence))
    named = _named(head, report.passage, people, trust)
    if named is not None:
        return _trusted(named)
    official = _office_holder(head, people, on)
    if official is not None:
        person = people.called(official.name) or Person(official.name, official)
        return _trusted(Speaker(person, start, end, trust - 0.05, _phrase(head)))
    return _trusted(_by_role(head, (start, end), people, trust))


def _by_role(head: Token, place: Span, people: People, trust: float) -> Speaker:
    """ "the president added", where the story has one president."""
    asked = asked_role(head)
    person = people.in_office(asked, place[0]) if asked is not None else None
    return Speaker(person, *place, trust - 0.1 if person else 0.5, _phrase(head))


def _named(head: Token, passage: Passage, people: People, trust: float) -> Speaker | None:
    """By the head's own name, or by the one that its role is followed by."""
    for token in (head, *_appositions(head)):
        name = name_at(token, people)
        person = people.called(name) if name is not None else None
        if name is not None and person is not None:
            start, end = _place_of_name(token, name, passage)
            sure = trust - (0 if person.sure else 0.1)
            sure -= 0.2 if _is_doubtful(token, name, people) else 0
            return Speaker(person, start, end, sure, _phrase(head))
    return None


def _is_doubtful(head: Token, name: str, people: People) -> bool:
    """One word, without title or first name anywhere: a paper, an agency, a people as often."""
    return " " not in name and not people.is_known(head.text)


def _trusted(speaker: Speaker) -> Speaker:
    if speaker.confidence >= ENOUGH:
        return speaker
    return replace(speaker, person=None)


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
    words = [token for token in head.subtree if token.i <= head.i]
    for token in words:
        side = people.register.side_of(token.text)
        if side is not None:
            title = " ".join(t.text for t in words if t.i > token.i and t.tag_ != "POS").lower()
            official = people.register.office_holder(title, side.name, on)
            if official is not None:
                return official
    return None
