"""cue -> the reporting clause that interrupts or ends the words: "..., she said, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.clause import FINITE, is_led_in
from bot.statements.cue import is_cue
from bot.statements.ends import trim, without_dateline
from bot.statements.passage import Span
from bot.statements.report import Report
from bot.statements.sentence import Sentence
from bot.statements.source import (
    leads_out,
    name_in_front,
    outside,
    source_of,
    subject_in,
    token_before,
    with_opening,
)
from bot.statements.subject import RELATIVE, core_of, is_passive, own_subject, quoted_in

_ANSWERS = {"asked", "questioned", "pressed"}
_TAKES_NO_CLAUSE = cues.NAME | cues.ACCUSE | cues.TO_WHOM


_PUNCTUATION_BEFORE = {",", "—", "–", "-", "--", "…", "?", "!", "”", '"', "''", "’", "'", ";"}


def aside_of(cue: Token, sentence: Sentence) -> tuple[Token, Token] | None:
    """First and last token of a reporting clause that stands aside, None for any other."""
    subject = subject_in(cue, sentence)
    if subject is None:
        return _closing_aside(cue, sentence)
    if not sentence.holds(subject) or is_passive(cue):
        return None
    tokens = [*core_of(cue), _start_of(subject), _end_of(subject, cue), *_quoting(cue)]
    tokens = [token for token in tokens if sentence.holds(token)]
    first, last = (min(tokens, key=_place), max(tokens, key=_place))
    if subject.i < cue.i:
        first = _start_of_stretch(first, cue, sentence)
    first = with_opening(first, sentence)
    before = token_before(first, sentence)
    if before is None or not _divides(before, sentence):
        return None
    if _goes_on(cue, first, last, sentence):
        return None
    if sentence.quotation_of(before) is None and not _stands_aside(cue, first, before):
        return None
    return (first, last) if _hangs_left(cue, before, last, sentence) else None


def _quoting(cue: Token) -> list[Token]:
    """All of "Coastal Press quoted her as saying"."""
    if quoted_in(cue) is None:
        return []
    own = own_subject(cue.head.head)
    return [cue.head.head, *([own.left_edge] if own is not None else [])]


def _closing_aside(cue: Token, sentence: Sentence) -> tuple[Token, Token] | None:
    """ "..., Lena Marsk, the envoy, told a briefing", which the parser takes for a list."""
    last = name_in_front(cue, sentence)
    if last is None or cue.lemma_.lower() not in cues.SAY or sentence.quotations:
        return None
    first = last
    while first.ent_iob_ == "I" and first.i > sentence.tokens[0].i:
        first = first.nbor(-1)
    before = token_before(first, sentence)
    ends = not any(token.tag_ in FINITE for token in sentence.tokens if token.i > cue.i)
    return (first, cue) if before is not None and before.text == "," and ends else None


def _start_of_stretch(first: Token, cue: Token, sentence: Sentence) -> Token:
    """All that stands between a quotation and its cue names the speaker."""
    left, _ = outside(cue, sentence)
    if left == sentence.tokens[0].i or not leads_out(left, sentence):
        return first
    while left < first.i and (cue.doc[left].is_punct or cue.doc[left].is_space):
        left += 1
    between = cue.doc[left : first.i]
    role = all(token.pos_ not in {"VERB", "AUX", "CCONJ"} for token in between)
    return cue.doc[left] if role and cue.doc[left].tag_ != "IN" else first


def _goes_on(cue: Token, first: Token, last: Token, sentence: Sentence) -> bool:
    """Words of its own follow: "... “Hail,” he said that", "... “Hail,” but he denied it"."""
    after = last.i + 1
    bounded = after >= len(cue.doc) or cue.doc[after].is_punct or cue.doc[after].is_space
    if first.lower_ in {"and", "but"} and not bounded:
        return True
    clauses = [c for c in cue.children if c.dep_ in {"ccomp", "xcomp"} and c.i > last.i]
    return any(sentence.quotation_of(c) is None and not bounded for c in clauses)


def _stands_aside(cue: Token, first: Token, before: Token) -> bool:
    """Never behind a semicolon, nor with a verb that takes no clause: "...; he accused her"."""
    lemma = cue.lemma_.lower()
    if before.text == ";" or (lemma not in cues.SAY and lemma in _TAKES_NO_CLAUSE):
        return False
    if any(child.dep_ in {"ccomp", "xcomp"} and child.i > cue.i for child in cue.children):
        return False
    return first.lower_ != "as" or all(child.dep_ != "dobj" for child in cue.children)


def _start_of(subject: Token) -> Token:
    return subject.left_edge


def _place(token: Token) -> int:
    return token.i


def _end_of(subject: Token, cue: Token) -> Token:
    """Where the subject ends: behind the verb its appositions count, relative clauses too."""
    return subject.right_edge if subject.i > cue.i else subject


def _divides(token: Token, sentence: Sentence) -> bool:
    return token.text in _PUNCTUATION_BEFORE or sentence.quotation_of(token) is not None


def _hangs_left(cue: Token, before: Token, last: Token, sentence: Sentence) -> bool:
    """The words said stand before: in marks, as its clause, or as what it is an aside to."""
    if sentence.quotation_of(before) is not None:
        return True
    if before.i > 0 and sentence.quotation_of(before.doc[before.i - 1]) is not None:
        return True
    if any(child.dep_ == "ccomp" and child.i < cue.i for child in cue.children):
        return True
    if cue.dep_ not in {"parataxis", "ccomp", "advcl"} and not _is_stray(cue):
        return False
    return cue.head.i < before.i or (last.i + 1 < len(last.doc) and last.nbor().text == ",")


def _is_stray(cue: Token) -> bool:
    """ "..., Minister Arkady Ryumin said", which the parser takes for a relative clause."""
    own = [child for child in cue.children if child.dep_ == "nsubj"]
    named = any(child.ent_type_ == "PERSON" and child.i < cue.i for child in own)
    return cue.dep_ == "relcl" and named and not any(c.lower_ in RELATIVE for c in cue.children)


def words_around(
    cue: Token, aside: tuple[Token, Token], sentence: Sentence, text: str
) -> Iterator[Report]:
    first, _ = aside
    frame_start = sentence.passage.at(first)
    start, end = sentence.span
    start = without_dateline(start, end, text)
    behind = _resumes(cue, aside, sentence, text)
    source = source_of(cue, sentence)
    for words in ((_start_before(start, frame_start, sentence, text), frame_start), behind):
        trimmed = trim(text, _without_frames(words, sentence, text), sentence) if words else None
        if trimmed is not None and is_thought(trimmed, sentence):
            yield Report(trimmed, source, cue, sentence.passage, "parenthesis", sentence.span)


_RELATIVE = re.compile(r", (?:which|whom|who)\b[^,“”\"]{1,200},")


def _without_frames(words: Span, sentence: Sentence, text: str) -> Span:
    """The longer side of ", which X called a mistake,": nobody's words hold another's frame."""
    start, end = words
    for found in _RELATIVE.finditer(text, start, end):
        inside = [
            t for t in sentence.plain() if found.start() < sentence.passage.at(t) < found.end()
        ]
        if any(is_cue(token) and _has_subject(token) for token in inside):
            left, right = (start, found.start()), (found.end(), end)
            return max(left, right, key=lambda side: side[1] - side[0])
    return words


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE for child in verb.children)


def is_thought(words: Span, sentence: Sentence) -> bool:
    """Quoted, or a clause: not "recently", "in an interview", "asked by a reporter"."""
    if any(q.start <= words[0] and words[1] <= q.end for q in sentence.quotations):
        return True
    inside = [t for t in sentence.tokens if words[0] <= sentence.passage.at(t) < words[1]]
    if not inside or inside[0].lower_ in _ANSWERS:
        return False
    return any(token.tag_ in FINITE for token in inside)


def _start_before(start: int, frame: int, sentence: Sentence, text: str) -> int:
    """Behind a colon, or behind a report of somebody's other words, else the whole sentence."""
    for quotation in sentence.quotations:
        if quotation.start < frame and text[start : quotation.start].rstrip().endswith(":"):
            return quotation.start
    last = sentence.quotations[-1].start if sentence.quotations else start
    before = [t for t in sentence.plain() if sentence.passage.at(t) < min(last, frame)]
    return last if last < frame and any(is_cue(token) for token in before) else start


