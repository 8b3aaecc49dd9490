"""passages + people -> whom each "he" and "she" of a story means, read in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.statements.cues import ALL, UTTERANCES
from bot.statements.people import People, is_title, name_at
from bot.statements.person import Person, Pronoun
from bot.statements.sentence import Sentence

_PRONOUNS = {"he", "she"}
_GENDER: Mapping[str, Pronoun] = {"he": "he", "his": "he", "she": "she", "her": "she"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_SPEAKS_ON = {"add", "continue", "go", "conclude"}
_REACH = 4
"""Sentences back in which a pronoun's person is looked for."""
_FAR = 4
"""Paragraphs back, where only one person can be meant."""
_STORY = 200
"""Mentions of a long story; what has more of them is read as if it began there."""
_ALONE = 0.8


@dataclass(frozen=True, slots=True)
class Meant:
    person: Person
    confidence: float


@dataclass(frozen=True, slots=True)
class _Mention:
    person: Person
    place: int
    sentence: int
    paragraph: int
    is_subject: bool
    is_main: bool
    """Subject of the sentence, not of a clause in it."""
    speaks: bool
    """Subject of a verb of saying."""


def follow_pronouns(sentences: Iterable[Sentence], people: People) -> Mapping[int, Meant]:
    """By the pronoun's place in the text; one that could be several people is left out."""
    meant: dict[int, Meant] = {}
    mentions: list[_Mention] = []
    for number, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if sentence.quotation_of(token) is not None:
                continue
            place = sentence.passage.at(token)
            person = _named(token, people)
            if person is not None and (_is_thing(token, people) or _is_doubtful(person, people)):
                person = None
            if person is None and _stands_for_somebody(token):
                found = _antecedent(token, mentions, number, sentence.passage.number)
                meant |= {place: found} if found is not None else {}
                person = found.person if found is not None else _somebody(token)
            if person is not None:
                subject = _is_subject(token)
                paragraph = sentence.passage.number
                main = subject and _is_main(token)
                spoke = subject and _top(token).head.lemma_.lower() in ALL
                mentions.append(_Mention(person, place, number, paragraph, subject, main, spoke))
    return meant


def _stands_for_somebody(token: Token) -> bool:
    """ "She"; the "her" of "Her answer was short"."""
    if token.lower_ in _PRONOUNS:
        return True
    return token.tag_ == "PRP$" and token.lower_ in _GENDER and token.head.lower_ in UTTERANCES


def _somebody(pronoun: Token) -> Person:
    """Who "he" is stays open, and the next "he" is probably the same."""
    return Person("", pronoun=_GENDER[pronoun.lower_])


def _named(token: Token, people: People) -> Person | None:
    """Each name once, at its last word."""
    if token.ent_type_ == "PERSON":
        last = token.i + 1 >= len(token.doc) or token.nbor().ent_iob_ != "I"
        if not last:
            return None
        name = name_at(token, people)
        return people.called(name) if name is not None else None
    if token.dep_ != "compound" and token.text[0].isupper() and people.is_surname(token.text):
        return people.called(token.text)
    return None


def _is_subject(token: Token) -> bool:
    return _top(token).dep_ in _SUBJECTS


def _is_main(token: Token) -> bool:
    verb = _top(token).head
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _top(name: Token) -> Token:
    while name.dep_ in {"compound", "appos", "flat"} and name.head != name:
        name = name.head
    return name


def _is_doubtful(person: Person, people: People) -> bool:
    """Of one word, and nothing tells that it is a person's: as often a country's."""
    return " " not in person.name and not people.is_known(person.name)


_PLACED = {"at", "in", "into", "near", "off"}
"""Behind these stands where something was, whatever the grammar takes it for."""


def _is_thing(last: Token, people: People) -> bool:
    """ "at Gorse Point", "the frigate Holm", "the Holm": named like people, and none."""
    first = last
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).is_title:
        first = first.nbor(-1)
    if first.i == 0 or first.ent_iob_ == "I" or is_title(first.text):
        return False
    before = first.nbor(-1)
    if before.lower_ in _PLACED:
        return True
    bare = first.i == last.i and not people.is_known(last.text)
    return bare and before.tag_ in {"DT", "NN", "JJ"} and not is_title(before.text)


def _antecedent(
    pronoun: Token, mentions: Sequence[_Mention], sentence: int, paragraph: int
) -> Meant | None:
    near = [m for m in mentions[-12:] if sentence - m.sentence <= _REACH]
    near = [m for m in near if paragraph - m.paragraph <= 1]
    fitting = [m for m in near if _fits(m, pronoun)]
    if not fitting:
        return _only_one(pronoun, mentions, paragraph)
    best = max(fitting, key=lambda m: _salience(m, pronoun, sentence, paragraph))
    if not best.person.name:
        return None
    rivals = {m.person.name for m in fitting if _rivals(m, best, pronoun)} - {best.person.name}
    return Meant(best.person, _confidence(best, rivals, sentence, paragraph))


def _only_one(pronoun: Token, mentions: Sequence[_Mention], paragraph: int) -> Meant | None:
    """Nobody else of that gender, nor of an unknown one, in the story so far, and not far back."""
    fitting = [mention for mention in mentions[-_STORY:] if _fits(mention, pronoun)]
    if len({mention.person.name for mention in fitting}) != 1:
        return None
    last = fitting[-1]
    known = last.person.name and last.person.pronoun and last.is_subject
    return Meant(last.person, _ALONE) if known and paragraph - last.paragraph <= _FAR else None


def _fits(mention: _Mention, pronoun: Token) -> bool:
    return mention.person.pronoun in {None, _GENDER[pronoun.lower_]}


def _rivals(mention: _Mention, best: _Mention, pronoun: Token) -> bool:
    """Whoever speaks on is who spoke: "he added" after "X said that Y had left" means X."""
    if mention.sentence < best.sentence:
        return False
    return mention.is_main or not (best.is_main and pronoun.head.lemma_ in _SPEAKS_ON)


def _salience(
    mention: _Mention, pronoun: Token, sentence: int, paragraph: int
) -> tuple[float, int]:
    score = -1.0 * (sentence - mention.sentence) - 0.5 * (paragraph - mention.paragraph)
    score += 1.5 * mention.is_subject
    score += (mention.is_main + 0.5 * mention.speaks) * _speaks(pronoun)
    score += 0.5 * (mention.person.pronoun == _GENDER[pronoun.lower_])
    return score, mention.place


def _speaks(pronoun: Token) -> bool:
    """ "He said": more likely the one who spoke last than one who was spoken of."""
    verb = pronoun.head.lemma_.lower()
    return verb in _SPEAKS_ON or verb in ALL


def _confidence(best: _Mention, rivals: set[str], sentence: int, paragraph: int) -> float:
    confidence = 0.9 if not rivals else 0.7
    if not best.is_subject:
        confidence -= 0.1
    if best.person.pronoun is None:
        confidence -= 0.1
    return confidence - 0.05 * (sentence - best.sentence) - 0.05 * (paragraph - best.paragraph)
