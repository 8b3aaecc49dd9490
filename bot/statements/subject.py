"""A verb -> the head of the words that say who did it."""

from __future__ import annotations

from spacy.tokens import Span, Token

from bot.statements.cues import NAME, SAY

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
RELATIVE = {"who", "which", "that"}
_CLIMBS = {"conj", "advcl", "xcomp", "pcomp", "prep"}
"""What a verb without a subject hangs on when it shares the subject of a verb above it."""
_AUXILIARY = {"aux", "auxpass", "neg", "advmod", "prt"}


def subject_of(verb: Token) -> Token | None:
    """None when the sentence leaves it open; never looks beyond the sentence."""
    if (quoted := quoted_in(verb)) is not None:
        return quoted
    if is_passive(verb):
        return _agent(verb)
    own = own_subject(verb)
    if own is not None:
        return _antecedent(own, verb)
    if verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).is_punct:
        return _speaks_on(verb)
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        above = verb.head
        return above if above.dep_ not in {"dobj", "pobj"} or verb.tag_ == "VBG" else None
    if verb.dep_ in _CLIMBS and verb.head != verb:
        return _shared(verb.head)
    return None


def own_subject(verb: Token) -> Token | None:
    """The nearest, since the parser takes words of a quotation for subjects too."""
    before = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    behind = [child for child in verb.rights if child.dep_ in _SUBJECTS]
    if before and behind and verb.i > 0 and verb.nbor(-1).text == ",":
        return behind[0]
    return before[-1] if before else behind[0] if behind else _inverted(verb)


def subject_beside(verb: Token, left: int, right: int) -> Token | None:
    """The subject of a clause that stands between a quotation and a boundary.

    There words in order tell more than the parser: `“...,” said X, ...` and `“...,” X said`.
    `left` and `right`: the first and last token that are outside quotations.
    """
    doc = verb.doc
    before = _first_phrase(doc[left : verb.i])
    if before is not None:
        return _name_in_commas(before, verb) or before
    after = _first_phrase(doc[verb.i + 1 : right + 1])
    if after is None or after.i + 1 >= len(doc) or doc[after.i + 1].tag_ in _VERBAL:
        return None
    return after


def _name_in_commas(role: Token, verb: Token) -> Token | None:
    """ "the president of Norland, Tomas Veld, said": the name that a role leads to."""
    if role.ent_type_ == "PERSON" or verb.nbor(-1).text != ",":
        return None
    last = verb.nbor(-2)
    first = last
    while first.ent_iob_ == "I" and first.i > role.i:
        first = first.nbor(-1)
    named = last.ent_type_ == "PERSON" and first.i > role.i + 1 and first.nbor(-1).text == ","
    return last if named else None


def _first_phrase(words: Span) -> Token | None:
    """The head of a noun phrase at the very start, a name behind its role's comma before it."""
    last: Token | None = None
    noun: Token | None = None
    for token in words:
        if token.is_space or (last is None and token.tag_ in _ADVERBIAL):
            continue
        if token.tag_ not in _PHRASE or (last is not None and token.tag_ in {"DT", "PRP"}):
            break
        last = token
        noun = token if _is_nominal(token) else noun
    return noun


_TOLD = {"VBD", "VBZ", "VBP"}
_ADVERBIAL = {"RB", "CC", ",", "``", "''", "-RRB-"}
_VERBAL = {"MD", "VBZ", "VBD", "VBP"}
_PHRASE = {"DT", "PRP", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "CD"}


def _is_nominal(token: Token) -> bool:
    return token.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"} or token.lower_ == "who"


def _inverted(verb: Token) -> Token | None:
    """ "said Ms. Orlo": the parser often takes a subject behind its verb for something else."""
    if verb.tag_ not in _TOLD or verb.lemma_.lower() in NAME or verb.lemma_ == "tell":
        return None
    for child in verb.rights:
        if child.dep_ in {"dobj", "attr", "npadvmod", "dep", "oprd", "appos"}:
            noun = child.ent_type_ in {"PERSON", "ORG", ""} and child.pos_ in {"PROPN", "NOUN"}
            if noun and child.left_edge.i == verb.i + 1 and _at_end(child):
                return child
    return None


def _at_end(noun: Token) -> bool:
    """Nothing but a boundary follows, so that it is no object of what comes next."""
    after = noun.right_edge.i + 1
    return after >= len(noun.doc) or noun.doc[after].is_punct or noun.doc[after].is_space


def _speaks_on(participle: Token) -> Token | None:
    """ "..., adding that": the subject of the sentence, not of the clause it stands behind."""
    verbs = [above for above in participle.ancestors if above.pos_ in {"VERB", "AUX"}]
    for verb in reversed(verbs):
        found = subject_of_head(verb)
        if found is not None:
            return found
    return None


def _shared(head: Token) -> Token | None:
    """The subject of the nearest verb above that has one."""
    for _ in range(6):
        if head.pos_ in {"VERB", "AUX"}:
            found = _teller(head) or subject_of_head(head)
            if found is not None:
                return found
        if head.dep_ == "acl" and head.head.pos_ in {"NOUN", "PROPN"}:
            return head.head
        if head.dep_ not in _CLIMBS or head.head == head:
            return None
        head = head.head
    return None


def _teller(head: Token) -> Token | None:
    """ "X said A was so but stressed B": who said A stressed B, whatever the parser thinks."""
    if head.dep_ == "ccomp" and head.head.lemma_.lower() in SAY and head.head.i < head.i:
        return subject_of_head(head.head)
    return None


def subject_of_head(head: Token) -> Token | None:
    own = own_subject(head)
    return _antecedent(own, head) if own is not None else None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    if subject.lower_ in RELATIVE and subject.tag_ in {"WP", "WDT", "IN"}:
        return verb.head if verb.dep_ == "relcl" else _cleft(subject)
    return subject


def _cleft(relative: Token) -> Token | None:
    """ "It was she who said": the parser makes a clause of it."""
    before = relative.nbor(-1) if relative.i > 0 else relative
    return before if before.dep_ == "attr" and before.tag_ in {"PRP", "NNP"} else None


def is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def quoted_in(verb: Token) -> Token | None:
    """Of "X was quoted as saying", "the agency quoted X as saying": X."""
    teller = verb.head.head
    if (
        verb.lower_ != "saying"
        or verb.head.lower_ != "as"
        or teller.lemma_ not in {"quote", "cite"}
    ):
        return None
    wanted = "nsubjpass" if is_passive(teller) else "dobj"
    return next((child for child in teller.children if child.dep_ == wanted), None)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grandchild for grandchild in child.children), None)
    return None


def core_of(verb: Token) -> list[Token]:
    """The verb with its helpers: "had also said"."""
    helpers = [child for child in verb.children if child.dep_ in _AUXILIARY]
    close = [h for h in helpers if abs(h.i - verb.i) <= 4 and h.left_edge == h.right_edge]
    return sorted([verb, *close], key=lambda token: token.i)
