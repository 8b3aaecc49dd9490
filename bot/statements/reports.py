"""sentences -> reports: which words are given as somebody's, and on which words they hang."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.passage import Span
from bot.statements.report import Report
from bot.statements.sentence import Sentence, quotation_at
from bot.statements.subject import (
    RELATIVE,
    core_of,
    is_passive,
    own_subject,
    subject_beside,
    subject_of,
)

_MARKS = "“”\"„«»‟‘’'`"
_EDGE = " \t\u00a0,;:.—–-…"
_SENTENCE_END = re.compile(r"[.?!]\s+[A-Z“\"‘]")
_ANSWERS = {"asked", "questioned", "pressed"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_MODALS = {"may", "might", "could", "should", "must", "would", "can"}
_SAME_FORM = {"put", "read", "cast"}
"""Past tense or not, they look alike."""
_ASKING = {"ask", "wonder"}
_ABOUT = {"warn", "complain", "boast", "caution"}
_PUNCTUATION_BEFORE = {",", "—", "–", "-", "--", "…", "?", "!", "”", '"', "''", "’", "'", ";"}


MOST_CUES = 12
"""Cues of one sentence; what has more of them is no prose, and would cost their square."""


def reports_of(sentence: Sentence, text: str) -> Iterator[Report]:
    """Reports that a cue of this sentence makes; nested ones lie inside the words of outer ones."""
    found_cues = [token for token in sentence.plain() if is_cue(token) or _is_tag(token, sentence)]
    if len(found_cues) > MOST_CUES:
        return
    asides = {cue: aside for cue in found_cues if (aside := _aside(cue, sentence)) is not None}
    around = [
        report for cue, aside in asides.items() for report in _around(cue, aside, sentence, text)
    ]
    yield from around
    for cue in found_cues:
        if cue not in asides:
            behind = _behind(cue, found_cues, list(asides.values()), sentence, text)
            yield from (report for report in behind if not _is_taken(report, around))
    yield from _according(sentence, text)


def _is_taken(report: Report, around: Sequence[Report]) -> bool:
    """Its words are a quotation that an aside gives to somebody."""
    return any(report.words == other.words for other in around)


# Cues


def is_cue(token: Token) -> bool:
    if not token.tag_.startswith("VB") and not _is_misread(token):
        return False
    return _is_reporting(token) and not _is_unreal(token)


def _is_tag(token: Token, sentence: Sentence) -> bool:
    """Whatever the verb: `“...,” she barked`."""
    if token.tag_ not in {"VBD", "VBZ"} or token.lemma_ in {"be", "have", "do"}:
        return False
    left, right = _outside(token, sentence)
    if left == 0 or not _leads_out(left, sentence) or not _opens_quoted(sentence):
        return False
    if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in token.doc[left : token.i]):
        return False
    subject = subject_beside(token, left, right)
    if subject is None:
        return False
    after = max(token.i, subject.i) + 1
    return after >= len(token.doc) or token.doc[after].is_punct or token.doc[after].tag_ == "IN"


def _opens_quoted(sentence: Sentence) -> bool:
    return bool(sentence.quotations) and sentence.quotations[0].start <= sentence.span[0]


def _is_misread(token: Token) -> bool:
    """ "Orlo estimates that ...", taken for estimates of Orlo's."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.lemma_.lower() not in cues.SAY:
        return False
    return any(child.dep_ == "ccomp" and child.i > token.i for child in token.children)


def _is_reporting(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in cues.ALL:
        return token.dep_ not in {"amod", "compound"}
    if lemma == "make":
        return "clear" in {child.lower_ for child in token.children}
    if lemma == "go":
        return any(child.lower_ == "on" for child in token.children)
    if lemma == "point":
        return any(child.lower_ == "out" for child in token.children)
    return lemma == "put" and any(child.lower_ == "it" for child in token.children)


def _is_unreal(token: Token) -> bool:
    """Not said: denied to have been said, possible, wished for, or still to come."""
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "neg"}}
    if helpers & {"not", "n't", "n’t", "never"} or helpers & _MODALS:
        return True
    if "to" in helpers:
        above = token.head.lemma_.lower()
        return above not in {"go", "continue"}
    if token.tag_ == "VBN" and token.dep_ in {"advcl", "acl"} and not helpers & {"having", "have"}:
        return True
    if token.lower_ in _SAME_FORM:
        return False
    return token.tag_ == "VB" and not helpers & {"did", "do", "does", "will", "'ll", "’ll"}


# A clause that interrupts or ends the words: "..., she said, ..."


