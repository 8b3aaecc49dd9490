"""passage + quotations -> sentences: a quotation of several sentences never falls apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.passage import Passage, Span
from bot.statements.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Sentence:
    passage: Passage
    tokens: tuple[Token, ...]
    """Without white space; never empty."""
    quotations: tuple[Quotation, ...]
    """Those that lie in it, in order."""

    @property
    def span(self) -> Span:
        return self.passage.span(self.tokens[0], self.tokens[-1])

    def holds(self, token: Token) -> bool:
        return self.tokens[0].i <= token.i <= self.tokens[-1].i

    def quotation_of(self, token: Token) -> Quotation | None:
        """The quotation whose words or marks this token is among."""
        return quotation_at(self.quotations, self.passage.at(token))

    def plain(self) -> list[Token]:
        """The tokens outside every quotation."""
        return [token for token in self.tokens if self.quotation_of(token) is None]


def quotation_at(quotations: Sequence[Quotation], place: int) -> Quotation | None:
    index = bisect_right(quotations, place, key=lambda quotation: quotation.start) - 1
    if index >= 0 and place < quotations[index].end:
        return quotations[index]
    return None


def read_sentences(passage: Passage, quotations: Sequence[Quotation]) -> Iterator[Sentence]:
    """`quotations`: those of this passage, in order."""
    current: list[Token] = []
    for token in passage.doc:
        if current and _starts_sentence(token, current[-1], passage, quotations):
            yield _sentence(passage, current, quotations)
            current = []
        if not token.is_space:
            current.append(token)
    if current:
        yield _sentence(passage, current, quotations)


def _starts_sentence(
    token: Token, before: Token, passage: Passage, quotations: Sequence[Quotation]
) -> bool:
    here = quotation_at(quotations, passage.at(token))
    if here is not None and quotation_at(quotations, passage.at(before)) is here:
        return False
    if before.text in {".", "?", "!"} and here is not None:
        return True
    if token.is_space or _is_tail(token, before):
        return False
    there = quotation_at(quotations, passage.at(before))
    if there is not None and here is None and _is_answered(token, there, passage):
        return False
    return bool(token.is_sent_start)


def _is_answered(token: Token, quotation: Quotation, passage: Passage) -> bool:
    """`“Why?” Ms. Orlo asked`: the mark before the closing one tells that more follows."""
    inner = passage.text[: quotation.last - passage.start].rstrip()
    if inner.endswith(","):
        return True
    return inner.endswith(("?", "!", "—", "…")) and _first_verb_reports(token)


def _first_verb_reports(token: Token) -> bool:
    """A cue comes first, and leads to no quotation of its own."""
    words = token.doc[token.i : token.i + 12]
    verb = next((word for word in words if word.tag_ in {"VBD", "VBZ", "VBP"}), None)
    if verb is None or not _reports(verb):
        return False
    behind = token.doc[verb.i + 1 : verb.i + 6].text
    return not _LEADS_ON.search(behind)


def _reports(verb: Token) -> bool:
    goes_on = verb.lemma_ == "go" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "on"
    return goes_on or verb.lemma_.lower() in cues.ALL


_LEADS_ON = re.compile(r"[,:] ?[“\"‘'`«]")


def _is_tail(token: Token, before: Token) -> bool:
    """A comma, or "he said" in lower case, never opens a sentence."""
    return token.text in {",", ".", ";", ":", "”", '"', ")"} or (
        token.text[0].islower() and before.text not in {".", ":"}
    )


def _sentence(
    passage: Passage, tokens: Sequence[Token], quotations: Sequence[Quotation]
) -> Sentence:
    start, end = passage.span(tokens[0], tokens[-1])
    inside = tuple(q for q in quotations if q.start < end and start < q.end)
    return Sentence(passage, tuple(tokens), inside)
