"""What was typed after /quotes -> what was meant."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from typing import Literal

Verb = Literal["quotes", "follow", "unfollow", "list", "help"]

_VERBS: dict[str, Verb] = {
    "find": "quotes",
    "follow": "follow",
    "subscribe": "follow",
    "unfollow": "unfollow",
    "unsubscribe": "unfollow",
    "list": "list",
    "following": "list",
    "help": "help",
    "?": "help",
}
_WITHOUT_NAME = ("list", "help")
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‘‚', ""))


@dataclass(frozen=True, slots=True)
class Request:
    verb: Verb
    name: str = ""
    """Whom it is about, as typed; empty where nobody was named."""
    meant: str = ""
    """The command that a mistyped word of ours stands for, should nobody be called that."""


def parse(text: str) -> Request:
    """Any text is a request: what starts with no word of ours is a name.

    Slack clients send curly quotation marks, no-break spaces and invisible marks.
    """
    words = _cleaned(text).split()
    if not words:
        return Request("help")
    verb = _VERBS.get(words[0].lower())
    name = " ".join(words[1:])
    if verb is None or (verb in _WITHOUT_NAME and name):
        return Request("quotes", " ".join(words), _meant(words))
    if verb not in _WITHOUT_NAME and not name:
        return Request("help")
    return Request(verb, name)


def _meant(words: list[str]) -> str:
    near = difflib.get_close_matches(words[0].lower(), _VERBS, n=1, cutoff=0.75)
    return " ".join([*near, *words[1:]]) if near else ""


def _cleaned(text: str) -> str:
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    return visible.translate(_QUOTES).lstrip("@")