def _resumes(cue: Token, aside: tuple[Token, Token], sentence: Sentence, text: str) -> Span | None:
    """Where the words go on after the aside: at the next quotation, or after its comma."""
    passage = sentence.passage
    first, last = aside
    after = passage.at(last) + len(last)
    for quotation in sentence.quotations:
        if quotation.start >= after and is_led_in(quotation.start, after, text):
            between = [t for t in sentence.plain() if last.i < t.i]
            others = [t for t in between if passage.at(t) < quotation.start and is_cue(t)]
            return None if others else (quotation.start, sentence.span[1])
    rest = [token for token in sentence.tokens if token.i > last.i]
    comma = next((token for token in rest if token.text in {",", "—", "–"}), None)
    if comma is None or comma.i - last.i > 6 or _follows_quotation(first, sentence):
        return None
    tail = [token for token in rest if token.i > comma.i and not token.is_punct]
    if not tail or any(cue in token.ancestors and not _in_left(token, cue) for token in tail):
        return None
    return passage.at(tail[0]), sentence.span[1]


def _follows_quotation(first: Token, sentence: Sentence) -> bool:
    before = token_before(first, sentence)
    return before is not None and sentence.quotation_of(before) is not None


def _in_left(token: Token, cue: Token) -> bool:
    """Belongs to the clause before the cue, however far behind it stands."""
    return any(
        above.dep_ == "ccomp" and above.head == cue and above.i < cue.i
        for above in [token, *token.ancestors]
    )