def _aside(cue: Token, sentence: Sentence) -> tuple[Token, Token] | None:
    """First and last token of a reporting clause that stands aside, None for any other."""
    subject = _subject(cue, sentence)
    if subject is None or not sentence.holds(subject) or is_passive(cue):
        return None
    tokens = [*core_of(cue), _start_of(subject), _end_of(subject, cue)]
    tokens = [token for token in tokens if sentence.holds(token)]
    first, last = (min(tokens, key=_place), max(tokens, key=_place))
    if subject.i < cue.i:
        first = _start_of_stretch(first, cue, sentence)
    first = _with_opening(first, sentence)
    before = _before(first, sentence)
    if before is None or not _divides(before, sentence):
        return None
    if _goes_on(cue, first, last, sentence):
        return None
    if sentence.quotation_of(before) is None and not _stands_aside(cue, first):
        return None
    return (first, last) if _hangs_left(cue, before, last, sentence) else None


def _start_of_stretch(first: Token, cue: Token, sentence: Sentence) -> Token:
    """All that stands between a quotation and its cue names the speaker."""
    left, _ = _outside(cue, sentence)
    if left == sentence.tokens[0].i or not _leads_out(left, sentence):
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


def _stands_aside(cue: Token, first: Token) -> bool:
    if any(child.dep_ in {"ccomp", "xcomp"} and child.i > cue.i for child in cue.children):
        return False
    return first.lower_ != "as" or all(child.dep_ != "dobj" for child in cue.children)


def _subject(cue: Token, sentence: Sentence) -> Token | None:
    """Its own: beside a quotation by the order of words, elsewhere by grammar."""
    left, right = _outside(cue, sentence)
    if cue.tag_ != "VBG" and left > sentence.tokens[0].i and _leads_out(left, sentence):
        found = subject_beside(cue, left, right)
        if found is not None:
            return found
    return own_subject(cue)


def _leads_out(left: int, sentence: Sentence) -> bool:
    """A quotation ends before this token, with a comma or such: somebody's name may follow."""
    quotation = sentence.quotation_of(sentence.passage.doc[left - 1])
    if quotation is None:
        return False
    words = sentence.passage.text
    inner = words[: quotation.last - sentence.passage.start].rstrip()
    after = words[quotation.end - sentence.passage.start :][:1]
    return inner.endswith((",", "?", "!", "—", "…", "-")) or after in {",", "-", "—"}


def _outside(cue: Token, sentence: Sentence) -> tuple[int, int]:
    """The first and last token of the stretch around the cue that no quotation breaks."""
    left = right = cue.i
    while left > sentence.tokens[0].i and sentence.quotation_of(cue.doc[left - 1]) is None:
        left -= 1
    while right < sentence.tokens[-1].i and sentence.quotation_of(cue.doc[right + 1]) is None:
        right += 1
    return left, right


def _source(cue: Token, sentence: Sentence) -> Token | None:
    subject = _subject(cue, sentence)
    if subject is not None and subject.lower_ not in RELATIVE:
        return subject
    return subject_of(cue) or _only_person(cue, sentence) or _capital_before(cue, sentence)


def _capital_before(cue: Token, sentence: Sentence) -> Token | None:
    """A surname that the parser took for something else: "Jolly said"."""
    before = _before(cue, sentence)
    while before is not None and before.tag_ in {"RB", "MD", "VBZ"} and before.text.islower():
        before = _before(before, sentence)
    if before is None or not before.is_alpha or sentence.quotation_of(before) is not None:
        return None
    return before if before.text[0].isupper() else None


def _only_person(cue: Token, sentence: Sentence) -> Token | None:
    """Where grammar finds no subject, the one person that the sentence has named so far."""
    last = [
        token
        for token in sentence.plain()
        if token.i < cue.i and token.ent_type_ == "PERSON" and token.nbor().ent_iob_ != "I"
    ]
    return last[0] if len(last) == 1 and last[0].nbor().text in {",", "(", "-", "—"} else None


def _start_of(subject: Token) -> Token:
    return subject.left_edge


def _place(token: Token) -> int:
    return token.i


def _end_of(subject: Token, cue: Token) -> Token:
    """Where the subject ends: behind the verb its appositions count, relative clauses too."""
    return subject.right_edge if subject.i > cue.i else subject


def _with_opening(first: Token, sentence: Sentence) -> Token:
    before = _before(first, sentence)
    while before is not None and before.lower_ in {"as", "and", "but", "then", "later", "also"}:
        first, before = before, _before(before, sentence)
    return first


def _before(token: Token, sentence: Sentence) -> Token | None:
    place = token.i - 1
    while place >= sentence.tokens[0].i and token.doc[place].is_space:
        place -= 1
    return token.doc[place] if sentence.tokens[0].i <= place <= sentence.tokens[-1].i else None


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
    if cue.dep_ not in {"parataxis", "ccomp", "advcl"}:
        return False
    return cue.head.i < before.i or (last.i + 1 < len(last.doc) and last.nbor().text == ",")


