"""cues.toml -> the words that report speech, by what may follow them."""

from __future__ import annotations

import tomllib
from importlib import resources

_TABLE = tomllib.loads(resources.files("bot.data").joinpath("cues.toml").read_text("utf-8"))


def _words(kind: str) -> frozenset[str]:
    return frozenset(_TABLE[kind].split())


SAY = _words("say")
QUOTE_ONLY = _words("quote_only")
READ = _words("read")
TO_DO = _words("to_do")
TO_WHOM = _words("to_whom")
NAME = _words("name")
ACCUSE = _words("accuse")
LABELS = _words("labels")
AIMED = _words("aimed")
TO_LISTENER = _words("to_listener")
VOICE = _words("voice")
FIRM = _words("firm")
ANSWERS = _words("answers")
UTTERANCES = _words("utterances")
ALL = SAY | QUOTE_ONLY | TO_DO | TO_WHOM | NAME | ACCUSE
