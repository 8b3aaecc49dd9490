"""sentence -> reports: quotations inside its quotations, where a cue there says whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.statements.quotation import Quotation
from bot.statements.quotes import find_singles
from bot.statements.report import Report
from bot.statements.sentence import Sentence

Reports = Callable[[Sentence, str], Iterator[Report]]


def inner_reports(sentence: Sentence, text: str, reports_of: Reports) -> Iterator[Report]:
    """Only words in marks of their own: what else is reported there stays the outer speaker's."""
    for quotation in sentence.quotations:
        inside = tuple(find_singles(text, quotation.first, quotation.last))
        nested = _within(sentence, quotation, inside) if inside else None
        if nested is not None:
            told = reports_of(nested, text)
            marked = (report for report in told if _is_marked(report, inside))
            yield from (replace(one, how="inner", around=sentence.span) for one in marked)


def _within(
    sentence: Sentence, quotation: Quotation, inside: tuple[Quotation, ...]
) -> Sentence | None:
    at = sentence.passage.at
    tokens = [t for t in sentence.tokens if quotation.first <= at(t) < quotation.last]
    return Sentence(sentence.passage, tuple(tokens), inside) if tokens else None


def _is_marked(report: Report, inside: tuple[Quotation, ...]) -> bool:
    start, end = report.words
    return report.cue is not None and any(q.start <= start and end <= q.end for q in inside)
