"""page and the text that was found in it -> did a wall leave only the beginning of the story?"""

from __future__ import annotations

import re

_WALL = re.compile(
    r"""(?:subscribe|register|sign\ (?:up|in)|log\ in|create\ (?:a|an|your)\ (?:free\ )?account)
        [^.<>]{0,60}\ (?:to|and)\ (?:continue|keep|read|unlock)\ (?:reading|on|the|this|full)
      | (?:this|the)\ (?:article|story|content)\ is\ (?:only\ )?
        (?:for|available\ to|reserved\ for|exclusive\ to)\ [^.<>]{0,40}(?:subscribers|members)
      | to\ (?:continue|keep)\ reading,?\ (?:please\ )?(?:subscribe|register|sign|log|become)
      | (?:subscribers|members)[-\ ]only\ (?:article|story|content)
      | you(?:['’]ve|\ have)\ (?:reached|read)\ your\ [^.<>]{0,40}
        (?:limit|free\ (?:articles|stories))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHORT, _VERY_SHORT = 1500, 700
"""Characters: a story that says it is closed, and one beside words of a wall, is a stub below."""
_HEAD = 2_000_000


def is_stub(page: str, text: str, closed: bool) -> bool:
    """`closed`: the page says to machines that it is not free to read.

    A whole story below a wall's words is common: only a short one is taken for its beginning.
    """
    if closed and len(text) < _SHORT:
        return True
    return len(text) < _VERY_SHORT and _WALL.search(page[:_HEAD]) is not None
