"""sentences + reports -> more reports: quotations that no cue of their own sentence explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bot.statements.passage import Span
from bot.statements.people import is_title
from bot.statements.quotation import Quotation
from bot.statements.report import How, Report
from bot.statements.sentence import Sentence
from bot.statements.subject import own_subject

_DASHES = "—–-"
_LONGEST_BARE = 4
"""Words of a name without its titles."""
_LONGEST_NAME = 7
"""Words before a colon or behind a dash that can still be a name."""


def loose_reports(
    sentences: Sequence[Sentence], made: Sequence[Report], text: str
) -> Iterator[Report]:
    """`made`: what cues explain, in order. Yields the rest, each hung on what stands nearest."""
    reports = list(made)
    for index, sentence in enumerate(sentences):
        labelled = _labelled(sentence, text) or _signed(index, sentences)
        if labelled is not None and not _is_told(labelled.words, reports):
            reports.append(labelled)
            yield labelled
            continue
        led_in = _led_in(sentence, text)
        if led_in is not None and not _is_told(led_in.words, reports):
            reports.append(led_in)
            yield led_in
        for quotation in sentence.quotations:
            if not _is_whole(sentence, quotation, text) or _is_told(_inner(quotation), reports):
                continue
            report = _hung(index, sentences, quotation, reports)
            reports.append(report)
            yield report


def _inner(quotation: Quotation) -> Span:
    return quotation.first, quotation.last


def _is_told(words: Span, reports: Sequence[Report]) -> bool:
    return any(r.words[0] < words[1] and words[0] < r.words[1] for r in reports)


def _is_whole(sentence: Sentence, quotation: Quotation, text: str) -> bool:
    """Nothing but the quotation is said in this sentence."""
    start, end = sentence.span
    around = text[start : max(start, quotation.start)] + text[min(end, quotation.end) : end]
    return not any(map(str.isalnum, around)) and quotation.last > quotation.first


def _hung(
    index: int, sentences: Sequence[Sentence], quotation: Quotation, reports: Sequence[Report]
) -> Report:
    sentence = sentences[index]
    number = sentence.passage.number
    before = [r for r in reports if r.words[1] <= quotation.start + 1]
    last = max(before, key=lambda r: r.words[1]) if before else None
    previous = sentences[index - 1] if index else None
    if last is not None and last.passage.number == number:
        return _again(last, quotation, "follows")
    if last is not None and quotation.continues:
        return _again(last, quotation, "follows")
    if previous is not None and number - previous.passage.number <= 1:
        introduced = previous.passage.number == number or _introduces(previous)
        subject = _subject(previous) if introduced else None
        if subject is not None:
            return Report(_inner(quotation), subject, None, previous.passage, "next", previous.span)
    if last is not None and number - last.passage.number == 1:
        return _again(last, quotation, "carried")
    return Report(
        _inner(quotation), None, None, sentence.passage, "carried", (quotation.start,) * 2
    )


def _again(last: Report, quotation: Quotation, how: How) -> Report:
    how = "carried" if last.how == "carried" else how
    return Report(
        _inner(quotation), last.source, last.cue, last.passage, how, last.around, last.cue_words
    )


def _introduces(sentence: Sentence) -> bool:
    return sentence.tokens[-1].text in {":", ","}


def _subject(sentence: Sentence) -> Token | None:
    plain = sentence.plain()
    root = next((token for token in plain if token.dep_ == "ROOT"), None)
    return own_subject(root) if root is not None else None


def _led_in(sentence: Sentence, text: str) -> Report | None:
    """ "Ms. Orlo was blunt: “...”" """
    for quotation in sentence.quotations:
        before = text[sentence.span[0] : quotation.start].rstrip()
        if before.endswith(":") and quotation.last > quotation.first:
            subject = _first_subject(sentence, quotation)
            if subject is not None:
                return Report(
                    _inner(quotation), subject, None, sentence.passage, "colon", sentence.span
                )
    return None


def _first_subject(sentence: Sentence, quotation: Quotation) -> Token | None:
    for token in sentence.plain():
        if token.dep_ == "nsubj" and sentence.passage.at(token) < quotation.start:
            return token
    return None


def _labelled(sentence: Sentence, text: str) -> Report | None:
    """ "JANA ORLO: ..." at the start of a paragraph."""
    colon = next((token for token in sentence.tokens[:_LONGEST_NAME] if token.text == ":"), None)
    if colon is None or not _opens_paragraph(sentence):
        return None
    name = sentence.tokens[: sentence.tokens.index(colon)]
    if not name or not _is_name(name):
        return None
    frame = sentence.passage.span(name[0], colon)
    start, end = frame[1], sentence.passage.end
    quotation = next((q for q in sentence.quotations), None)
    if quotation is not None and not text[start : quotation.start].strip():
        start, end = quotation.first, quotation.last
    while start < end and text[start].isspace():
        start += 1
    if not any(map(str.isalnum, text[start:end])):
        return None
    return Report((start, end), name[-1], None, sentence.passage, "colon", sentence.span)


def _opens_paragraph(sentence: Sentence) -> bool:
    return not any(not token.is_space for token in sentence.passage.doc[: sentence.tokens[0].i])


def _is_name(tokens: Sequence[Token]) -> bool:
    """All of it a person's name, or all in capitals as transcripts have it."""
    words = [token for token in tokens if token.is_alpha and not is_title(token.text)]
    if not 0 < len(words) <= _LONGEST_BARE or all(len(word) == 1 for word in words):
        return False
    people = all(token.ent_type_ == "PERSON" or token.text.isupper() for token in words)
    return people or (len(tokens) == 1 and tokens[0].pos_ == "PROPN")


def _signed(index: int, sentences: Sequence[Sentence]) -> Report | None:
    """A quotation with a dash and a name behind it, or on the next line."""
    sentence = sentences[index]
    if not sentence.quotations:
        return None
    quotation = sentence.quotations[-1]
    tail = [t for t in sentence.tokens if sentence.passage.at(t) >= quotation.end]
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if not tail and following is not None and len(following.tokens) <= _LONGEST_NAME:
        sentence, tail = following, list(following.tokens)
    if len(tail) < 2 or tail[0].text.strip(_DASHES) or len(tail) > _LONGEST_NAME:
        return None
    name = [token for token in tail[1:] if not token.is_punct]
    if not name or not _is_name(name):
        return None
    return Report(_inner(quotation), name[-1], None, sentence.passage, "dash", sentence.span)
