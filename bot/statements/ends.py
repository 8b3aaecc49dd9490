"""words -> the same without what is the writer's: marks around, a day in front, a remark behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from bot.statements.passage import Span
from bot.statements.sentence import Sentence, quotation_at
from bot.statements.source import token_before, with_opening

_EDGE = " \t\u00a0,;:.—–-…"


_SENTENCE_END = re.compile(r"[.?!]\s+[A-Z“\"‘]")


def cut(
    start: int,
    end: int,
    cue: Token,
    others: Sequence[Token],
    asides: Sequence[tuple[Token, Token]],
    sentence: Sentence,
) -> int:
    """A later aside, or "..., but added ...", begins somebody's other words."""
    places = [sentence.passage.at(first) for first, _ in asides]
    places += [
        sentence.passage.at(with_opening(other, sentence))
        for other in others
        if other.i > cue.i and _adds(other, sentence)
    ]
    places += [sentence.passage.at(t) for t in sentence.plain() if _is_credit(t)]
    return min([end, *(place for place in places if place > start)])


def _is_credit(token: Token) -> bool:
    return token.lower_ == "according" and token.i > 0 and token.nbor(-1).text == ","


def without_day(start: int, end: int, text: str) -> int:
    """ "said on Monday the bloc ...": the day is that of saying."""
    found = _DAY_OF_SAYING.match(text, start, end)
    return found.end() if found is not None else start


_DAY_OF_SAYING = re.compile(
    r"(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
    r"(?: (?:morning|afternoon|evening|night))?,? (?:that )?(?!(?:was|is|will|would|has|had)\b)"
)


def without_dateline(start: int, end: int, text: str) -> int:
    """ "HALLVIK (Coastal Press) - ": where the story was written."""
    found = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    return found.end() if found is not None else start


_LONGEST_DATELINE = 80
_DATELINE = re.compile(r"[A-Z]{2}[A-Z .’'\-]{0,30}(?:, [\w. ]{1,20})?(?: ?\([^)]{1,30}\))? [-–—]+ ")


def without_remark(start: int, end: int, sentence: Sentence, text: str) -> int:
    """The writer's remark at the very end: ", which is under repair", ", a shift in tone"."""
    found = _REMARK.search(text, start, end)
    if found is None or quotation_at(sentence.quotations, found.start()) is not None:
        return end
    rest = text[found.end() : end]
    quoted = any(found.start() < q.end and q.start < end for q in sentence.quotations)
    return end if quoted or "," in rest else found.start()


_REMARK = re.compile(
    r", (?:which|though|although|despite|in spite of|(?:in )?an? (?:reference|allusion) to"
    # What the writer calls it: ", a shift in tone", ", an accusation that Ostrel denies".
    r"|an? (?:[a-z]+ )?(?:shift|change|turn|reversal|departure|break|escalation|concession|claim"
    r"|charge|accusation|assertion|warning|message|signal|sign)"
    r"|(?:(?:only|just|mere|barely) )?(?:minutes|hours|days|weeks|months) (?:after|before))\b"
)


def _adds(cue: Token, sentence: Sentence) -> bool:
    """Has no subject of its own, and follows a comma or "and"."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in cue.children):
        return False
    before = token_before(cue, sentence)
    if before is None:
        return False
    quotation = sentence.quotation_of(before)
    return before.text == "," or before.lower_ in {"and", "but"} or quotation is not None


def trim(text: str, words: Span, sentence: Sentence) -> Span | None:
    """Marks that wrap all of it, and commas at its ends, are not part of what was said."""
    start, end = words
    start, end = _strip(text, start, end, _EDGE.replace(".", "").replace("…", ""))
    for quotation in sentence.quotations:
        if quotation.start <= start < quotation.end < end and _is_joint(text[quotation.end : end]):
            end = quotation.end
        if quotation.start <= start and end <= quotation.end:
            start, end = max(start, quotation.first), min(end, quotation.last)
        elif start == quotation.first:
            start = quotation.start
    inside = any(q.start < end <= q.end for q in sentence.quotations)
    start, end = _strip(text, start, end, " \t\u00a0," if inside else _EDGE)
    start, end = _alone(text, start, end, sentence)
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def _is_joint(words: str) -> bool:
    """ "“We will pay,” and then she left": the parser takes the "and" for a part of the words."""
    return words.strip(" ,") in {"and", "but"}


def _strip(text: str, start: int, end: int, characters: str) -> Span:
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return start, end


def _alone(text: str, start: int, end: int, sentence: Sentence) -> Span:
    """A quotation of several sentences speaks for itself: a few words that lead in are left out."""
    marks = [q for q in sentence.quotations if start < q.end and q.start < end]
    if len(marks) != 1 or marks[0].end < end:
        return start, end
    led_in = text[start : marks[0].start].split()
    inner = text[marks[0].first : marks[0].last].rstrip(" .?!…")
    if 0 < len(led_in) <= 4 and _SENTENCE_END.search(inner):
        return marks[0].first, marks[0].last
    return start, end