def _around(
    cue: Token, aside: tuple[Token, Token], sentence: Sentence, text: str
) -> Iterator[Report]:
    first, _ = aside
    frame_start = sentence.passage.at(first)
    start, _ = sentence.span
    behind = _resumes(cue, aside, sentence, text)
    source = _source(cue, sentence)
    for words in ((_start_before(start, frame_start, sentence, text), frame_start), behind):
        trimmed = _trim(text, words, sentence) if words else None
        if trimmed is not None and _is_thought(trimmed, sentence):
            yield Report(trimmed, source, cue, sentence.passage, "parenthesis", sentence.span)


def _is_thought(words: Span, sentence: Sentence) -> bool:
    """Quoted, or a clause: not "recently", "in an interview", "asked by a reporter"."""
    if any(q.start <= words[0] and words[1] <= q.end for q in sentence.quotations):
        return True
    inside = [t for t in sentence.tokens if words[0] <= sentence.passage.at(t) < words[1]]
    if not inside or inside[0].lower_ in _ANSWERS:
        return False
    return any(token.tag_ in _FINITE for token in inside)


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
        if quotation.start >= after and _is_led_in(quotation.start, after, text):
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
    before = _before(first, sentence)
    return before is not None and sentence.quotation_of(before) is not None


def _in_left(token: Token, cue: Token) -> bool:
    """Belongs to the clause before the cue, however far behind it stands."""
    return any(
        above.dep_ == "ccomp" and above.head == cue and above.i < cue.i
        for above in [token, *token.ancestors]
    )


# Words behind their cue: "she said that ...", "she called it ..."


def _behind(
    cue: Token,
    others: Sequence[Token],
    asides: Sequence[tuple[Token, Token]],
    sentence: Sentence,
    text: str,
) -> Iterator[Report]:
    found = _clause(cue, sentence, text)
    if found is None:
        return
    start, end = found
    end = _cut(start, end, cue, others, asides, sentence)
    start = _without_day(start, end, text)
    end = _without_remark(start, end, sentence, text)
    trimmed = _trim(text, (start, end), sentence)
    if trimmed is None:
        return
    yield Report(trimmed, _source(cue, sentence), cue, sentence.passage, "cue", sentence.span)


def _cut(
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
        sentence.passage.at(_with_opening(other, sentence))
        for other in others
        if other.i > cue.i and _adds(other, sentence)
    ]
    places += [sentence.passage.at(t) for t in sentence.plain() if _is_credit(t)]
    return min([end, *(place for place in places if place > start)])


def _is_credit(token: Token) -> bool:
    return token.lower_ == "according" and token.i > 0 and token.nbor(-1).text == ","


def _without_day(start: int, end: int, text: str) -> int:
    """ "said on Monday the bloc ...": the day is that of saying."""
    found = _DAY_OF_SAYING.match(text, start, end)
    return found.end() if found is not None else start


_DAY_OF_SAYING = re.compile(
    r"(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)"
    r"(?: (?:morning|afternoon|evening|night))?,? (?:that )?(?!(?:was|is|will|would|has|had)\b)"
)


def _without_remark(start: int, end: int, sentence: Sentence, text: str) -> int:
    """The writer's remark at the very end: ", which is under repair", ", though it has none"."""
    found = _REMARK.search(text, start, end)
    if found is None or quotation_at(sentence.quotations, found.start()) is not None:
        return end
    rest = text[found.end() : end]
    quoted = any(found.start() < q.end and q.start < end for q in sentence.quotations)
    return end if quoted or "," in rest else found.start()


_REMARK = re.compile(
    r", (?:which|though|although|despite|in spite of|(?:in )?an? (?:reference|allusion) to)\b"
)


