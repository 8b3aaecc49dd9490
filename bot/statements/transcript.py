"""sentences -> reports: the turns of a transcript, "JANA ORLO: ...", "Answer: ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Token

from bot.statements.cues import ANSWERS, LABELS
from bot.statements.passage import Passage
from bot.statements.people import is_title
from bot.statements.report import Report
from bot.statements.sentence import Sentence

LONGEST_BARE = 4
"""Words of a name without its titles."""
_LABEL = re.compile(r"[“\"]?([^:()\[\]“”\"\n]{1,60}?)(?: ?[(\[][^()\[\]\n]{1,80}[)\]])?: ?")
_STOPS = (".", "?", "!", "…", '"', "”")
_FIRST = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me)\b")
_TOP = 2
"""Paragraphs at the top of a page in which whoever answers is named."""


IsTold = Callable[[int, Report], bool]
"""Of a paragraph's number and a report of it: whether cues explain some of its words."""


@dataclass(frozen=True, slots=True)
class _Turn:
    name: Token | None
    """None for a question, and for an answer until it is known who answers."""
    is_answer: bool
    passage: Passage
    start: int
    """Where the words begin."""


@dataclass(frozen=True, slots=True)
class _Voice:
    name: Token
    passage: Passage


def turns_of(sentences: Sequence[Sentence], is_told: IsTold) -> Iterator[tuple[int, Report]]:
    """One a paragraph, with its number: those included that go on without a label of their own.

    A mere list of labels gives way to what cues say of the same words.
    """
    opening = [next(group) for _, group in groupby(sentences, key=lambda s: s.passage.number)]
    turns = [_turn(sentence.passage) for sentence in opening]
    talk = _is_talk(turns)
    main = _who_answers([sentence.passage for sentence in opening], turns)
    voice: _Voice | None = None
    for sentence, turn in zip(opening, turns, strict=True):
        number, start = sentence.passage.number, sentence.passage.start
        if turn is not None:
            voice, start = _voice_of(turn, main), turn.start
        elif not (talk and _goes_on(sentence.passage.text)):
            voice = None
        report = _report(voice, sentence, start) if voice is not None else None
        if report is not None and (talk or not is_told(number, report)):
            yield number, report
        voice = voice if sentence.passage.text.rstrip().endswith(_STOPS) else None


def _voice_of(turn: _Turn, main: _Voice | None) -> _Voice | None:
    if turn.name is not None:
        return _Voice(turn.name, turn.passage)
    return main if turn.is_answer else None


def _who_answers(passages: Sequence[Passage], turns: Sequence[_Turn | None]) -> _Voice | None:
    """The one person at the top of the page, else who speaks first."""
    for passage in passages[:_TOP]:
        people = [entity for entity in passage.doc.ents if entity.label_ == "PERSON"]
        if len(people) == 1:
            return _Voice(people[0][-1] if people[0][-1].tag_ != "POS" else people[0][-2], passage)
    named = [_Voice(turn.name, turn.passage) for turn in turns if turn and turn.name]
    return named[0] if named else None


def _report(voice: _Voice, sentence: Sentence, start: int) -> Report | None:
    passage = sentence.passage
    end = passage.start + len(passage.text.rstrip())
    around = sentence.span if start > passage.start else (start, start)
    quoted = next((q for q in sentence.quotations if q.start == start), None)
    span = (quoted.first, quoted.last) if quoted is not None else (start, end)
    if not any(map(str.isalnum, passage.text[span[0] - passage.start : span[1] - passage.start])):
        return None
    return Report(span, voice.name, None, voice.passage, "turn", around)


def _is_talk(turns: Sequence[_Turn | None]) -> bool:
    """Somebody asks, or speaks twice, or the page begins with a turn: no list of labels."""
    names = [turn.name.text for turn in turns if turn and turn.name]
    asked = any(turn.name is None for turn in turns if turn)
    return asked or len(set(names)) < len(names) or (len(names) == 1 and turns[0] is not None)


def _goes_on(text: str) -> bool:
    """In the first person, as people talk."""
    return text.rstrip().endswith(_STOPS) and _FIRST.search(text) is not None


def _turn(passage: Passage) -> _Turn | None:
    found = _LABEL.match(passage.text)
    if found is None:
        return None
    start = passage.start + found.end()
    label = found[1].strip().lower()
    if label in LABELS:
        return _Turn(None, label in ANSWERS, passage, start)
    name = [token for token in passage.doc if found.start(1) <= token.idx < found.end(1)]
    return _Turn(name[-1], False, passage, start) if is_name(name) else None


def is_name(tokens: Sequence[Token]) -> bool:
    """All of it a person's name, or all in capitals as transcripts have it."""
    words = [token for token in tokens if token.is_alpha and not is_title(token.text)]
    if not 0 < len(words) <= LONGEST_BARE or any(word.lower_ in LABELS for word in words):
        return False
    people = all(token.ent_type_ == "PERSON" or token.text.isupper() for token in words)
    return people or (len(tokens) == 1 and tokens[0].pos_ == "PROPN")
