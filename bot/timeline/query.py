"""A query: what somebody asks of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.statements.statement import Kind, Statement
from bot.timeline.record import Record
from bot.timeline.terms import terms_of
from bot.tone.tone import Label

_MARK = re.compile('["“”„‟«»]')

Phrase = tuple[str, ...]
"""Terms in a row."""


@dataclass(frozen=True, slots=True)
class Query:
    """A speaker's or a side's statements, and what must hold of each of them.

    One of `speaker` and `group` is set; what is left empty asks for nothing.
    """

    speaker: str = ""
    """An official's id, or a full name outside the register."""
    group: str = ""
    """The side that is spoken for."""
    about: str = ""
    """Words that all stand in the statement, whatever their case, accents and common endings;
    those between quotation marks in that order."""
    target: str = ""
    """Whom it is about, named as in a statement's targets."""
    since: date | None = None
    until: date | None = None
    """Both days, in UTC, are in."""
    label: Label | None = None
    """The tone's; where a target is asked for, of the tone towards it."""
    kind: Kind | None = None

    def phrases(self) -> tuple[Phrase, ...]:
        """What `about` asks for; a word outside quotation marks is a phrase of one."""
        parts = _MARK.split(self.about)
        words = ((term,) for part in parts[::2] for term in terms_of(part))
        quoted = (terms_of(part) for part in parts[1::2])
        return tuple(dict.fromkeys(phrase for phrase in (*words, *quoted) if phrase))


def answers(query: Query, record: Record) -> bool:
    day = record.at.date()
    return (
        _names(query, record.statement)
        and query.label in (None, record.tone_towards(query.target).label)
        and query.kind in (None, record.statement.kind)
        and (query.since is None or query.since <= day)
        and (query.until is None or day <= query.until)
        and _says_all(query.phrases(), record.statement.text)
    )


def _names(query: Query, statement: Statement) -> bool:
    return (
        query.speaker in ("", statement.who)
        and query.group in ("", statement.group)
        and query.target in ("", *statement.targets)
    )


def _says_all(phrases: tuple[Phrase, ...], text: str) -> bool:
    if not phrases:
        return True
    terms = terms_of(text)
    return all(_says(phrase, terms) for phrase in phrases)


def _says(phrase: Phrase, terms: tuple[str, ...]) -> bool:
    return any(
        terms[at : at + len(phrase)] == phrase for at, term in enumerate(terms) if term == phrase[0]
    )
