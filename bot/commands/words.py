"""Typed text -> words: quotation marks of every kind, `key:value`, and nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.commands.word import Word

_DOUBLE = str.maketrans(dict.fromkeys("“”„‟«»‹›〝〞「」`", '"'))
_SINGLE = str.maketrans(dict.fromkeys("‘’‚‛", "'"))
_KEY = re.compile(r"([^\W\d_]{1,20}):(?!//)")
_PLAIN = re.compile(r'[^\s"]+')
_CLOSING = re.compile(r"'(?=[\s,]|$)")


def words_of(text: str) -> tuple[Word, ...]:
    return tuple(_words(cleaned(text)))


def cleaned(text: str) -> str:
    """One way to write it: quotation marks straight, single spaces, no invisible marks.

    Slack's clients send curly marks and no-break spaces; what is pasted brings the rest.
    """
    seen = "".join(letter for letter in text if _is_visible(letter))
    straight = unicodedata.normalize("NFKC", seen).translate(_DOUBLE).translate(_SINGLE)
    return " ".join(straight.split())


def _is_visible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cf", "Cc", "Cs")


def _words(text: str) -> Iterator[Word]:
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        key = _KEY.match(text, at)
        at = _after_space(text, key.end()) if key else at
        if key and _KEY.match(text, at):
            yield Word("", key[1].casefold())
            continue
        said, quoted, at = _value(text, at)
        yield Word(said, key[1].casefold() if key else "", quoted)


def _after_space(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _value(text: str, at: int) -> tuple[str, bool, int]:
    """What is said from there on, whether in quotation marks, and where it ends."""
    if text[at : at + 1] == '"':
        end = text.find('"', at + 1)
        end = len(text) if end < 0 else end
        return text[at + 1 : end].strip(), True, end + 1
    if text[at : at + 1] == "'" and (closing := _CLOSING.search(text, at + 1)):
        said = text[at + 1 : closing.start()].strip()
        if '"' not in said:
            return said, True, closing.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], False, plain.end()) if plain else ("", False, at)
