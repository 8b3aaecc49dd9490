"""word -> whether it reports speech that was really uttered."""

from __future__ import annotations

from spacy.tokens import Token

from bot.statements import cues
from bot.statements.clause import voiced_in
from bot.statements.sentence import Sentence
from bot.statements.source import leads_out, outside
from bot.statements.subject import quoted_in, subject_beside

_MODALS = {"may", "might", "could", "should", "must", "would", "can"}


_HAVING = {"having", "have", "has", "had", "'s", "’s", "'d", "’d", "'ve", "’ve"}
_SAME_FORM = {"put", "read", "cast"}
"""Past tense or not, they look alike."""


def is_cue(token: Token) -> bool:
    if not token.tag_.startswith("VB") and not _is_misread(token):
        return False
    return _is_reporting(token) and not _is_unreal(token)


def is_tag(token: Token, sentence: Sentence) -> bool:
    """Whatever the verb: `“...,” she barked`."""
    if token.tag_ not in {"VBD", "VBZ"} or token.lemma_ in {"be", "have", "do"}:
        return False
    left, right = outside(token, sentence)
    if left == 0 or not leads_out(left, sentence) or not _opens_quoted(sentence):
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
    if any(quoted_in(saying) is not None for saying in token.subtree if saying.i > token.i):
        return False
    if lemma in cues.ALL:
        return token.dep_ not in {"amod", "compound"}
    if lemma in cues.VOICE | {"be"}:
        return voiced_in(token) is not None
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
    if token.tag_ == "VBN" and token.dep_ in {"advcl", "acl"} and not helpers & _HAVING:
        return True
    if token.lower_ in _SAME_FORM:
        return False
    return token.tag_ == "VB" and not helpers & {"did", "do", "does", "will", "'ll", "’ll"}
