"""cue -> the words behind it that are the speech: "she said that ...", "she called it ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.passage import Span
from bot.statements.sentence import Sentence
from bot.statements.subject import is_passive

FINITE = {"VBD", "VBZ", "VBP", "MD"}
_ABOUT = {"warn", "complain", "boast", "caution"}


def clause_of(cue: Token, sentence: Sentence, text: str) -> Span | None:
    if is_passive(cue):
        return None
    lemma = cue.lemma_.lower()
    quotation = _next_quotation(cue, sentence, text)
    if _takes_clause(lemma):
        return _complement(cue, sentence) or quotation
    if (demand := _demand(cue, sentence)) is not None:
        return demand
    if lemma in cues.NAME | cues.ACCUSE:
        return _object(cue, sentence)
    if quotation is None and not _has_that(cue):
        return None
    return _complement(cue, sentence) or quotation


def _takes_clause(lemma: str) -> bool:
    other = lemma in {"make", "point", "be"} | cues.VOICE
    return other or (lemma in cues.SAY and lemma not in cues.QUOTE_ONLY)


def _demand(cue: Token, sentence: Sentence) -> Span | None:
    """Of a promise, a plea or a charge: what is promised, asked for or charged."""
    lemma = cue.lemma_.lower()
    if lemma in cues.ACCUSE:
        return _charge(cue, sentence)
    return _complement(cue, sentence) if lemma in cues.TO_DO | {"call"} else None


def _has_that(cue: Token) -> bool:
    return any(child.dep_ == "ccomp" and _opens_with_that(child) for child in cue.rights)


def _opens_with_that(verb: Token) -> bool:
    return any(token.lower_ == "that" and token.dep_ == "mark" for token in verb.lefts)


def voiced_in(verb: Token) -> Token | None:
    """The "hope" of "voiced hope that ...", the "adamant" of "was adamant that ..."."""
    firm = verb.lemma_.lower() == "be"
    for child in verb.rights:
        fits = child.lower_ in cues.FIRM if firm else child.dep_ == "dobj"
        if fits and _that_clause(verb if firm else child) is not None:
            return child
    return None


def _that_clause(head: Token) -> Token | None:
    clauses = (child for child in head.rights if child.dep_ in {"acl", "ccomp"})
    return next(filter(_opens_with_that, clauses), None)


def _complement(cue: Token, sentence: Sentence) -> Span | None:
    for child in _dependents(cue):
        if child.i > cue.i and _is_content(child, cue):
            first = _first_word(child, cue)
            start = sentence.passage.at(first)
            last = cue if _has_listener(cue, child) else child
            return start, _end_after(start, last, sentence)
    return _far_clause(cue, sentence)


def _has_listener(cue: Token, child: Token) -> bool:
    """ "urged Sudmark to pay": whom the demand is made of is part of it."""
    lemma = cue.lemma_.lower()
    return lemma in cues.TO_WHOM or (lemma in cues.TO_LISTENER and _is_to(child))


def _is_to(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.lefts)


def _far_clause(cue: Token, sentence: Sentence) -> Span | None:
    """ "said on Friday at a meeting that ...": the parser hangs it on the meeting."""
    if cue.lemma_.lower() not in cues.SAY:
        return None
    for token in sentence.tokens:
        if token.i > cue.i + 1 and token.tag_ in FINITE:
            return None
        if token.i > cue.i and token.lower_ == "that" and token.dep_ == "mark":
            start = sentence.passage.at(token) + len(token) + 1
            return start, _end_after(start, token.head, sentence)
    return None


def _dependents(cue: Token) -> Iterator[Token]:
    """Its own, and those of the "clear" in "made clear"."""
    yield from cue.children
    for child in cue.children:
        if child.lower_ in {"clear", "out"}:
            yield from child.children
    if (voiced := voiced_in(cue)) is not None:
        yield from voiced.rights


def _is_content(child: Token, cue: Token) -> bool:
    lemma = cue.lemma_.lower()
    if lemma in cues.VOICE | {"be"}:
        return child.dep_ in {"acl", "ccomp"} and _opens_with_that(child)
    if lemma in cues.TO_LISTENER and child.dep_ == "xcomp":
        return _is_to(child)
    if child.dep_ in {"ccomp", "advcl"} and child.lower_ != "clear":
        return lemma == "make" or (child.dep_ == "ccomp" and lemma != "call")
    if child.dep_ == "xcomp" and lemma in cues.TO_DO | cues.TO_WHOM and lemma != "call":
        return child.tag_ == "VB"
    if child.dep_ != "prep":
        return False
    about = lemma in _ABOUT and child.lower_ in {"of", "about", "against"}
    return about or (lemma == "call" and child.lower_ in {"for", "on"} and not _has_object(cue))


def _has_object(cue: Token) -> bool:
    """ "called him on Thursday" is a telephone call."""
    return any(child.dep_ in {"dobj", "oprd"} for child in cue.children)


def _first_word(child: Token, cue: Token) -> Token:
    """Without "that" or "of", and never before the cue's own words."""
    if child.dep_ == "prep" and child.i + 1 < len(child.doc):
        return child.nbor()
    if _has_listener(cue, child):
        objects = [c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i < child.i]
        return objects[0].left_edge if objects else child.left_edge
    that = next((c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    first = that.nbor() if that is not None and cue.i < that.i < child.i else child.left_edge
    while first.i < child.i and (
        first.i <= cue.i or first.is_punct or (first.lower_ == "that" and first.tag_ == "IN")
    ):
        first = first.nbor()
    return first


def _end_after(start: int, head: Token, sentence: Sentence) -> int:
    """The end of the clause, or of the quotation that begins in it or right behind it."""
    passage = sentence.passage
    last = head.right_edge
    end = passage.at(last) + len(last)
    for quotation in sentence.quotations:
        if start < quotation.end and quotation.start <= end + 2:
            end = max(end, quotation.end)
    return min(end, sentence.span[1])


def _object(cue: Token, sentence: Sentence) -> Span | None:
    quoted = cue.lemma_.lower() in cues.NAME
    for child in cue.children:
        if child.i > cue.i and child.dep_ in {"dobj", "ccomp", "oprd", "prep", "xcomp"}:
            start = sentence.passage.at(child.left_edge)
            end = _end_after(start, cue, sentence)
            marks = [q for q in sentence.quotations if start <= q.start < end]
            if not quoted:
                return start, end
            return (start, _end_of_label(marks[0].end, end, sentence)) if marks else None
    return None


def _charge(cue: Token, sentence: Sentence) -> Span | None:
    """ "her of theft"; the deed alone where a day parts the two: "accused her on Monday of ..."."""
    of = next((t for t in sentence.tokens if t.i > cue.i and _is_of_charge(t, cue)), None)
    if of is None or of.i + 1 >= len(cue.doc):
        return None
    accused = next((child for child in cue.rights if child.dep_ == "dobj"), of)
    parted = of.nbor(-1).ent_type_ in {"DATE", "TIME"}
    first = of.nbor() if parted else accused.left_edge
    start = sentence.passage.at(first)
    return start, _end_after(start, of, sentence)


def _is_of_charge(token: Token, cue: Token) -> bool:
    if token.lower_ != "of" or token.dep_ != "prep":
        return False
    return token.head == cue or token.nbor(-1).ent_type_ in {"DATE", "TIME"}


def _end_of_label(quoted: int, end: int, sentence: Sentence) -> int:
    """A comma behind the quoted words, or inside their marks, ends the label."""
    for token in sentence.tokens:
        place = sentence.passage.at(token)
        if place >= quoted - 2 and token.lower_ in {",", ".", ";", "—", "–", "and", "but"}:
            return max(quoted, place)
    return end


def _next_quotation(cue: Token, sentence: Sentence, text: str) -> Span | None:
    """The quotation that the cue leads to; words in marks further off are only coloured words."""
    after = sentence.passage.at(cue) + len(cue)
    for quotation in sentence.quotations:
        if quotation.start >= after and is_led_in(quotation.start, after, text):
            announced = cue.lemma_.lower() not in cues.READ or _is_announced(quotation.start, text)
            return (quotation.start, quotation.end) if announced else None
    return None


def _is_announced(start: int, text: str) -> bool:
    """ "The letter read: “...”", not the title of what somebody read."""
    return text[max(0, start - 2) : start].rstrip().endswith((",", ":"))


def is_led_in(start: int, after: int, text: str) -> bool:
    """By a comma, colon or dash, or by the cue itself."""
    between = text[after:start].rstrip()
    return not between.strip() or between[-1] in ",:—–-." or between.split()[-1] == "that"
