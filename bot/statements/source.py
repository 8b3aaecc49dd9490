"""sentence + cue -> the head of the words that name whose speech it is."""

from __future__ import annotations

from spacy.tokens import Token

from bot.statements.sentence import Sentence
from bot.statements.subject import (
    RELATIVE,
    core_of,
    is_passive,
    own_subject,
    quoted_in,
    subject_beside,
    subject_of,
)


def subject_in(cue: Token, sentence: Sentence) -> Token | None:
    """Its own: beside a quotation by the order of words, elsewhere by grammar."""
    if (quoted := quoted_in(cue)) is not None:
        return quoted
    left, right = outside(cue, sentence)
    if cue.tag_ != "VBG" and left > sentence.tokens[0].i and leads_out(left, sentence):
        found = subject_beside(cue, left, right)
        if found is not None:
            return found
    return own_subject(cue)


def source_of(cue: Token, sentence: Sentence) -> Token | None:
    subject = subject_in(cue, sentence)
    if subject is not None and subject.lower_ not in RELATIVE:
        return subject
    return (
        name_in_front(cue, sentence)
        or subject_of(cue)
        or _only_person(cue, sentence)
        or _capital_before(cue, sentence)
    )


_LONGEST_ROLE = 25
"""Words between a name and its verb, set off by commas."""
_TELLS_MORE = {"VBD", "VBZ", "VBP", "MD"}
_ONE_TELLS = {"VBD", "VBZ", "MD"}
"""Not "argue": several do."""


def name_in_front(cue: Token, sentence: Sentence) -> Token | None:
    """ "Lena Marsk, adviser to the king, had told ...", whatever the parser makes of it."""
    comma = token_before(core_of(cue)[0], sentence)
    if (
        comma is None
        or core_of(cue)[0].tag_ not in _ONE_TELLS
        or is_passive(cue)
        or comma.text != ","
        or sentence.quotation_of(comma) is not None
    ):
        return None
    if (named := _between_commas(comma, sentence)) is not None:
        return named
    for place in range(comma.i - 1, max(sentence.tokens[0].i, comma.i - _LONGEST_ROLE), -1):
        token = cue.doc[place]
        if token.tag_ in _TELLS_MORE or sentence.quotation_of(token) is not None:
            return None
        before = cue.doc[place - 1]
        if token.text == "," and before.ent_type_ == "PERSON" and before.i >= sentence.tokens[0].i:
            return before
    return None


def _between_commas(comma: Token, sentence: Sentence) -> Token | None:
    """ "The minister of Norland, Jana Orlo, said": not "adviser to Jana Orlo, said"."""
    first = last = comma.nbor(-1) if comma.i > sentence.tokens[0].i else comma
    while first.ent_iob_ == "I" and first.i > sentence.tokens[0].i:
        first = first.nbor(-1)
    before = token_before(first, sentence)
    apart = before is not None and before.text == ","
    return last if last.ent_type_ == "PERSON" and apart else None


def _capital_before(cue: Token, sentence: Sentence) -> Token | None:
    """A surname that the parser took for something else: "Jolly said"."""
    before = token_before(cue, sentence)
    while before is not None and before.tag_ in {"RB", "MD", "VBZ"} and before.text.islower():
        before = token_before(before, sentence)
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


def leads_out(left: int, sentence: Sentence) -> bool:
    """A quotation ends before this token, with a comma or such: somebody's name may follow."""
    quotation = sentence.quotation_of(sentence.passage.doc[left - 1])
    if quotation is None:
        return False
    words = sentence.passage.text
    inner = words[: quotation.last - sentence.passage.start].rstrip()
    after = words[quotation.end - sentence.passage.start :][:1]
    return inner.endswith((",", "?", "!", "—", "…", "-")) or after in {",", "-", "—"}


def outside(cue: Token, sentence: Sentence) -> tuple[int, int]:
    """The first and last token of the stretch around the cue that no quotation breaks."""
    left = right = cue.i
    while left > sentence.tokens[0].i and sentence.quotation_of(cue.doc[left - 1]) is None:
        left -= 1
    while right < sentence.tokens[-1].i and sentence.quotation_of(cue.doc[right + 1]) is None:
        right += 1
    return left, right


def with_opening(first: Token, sentence: Sentence) -> Token:
    """Back to the "but later" that opens the clause."""
    before = token_before(first, sentence)
    while before is not None and before.lower_ in {"as", "and", "but", "then", "later", "also"}:
        first, before = before, token_before(before, sentence)
    return first


def token_before(token: Token, sentence: Sentence) -> Token | None:
    """The nearest that is no white space; None at the start of the sentence."""
    place = token.i - 1
    while place >= sentence.tokens[0].i and token.doc[place].is_space:
        place -= 1
    return token.doc[place] if sentence.tokens[0].i <= place <= sentence.tokens[-1].i else None
