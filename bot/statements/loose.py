"""sentences + reports -> more reports: quotations that no cue of their own sentence explains."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from bot.statements.cues import UTTERANCES
from bot.statements.passage import Passage, Span
from bot.statements.quotation import Quotation
from bot.statements.report import How, Report
from bot.statements.sentence import Sentence
from bot.statements.source import name_in_front
from bot.statements.subject import own_subject
from bot.statements.transcript import is_name, turns_of

_DASHES = "—–-"
_LONGEST_NAME = 7
"""Words behind a dash that can still be a name."""


def loose_reports(
    sentences: Sequence[Sentence], made: Iterable[Report], text: str
) -> Iterator[Report]:
    """`made`: what cues explain. Yields the rest, each hung on what stands nearest."""
    told: Told = defaultdict(list)
    for report in made:
        if report.how != "inner":
            told[report.passage.number].append(report)
    for number, turn in turns_of(sentences, lambda n, turn: _is_told(turn.words, told[n])):
        told[number].append(turn)
        yield turn
    for index, sentence in enumerate(sentences):
        near = told[sentence.passage.number]
        for report in _of_sentence(index, sentences, told, text):
            near.append(report)
            yield report


Told = dict[int, list[Report]]
"""The reports so far, by the passage that their words stand in."""


def _of_sentence(
    index: int, sentences: Sequence[Sentence], told: Told, text: str
) -> Iterator[Report]:
    """Asks `told` again after each report, which the caller has put into it by then."""
    sentence = sentences[index]
    near = told[sentence.passage.number]
    signed = _signed(index, sentences) or _titled(sentence, text)
    if signed is not None and not _is_told(signed.words, near):
        yield signed
        return
    led_in = _led_in(sentence, text)
    if led_in is not None and not _is_told(led_in.words, near):
        yield led_in
    for quotation in sentence.quotations:
        if _is_whole(sentence, quotation, text) and not _is_told(_inner(quotation), near):
            yield _hung(index, sentences, quotation, told)


def _inner(quotation: Quotation) -> Span:
    return quotation.first, quotation.last


def _is_told(words: Span, reports: Sequence[Report]) -> bool:
    return any(r.words[0] < words[1] and words[0] < r.words[1] for r in reports)


def _is_whole(sentence: Sentence, quotation: Quotation, text: str) -> bool:
    """Nothing but the quotation is said in this sentence."""
    start, end = sentence.span
    around = text[start : max(start, quotation.start)] + text[min(end, quotation.end) : end]
    return not any(map(str.isalnum, around)) and quotation.last > quotation.first


def _hung(index: int, sentences: Sequence[Sentence], quotation: Quotation, told: Told) -> Report:
    sentence = sentences[index]
    number = sentence.passage.number
    here, above = (_last_before(quotation, told.get(n, ())) for n in (number, number - 1))
    if here is not None:
        return _again(here, quotation, "follows")
    if above is not None and quotation.continues:
        return _again(above, quotation, "follows")
    if (later := _later(index, sentences, quotation, told)) is not None:
        return _again(later, quotation, "follows")
    introduced = _introduced(index, sentences, quotation)
    if introduced is not None:
        return introduced
    if above is not None:
        return _again(above, quotation, "carried")
    return Report(
        _inner(quotation), None, None, sentence.passage, "carried", (quotation.start,) * 2
    )


def _later(
    index: int, sentences: Sequence[Sentence], quotation: Quotation, told: Told
) -> Report | None:
    """Who speaks at the end of a quotation that runs on over the next paragraphs."""
    for sentence in sentences[index + 1 : index + _MOST_PARAGRAPHS]:
        following = next(iter(sentence.quotations), None)
        if quotation.closed or following is None or not following.continues:
            return None
        for report in told.get(sentence.passage.number, ()):
            if following.start <= report.words[0] and report.words[1] <= following.end:
                return report
        quotation = following
    return None


_MOST_PARAGRAPHS = 8
"""Of one quotation, that are looked at for its speaker."""


def _last_before(quotation: Quotation, reports: Iterable[Report]) -> Report | None:
    before = [report for report in reports if report.words[1] <= quotation.start + 1]
    return max(before, key=lambda report: report.words[1]) if before else None


def _introduced(index: int, sentences: Sequence[Sentence], quotation: Quotation) -> Report | None:
    """By the sentence before, in the same paragraph or ending with a colon in the last one."""
    previous = sentences[index - 1] if index else None
    if previous is None:
        return None
    distance = sentences[index].passage.number - previous.passage.number
    if distance > 1 or (distance == 1 and not _introduces(previous)):
        return None
    subject = _subject(previous)
    if subject is None:
        return None
    how: How = "colon" if _announces(previous) else "next"
    return Report(_inner(quotation), subject, None, previous.passage, how, previous.span)


def _again(last: Report, quotation: Quotation, how: How) -> Report:
    how = "carried" if last.how == "carried" else how
    return Report(
        _inner(quotation), last.source, last.cue, last.passage, how, last.around, last.cue_words
    )


def _introduces(sentence: Sentence) -> bool:
    return sentence.tokens[-1].text in {":", ","} or _announces(sentence)


def _announces(sentence: Sentence) -> bool:
    """ "made the following statement", "said the following:"."""
    words = sentence.tokens[1:]
    return any(word.lower_ == "following" and word.nbor(-1).lower_ == "the" for word in words)


def _subject(sentence: Sentence) -> Token | None:
    plain = sentence.plain()
    root = next((token for token in plain if token.dep_ == "ROOT"), None)
    if root is None:
        return None
    return (_announces(sentence) and name_in_front(root, sentence)) or own_subject(root)


def _led_in(sentence: Sentence, text: str) -> Report | None:
    """ "Ms. Orlo was blunt: “...”" """
    for quotation in sentence.quotations:
        before = text[sentence.span[0] : quotation.start].rstrip()
        if before.endswith(":") and quotation.last > quotation.first:
            subject = _first_subject(sentence, quotation) or _own_word(sentence)
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


def _signed(index: int, sentences: Sequence[Sentence]) -> Report | None:
    """A quotation with a dash and a name behind it, or on the next line."""
    sentence = sentences[index]
    if not sentence.quotations:
        return None
    quotation = sentence.quotations[-1]
    tail = [t for t in sentence.tokens if sentence.passage.at(t) >= quotation.end]
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if not tail and following is not None:
        signature = _signature(sentence, following)
        if signature is not None:
            return Report(
                _inner(quotation), signature, None, following.passage, "dash", following.span
            )
        if len(following.tokens) <= _LONGEST_NAME:
            sentence, tail = following, list(following.tokens)
    if len(tail) < 2 or tail[0].text.strip(_DASHES) or len(tail) > _LONGEST_NAME:
        return None
    name = [t for t in itertools.takewhile(lambda t: t.text != ",", tail[1:]) if not t.is_punct]
    if not name or not is_name(name):
        return None
    return Report(_inner(quotation), name[-1], None, sentence.passage, "dash", sentence.span)


def _own_word(sentence: Sentence) -> Token | None:
    """ "Her answer: “...”" """
    word = sentence.tokens[1] if len(sentence.tokens) > 2 else sentence.tokens[0]
    return word if word.lower_ in UTTERANCES and sentence.tokens[0].dep_ == "poss" else None


def _titled(sentence: Sentence, text: str) -> Report | None:
    """A headline: "“We will not move”: Orlo defies Sudmark", "Norland will not move – Orlo"."""
    if not _fills(sentence.passage, sentence) or sentence.tokens[-1].text in {".", "?", "!"}:
        return None
    return _before_colon(sentence, text) or _before_dash(sentence)


def _before_colon(sentence: Sentence, text: str) -> Report | None:
    quotation = next(iter(sentence.quotations), None)
    if quotation is None or quotation.start > sentence.span[0]:
        return None
    if not text[quotation.end : quotation.end + 2].strip().startswith(":"):
        return None
    subject = next((token for token in sentence.plain() if token.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "PROPN":
        return None
    return Report(_inner(quotation), subject, None, sentence.passage, "colon", sentence.span)


def _before_dash(sentence: Sentence) -> Report | None:
    dash = next((t for t in reversed(sentence.tokens) if not t.text.strip("—–-")), None)
    if dash is None or dash.i == 0 or not dash.doc[dash.i - 1].whitespace_:
        return None
    words = [token for token in sentence.tokens if token.i < dash.i]
    name = [token for token in sentence.tokens if token.i > dash.i]
    if not is_name(name) or not any(token.tag_ in _VERBAL for token in words):
        return None
    span = sentence.passage.span(words[0], words[-1])
    return Report(span, name[-1], None, sentence.passage, "dash", sentence.span)


_LONGEST_SIGNATURE = 16
_VERBAL = {"VBD", "VBZ", "VBP", "MD"}


def _signature(quoted: Sentence, line: Sentence) -> Token | None:
    """ "Lena Marsk, head of the union" on a line of its own, under words on lines of their own."""
    if not _fills(quoted.passage, quoted) or not _fills(line.passage, line):
        return None
    tokens = [token for token in line.tokens if token.text.strip(_DASHES)]
    if not 2 <= len(tokens) <= _LONGEST_SIGNATURE or tokens[-1].text in {".", ":", "?", "!"}:
        return None
    name = list(itertools.takewhile(lambda token: token.text != ",", tokens))
    if any(token.tag_ in _VERBAL for token in tokens) or not is_name(name):
        return None
    return name[-1]


def _fills(passage: Passage, sentence: Sentence) -> bool:
    """Only marks of the paragraph stand outside it."""
    start, end = sentence.span
    around = passage.text[: start - passage.start] + passage.text[end - passage.start :]
    return not any(map(str.isalnum, around))