def _adds(cue: Token, sentence: Sentence) -> bool:
    """Has no subject of its own, and follows a comma or "and"."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in cue.children):
        return False
    before = _before(cue, sentence)
    if before is None:
        return False
    quotation = sentence.quotation_of(before)
    return before.text == "," or before.lower_ in {"and", "but"} or quotation is not None


def _clause(cue: Token, sentence: Sentence, text: str) -> Span | None:
    lemma = cue.lemma_.lower()
    quotation = _next_quotation(cue, sentence, text)
    if is_passive(cue):
        return None
    if (lemma in cues.SAY and lemma not in cues.QUOTE_ONLY) or lemma in {"make", "point"}:
        return _complement(cue, sentence) or quotation
    if lemma in _ASKING:
        return _question(cue, sentence) or quotation
    if lemma in cues.TO_DO and (promise := _complement(cue, sentence)) is not None:
        return promise
    if lemma == "call" and (plea := _complement(cue, sentence)) is not None:
        return plea
    if lemma in cues.NAME | cues.ACCUSE:
        return _object(cue, sentence)
    return (_complement(cue, sentence) or quotation) if quotation is not None else None


def _question(cue: Token, sentence: Sentence) -> Span | None:
    """ "asked whether ...", and "asked the envoy to ..." which is a demand."""
    found = _complement(cue, sentence)
    return found if found is not None and found[0] > sentence.passage.at(cue) else None


def _complement(cue: Token, sentence: Sentence) -> Span | None:
    for child in _dependents(cue):
        if child.i > cue.i and _is_content(child, cue):
            first = _first_word(child, cue)
            start = sentence.passage.at(first)
            last = cue if cue.lemma_.lower() in cues.TO_WHOM else child
            return start, _end_after(start, last, sentence)
    return _far_clause(cue, sentence)


def _far_clause(cue: Token, sentence: Sentence) -> Span | None:
    """ "said on Friday at a meeting that ...": the parser hangs it on the meeting."""
    if cue.lemma_.lower() not in cues.SAY:
        return None
    for token in sentence.tokens:
        if token.i > cue.i + 1 and token.tag_ in _FINITE:
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


def _is_content(child: Token, cue: Token) -> bool:
    lemma = cue.lemma_.lower()
    if child.dep_ in {"ccomp", "advcl"} and child.lower_ != "clear":
        return lemma == "make" or (child.dep_ == "ccomp" and lemma != "call")
    if child.dep_ == "xcomp" and lemma in cues.TO_DO | cues.TO_WHOM and lemma != "call":
        return child.tag_ == "VB"
    if child.dep_ != "prep":
        return False
    about = lemma in _ABOUT and child.lower_ in {"of", "about", "against"}
    return about or (lemma == "call" and child.lower_ in {"for", "on"})


def _first_word(child: Token, cue: Token) -> Token:
    """Without "that" or "of", and never before the cue's own words."""
    if child.dep_ == "prep" and child.i + 1 < len(child.doc):
        return child.nbor()
    if cue.lemma_.lower() in cues.TO_WHOM:
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
        if quotation.start >= after and _is_led_in(quotation.start, after, text):
            announced = cue.lemma_.lower() not in cues.READ or _is_announced(quotation.start, text)
            return (quotation.start, quotation.end) if announced else None
    return None


def _is_announced(start: int, text: str) -> bool:
    """ "The letter read: “...”", not the title of what somebody read."""
    return text[max(0, start - 2) : start].rstrip().endswith((",", ":"))


def _is_led_in(start: int, after: int, text: str) -> bool:
    """By a comma, colon or dash, or by the cue itself."""
    between = text[after:start].rstrip()
    return not between.strip() or between[-1] in ",:—–-." or between.split()[-1] == "that"


# "according to ..."


def _according(sentence: Sentence, text: str) -> Iterator[Report]:
    for token in sentence.plain():
        if token.lower_ != "according":
            continue
        source = _object_of_to(token)
        if source is None:
            continue
        start, end = sentence.span
        frame = _frame_of_phrase(token, source, sentence)
        for words in _beside(frame, (start, end), text):
            trimmed = _trim(text, words, sentence)
            if trimmed is not None:
                yield Report(
                    trimmed,
                    source,
                    token,
                    sentence.passage,
                    "according",
                    sentence.span,
                    "according to",
                )


def _object_of_to(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "to":
            return next(
                (grandchild for grandchild in child.children if not grandchild.is_space), None
            )
    return None


def _frame_of_phrase(token: Token, source: Token, sentence: Sentence) -> Span:
    last = source.right_edge
    return sentence.passage.at(token), sentence.passage.at(last) + len(last)


def _beside(frame: Span, whole: Span, text: str) -> list[Span]:
    """The sentence without the phrase; an opening of a few words alone is not worth telling."""
    left, right = (whole[0], frame[0]), (frame[1], whole[1])
    return [part for part in (left, right) if len(text[part[0] : part[1]].split()) > 3]


# Ends


def _trim(text: str, words: Span, sentence: Sentence) -> Span | None:
    """Marks that wrap all of it, and commas at its ends, are not part of what was said."""
    start, end = words
    start, end = _strip(text, start, end, _EDGE.replace(".", "").replace("…", ""))
    for quotation in sentence.quotations:
        if quotation.start <= start and end <= quotation.end:
            start, end = max(start, quotation.first), min(end, quotation.last)
    inside = any(q.start < end <= q.end for q in sentence.quotations)
    start, end = _strip(text, start, end, " \t\u00a0," if inside else _EDGE)
    start, end = _alone(text, start, end, sentence)
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


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
