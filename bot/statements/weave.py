"""reports of the rules + tags of the network -> woven words: what both make of each stretch."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.statements.cues import UTTERANCES
from bot.statements.ends import without_dateline
from bot.statements.overlap import Overlaps
from bot.statements.passage import Span
from bot.statements.quotation import Quotation
from bot.statements.report import Report
from bot.statements.sentence import Sentence
from bot.statements.subject import RELATIVE
from bot.statements.tags import Tagged, Tags

_SAME, _NEARLY = 0.4, 0.8
"""Shares of two stretches that make them one, and that make the rules' ends the better ones."""
_CUE = 0.2
_MOST_OF = 0.4
"""Share of a quotation from which on its marks are the ends of what is said."""
_EDGE = " \t\u00a0\n,;:—–-"
_THAT = re.compile(r"[ \t\u00a0\n,;:—–-]*(?:that,? )?")
_DANGLING = re.compile(r", (?:which|who|whose|whom|where)(?: [A-Z]\w+)?$")
_LONGEST_DANGLING = 60
_SEVERAL = re.compile(r"\w\W+\w")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Woven:
    words: Span
    said: float
    """The network's probability that somebody said them."""
    rule: Report | None
    arcs: tuple[tuple[Report, float], ...] = ()
    """The network's reports, the likeliest first, and how sure it is of each."""
    nested: bool = False
    """True where the network takes it for part of what somebody else says."""


def weave(
    made: Sequence[Report],
    tags: Tags,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    text: str,
) -> list[Woven]:
    """In no order: what the network finds, and what the rules alone do."""
    turns = Overlaps((report.words, None) for report in made if report.how == "turn")
    settled = _settled(tags.contents, quotations, text)
    found = [one for one in settled if not _is_taken(one[0], turns)]
    reports = Overlaps((report.words, report) for report in made)
    woven = [_both(words, tagged, reports, sentences, tags) for words, tagged in found]
    used = {id(one.rule) for one in woven}
    taken = Overlaps((words, None) for words, _ in found)
    alone = (report for report in made if id(report) not in used)
    for report in alone:
        nested = _is_nested(report, taken)
        if nested or not _is_taken(report.words, taken):
            woven.append(Woven(report.words, tags.said_in(report.words), report, nested=nested))
    return woven


def _is_nested(report: Report, taken: Overlaps[None]) -> bool:
    """Somebody tells of it in words of their own: "according to officials, Ms. Orlo warned"."""
    if report.cue is None or report.source is None:
        return False
    own = report.passage.at(report.cue), report.passage.at(report.source)
    frame = min(own), max(own) + 1
    return any(_is_in(frame, words) for words, _ in taken.touching(frame))


def _both(
    words: Span,
    tagged: Tagged,
    reports: Overlaps[Report],
    sentences: Sequence[Sentence],
    tags: Tags,
) -> Woven:
    rule = _rule_of(words, reports)
    if rule is not None and (_share(rule.words, words) >= _NEARLY or _is_tagged(rule, words)):
        words = rule.words
    arcs = tuple(_arcs(words, tagged, sentences)) or (_bare(words, tagged, sentences),)
    return Woven(words, tags.said_in(words), rule, arcs)


def _is_tagged(rule: Report, words: Span) -> bool:
    """ "...," the minister, Jana Orlo, said: what follows the marks is no part of the words."""
    return rule.how == "parenthesis" and rule.words[0] - words[0] in {0, 1}


def _rule_of(words: Span, reports: Overlaps[Report]) -> Report | None:
    """The rules' report of the same words, or of some of them, or around them."""
    near = [report for _, report in reports.touching(words)]
    same = [report for report in near if _share(report.words, words) >= _SAME]
    nested = [r for r in near if _is_in(r.words, words) or _is_in(words, r.words)]
    return max(same or nested, key=lambda report: _share(report.words, words), default=None)


def _is_taken(words: Span, taken: Overlaps[None]) -> bool:
    common = sum(_common(words, other) for other, _ in taken.touching(words))
    return 2 * common > words[1] - words[0]


