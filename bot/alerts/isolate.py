"""hostile text -> text that reorders nothing around it and sets nothing off.

Marks of direction and invisible letters are kept in quoted words, which are shown as they are;
they are only shut in. In a label, such as the name of an outlet, they are left out.
"""

from __future__ import annotations

import re
import unicodedata

LABEL = 80
"""Characters of a name, an office or an outlet."""

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_INITIATORS = frozenset("\u2066\u2067\u2068")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
"""Spelling in Persian and in the scripts of India, invisible or not."""
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Direction ends where a paragraph does, for isolates as well (UAX #9, class B).
_PARAGRAPH = re.compile("([\n\r\x1c-\x1e\x85\u2029]+)")


def isolated(text: str) -> str:
    """Each paragraph shut in, where it holds anything that could turn what stands beside it."""
    return "".join(map(_shut_in, _PARAGRAPH.split(text)))


def label(text: str, limit: int = LABEL) -> str:
    """One line, without marks that nobody sees."""
    visible = "".join(letter for letter in text[: 20 * limit] if not _is_invisible(letter))
    words = " ".join(visible.split())
    return isolated(words if len(words) <= limit else words[: limit - 1] + "…")


def _is_invisible(letter: str) -> bool:
    hidden = unicodedata.category(letter) in ("Cf", "Cc", "Cs", "Co")
    return hidden and letter not in _JOINERS and not letter.isspace()


def _shut_in(text: str) -> str:
    if text.isascii() or not any(map(_turns, text)):
        return text
    strays, still_open = _unpaired(text)
    return _FIRST_STRONG * (strays + 1) + text + _POP * (still_open + 1)


def _turns(letter: str) -> bool:
    return letter in _TURNING or unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT


def _unpaired(text: str) -> tuple[int, int]:
    """Ends that end nothing in it, and beginnings that nothing in it ends."""
    strays = still_open = 0
    for letter in text:
        if letter in _INITIATORS:
            still_open += 1
        elif letter == _POP and still_open:
            still_open -= 1
        elif letter == _POP:
            strays += 1
    return strays, still_open
