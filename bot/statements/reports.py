"""sentence -> reports: which words are given as somebody's, and on which words they hang."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from bot.statements.aside import aside_of, words_around
from bot.statements.clause import clause_of
from bot.statements.cue import is_cue, is_tag
from bot.statements.ends import cut, trim, without_day, without_remark
from bot.statements.inner import inner_reports
from bot.statements.passage import Span
from bot.statements.report import Report
from bot.statements.sentence import Sentence
from bot.statements.source import source_of

MOST_CUES = 12
"""Cues of one sentence; what has more of them is no prose, and would cost their square."""


def reports_of(sentence: Sentence, text: str) -> Iterator[Report]:
    """Reports that a cue of this sentence makes; nested ones lie inside the words of outer ones."""
    found_cues = [token for token in sentence.plain() if is_cue(token) or is_tag(token, sentence)]
    if len(found_cues) > MOST_CUES:
        return
    asides = {cue: aside for cue in found_cues if (aside := aside_of(cue, sentence)) is not None}
    around = list(_asides(asides, sentence, text))
    yield from around
    for cue in found_cues:
        if cue not in asides:
            behind = _behind(cue, found_cues, list(asides.values()), sentence, text)
            yield from (report for report in behind if not _is_taken(report, around))
    yield from _according(sentence, text)
    yield from inner_reports(sentence, text, reports_of)


def _asides(
    asides: Mapping[Token, tuple[Token, Token]], sentence: Sentence, text: str
) -> Iterator[Report]:
    for cue, aside in asides.items():
        yield from words_around(cue, aside, sentence, text)


def _is_taken(report: Report, around: Sequence[Report]) -> bool:
    """Its words are a quotation that an aside gives to somebody."""
    return any(report.words == other.words for other in around)


def _behind(
    cue: Token,
    others: Sequence[Token],
    asides: Sequence[tuple[Token, Token]],
    sentence: Sentence,
    text: str,
) -> Iterator[Report]:
    found = clause_of(cue, sentence, text)
    if found is None:
        return
    start, end = found
    end = cut(start, end, cue, others, asides, sentence)
    start = without_day(start, end, text)
    end = without_remark(start, end, sentence, text)
    trimmed = trim(text, (start, end), sentence)
    if trimmed is None:
        return
    yield Report(trimmed, source_of(cue, sentence), cue, sentence.passage, "cue", sentence.span)


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
            trimmed = trim(text, words, sentence)
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
