"""An office or a side as prose calls it -> the one key of all its wordings."""

from __future__ import annotations

import re

from bot.statements.names import fold, without_possessive

SAME_OFFICE = {
    "minister of foreign affairs": "foreign minister",
    "minister for foreign affairs": "foreign minister",
    "external affairs minister": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "top diplomat": "foreign minister",
    "chief diplomat": "foreign minister",
    "minister of defence": "defence minister",
    "minister for defence": "defence minister",
    "secretary of defence": "defence minister",
    "defence secretary": "defence minister",
    "pentagon chief": "defence minister",
    "kremlin press secretary": "kremlin spokesman",
    "press secretary": "spokesman",
    "premier": "prime minister",
    "taoiseach": "prime minister",
    "commander in chief of the armed forces": "commander in chief",
    "foreign policy chief": "high representative",
    "top prosecutor": "prosecutor",
    "chief prosecutor": "prosecutor",
    "high commissioner for human rights": "human rights chief",
    "high commissioner for refugees": "refugee chief",
    "director general": "secretary general",
    "managing director": "secretary general",
    "chief": "secretary general",
    "head": "secretary general",
}
"""What prose calls one office; "defense" and "spokeswoman" are read as their twins before."""


def office_key(title: str) -> str:
    words = " ".join(fold(title)).replace("defense", "defence").removeprefix("the ")
    words = re.sub(r"(spokes|chair)(?:woman|person)\b", r"\1man", words)
    words = words.replace("advisor", "adviser")
    return SAME_OFFICE.get(words) or _of_last(words)


def _of_last(words: str) -> str:
    """One order of words: "president of the council" -> "council president"."""
    office, _, of = words.partition(" of ")
    return f"{of.removeprefix('the ')} {office}" if of else office


def side_key(word: str) -> str:
    """Acronyms keep their capitals, for "us" is a pronoun; everything else is folded."""
    bare = re.sub(r"^the\s", "", without_possessive(word), flags=re.IGNORECASE)
    letters = bare.replace(".", "").strip()
    return letters if letters.isupper() and len(letters) < 4 else " ".join(fold(bare))