def _settled(
    contents: Iterable[Tagged], quotations: Sequence[Quotation], text: str
) -> Iterator[tuple[Span, Tagged]]:
    """Words that end where their marks do; two stretches of one quotation are one."""
    last = 0
    for tagged in contents:
        for part in _paragraphs(tagged.words, text):
            words = _trimmed(_to_marks(part, quotations), quotations, text)
            if words is not None and words[0] >= last:
                last = words[1]
                yield words, tagged


def _paragraphs(words: Span, text: str) -> Iterator[Span]:
    """Nothing that is said runs over a line's end unless marks open it again."""
    for line in _LINE.finditer(text, *words):
        yield line.span()


def _to_marks(words: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = words
    for quotation in _over(words, quotations):
        inside = _common((start, end), (quotation.first, quotation.last))
        if inside < _MOST_OF * (quotation.last - quotation.first):
            continue
        if start > quotation.start:
            start = quotation.first
        if end < quotation.end:
            end = quotation.last
    return start, end


def _trimmed(words: Span, quotations: Sequence[Quotation], text: str) -> Span | None:
    start, end = words
    lead = _THAT.match(text, start, end)
    start = lead.end() if lead is not None else start
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    for quotation in _over((start, end), quotations):
        if quotation.start <= start and end <= quotation.end:
            start, end = max(start, quotation.first), min(end, quotation.last)
            return (start, end) if any(map(str.isalnum, text[start:end])) else None
    return _in_own_words(start, end, text)


def _in_own_words(start: int, end: int, text: str) -> Span | None:
    """Without a place where the story was written, or a clause that is begun and not told."""
    start = without_dateline(start, end, text)
    dangling = _DANGLING.search(text, max(start, end - _LONGEST_DANGLING), end)
    end = dangling.start() if dangling is not None else end
    return (start, end) if _SEVERAL.search(text, start, end) else None


def _over(words: Span, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    first = bisect_right(quotations, words[0], key=lambda quotation: quotation.end)
    last = bisect_right(quotations, words[1] - 1, key=lambda quotation: quotation.start)
    return quotations[first:last]


def _arcs(
    words: Span, tagged: Tagged, sentences: Sequence[Sentence]
) -> Iterator[tuple[Report, float]]:
    likely = next((place for place in tagged.cues if place.sure >= _CUE), None)
    cue = _word_at(likely.at, sentences) if likely is not None else None
    for place in tagged.sources:
        source = _word_at(place.at, sentences)
        if source is not None and not _is_possessor(source[0]):
            token, sentence = source
            beside = cue[0] if cue is not None and cue[1].passage is sentence.passage else None
            yield _report(words, _antecedent(token), beside, sentence), place.sure


def _is_possessor(token: Token) -> bool:
    """The Orlo of "Orlo's aides": unless it is her message, nothing is hers to say."""
    return token.dep_ == "poss" and token.head.lower_ not in UTTERANCES


def _antecedent(token: Token) -> Token:
    """Whom "who" stands for."""
    clause = token.head
    return clause.head if token.lower_ in RELATIVE and clause.dep_ == "relcl" else token


def _bare(words: Span, tagged: Tagged, sentences: Sequence[Sentence]) -> tuple[Report, float]:
    """Nobody is near."""
    sentence = sentences[max(0, _sentence_at(words[0], sentences))]
    return _report(words, None, None, sentence), tagged.nobody


def _report(words: Span, source: Token | None, cue: Token | None, sentence: Sentence) -> Report:
    return Report(words, source, cue, sentence.passage, "tagged", sentence.span)


def _word_at(at: int, sentences: Sequence[Sentence]) -> tuple[Token, Sentence] | None:
    index = _sentence_at(at, sentences)
    if index < 0:
        return None
    sentence = sentences[index]
    place = bisect_right(sentence.tokens, at, key=sentence.passage.at) - 1
    token = sentence.tokens[place]
    return (token, sentence) if 0 <= at - sentence.passage.at(token) < len(token) else None


def _sentence_at(at: int, sentences: Sequence[Sentence]) -> int:
    return bisect_right(sentences, at, key=lambda sentence: sentence.span[0]) - 1


def _common(one: Span, two: Span) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def _share(one: Span, two: Span) -> float:
    """Of the characters of either, those of both."""
    return _common(one, two) / (max(one[1], two[1]) - min(one[0], two[0]))


def _is_in(one: Span, two: Span) -> bool:
    return two[0] <= one[0] and one[1] <= two[1]
