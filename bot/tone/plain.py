"""text -> text of the same length, without quotation marks and with straight apostrophes."""

from __future__ import annotations

import re

_MARKS = str.maketrans(dict.fromkeys('"“”„‟«»‹›', " ") | dict.fromkeys("’‘‛`´", "'"))
_QUOTING = re.compile(r"(?<![^\W_])'|'(?![^\W_])")
"""An apostrophe that stands in no word."""


def plain(text: str) -> str:
    """Places in the one are places in the other; what is quoted is weighed as what is not."""
    return _QUOTING.sub(" ", text.translate(_MARKS))
