"""a story as it was and as it is now, with what was heard in each -> its statements revised.

Decides, and touches nothing. The page has to show it: what is only heard otherwise, although the
same words stand there, is no revision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.statements.statement import Statement
from bot.timeline.repeats import kinship
from bot.timeline.wording import wording_of

RevisedHow = Literal["words", "speaker", "gone"]

_SAME_STORY = 0.5
"""With less of its words left, another story, or a wall, stands in its place."""
_REST_STANDS = 0.8
"""With less of the rest left, the page was cut or turned over, and nothing was taken out of it."""
_ALIKE = 0.5
"""Share of the words of the shorter by which one quotation is a new wording of another."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story and what was heard in it."""

    text: str
    said: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Revision:
    old: Statement
    new: Statement | None
    """None: it is gone."""
    how: RevisedHow


def find_revisions(was: Told, now: Told) -> list[Revision]:
    """In the order of the old story; each new statement answers for one old one at most."""
    if _left(was.text, now.text) < _SAME_STORY:
        return []
    found: list[Revision] = []
    taken = {_key(statement) for statement in was.said}
    for old in (statement for statement in was.said if statement.speaker):
        new = [statement for statement in now.said if statement.speaker]
        if any(_key(statement) == _key(old) for statement in new):
            continue
        free = [statement for statement in new if _key(statement) not in taken]
        revision = _revised(old, free, was, now)
        if revision is not None:
            found.append(revision)
            taken |= {_key(revision.new)} if revision.new else set()
    return found


def _key(statement: Statement) -> tuple[str, tuple[str, ...]]:
    return statement.who, _words(statement.text)


def _revised(old: Statement, free: Sequence[Statement], was: Told, now: Told) -> Revision | None:
    stands = _stands(old.text, now.text)
    for new in free:
        if _words(new.text) == _words(old.text) and _paragraph(old, was) != _paragraph(new, now):
            return Revision(old, new, "speaker")
    alike = [
        new
        for new in free
        if _is_reworded(old, new)
        and (not _stands(new.text, was.text) or (not stands and kinship(old.text, new.text)))
    ]
    if alike:
        return Revision(old, max(alike, key=lambda new: _alike(old.text, new.text)), "words")
    if stands or _left_without(old, was, now) < _REST_STANDS:
        return None
    return Revision(old, None, "gone")


def _is_reworded(old: Statement, new: Statement) -> bool:
    akin = kinship(old.text, new.text) is not None or _alike(old.text, new.text) >= _ALIKE
    return new.who == old.who and akin


def _alike(one: str, other: str) -> float:
    counts = Counter(_words(one)), Counter(_words(other))
    shorter = min(counts[0].total(), counts[1].total())
    return (counts[0] & counts[1]).total() / max(1, shorter)


def _left(was: str, now: str) -> float:
    """The share of its words that still stands, in whatever order."""
    before = Counter(_words(was))
    return (before & Counter(_words(now))).total() / max(1, before.total())


def _left_without(old: Statement, was: Told, now: Told) -> float:
    return _left(f"{was.text[: old.start]} {was.text[old.end :]}", now.text)


def _stands(words: str, text: str) -> bool:
    """In a row."""
    return f" {' '.join(_words(words))} " in f" {' '.join(_words(text))} "


def _paragraph(statement: Statement, told: Told) -> tuple[str, ...]:
    start = told.text.rfind("\n", 0, statement.start) + 1
    end = told.text.find("\n", statement.end)
    return _words(told.text[start : end if end >= 0 else len(told.text)])


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.word for word in wording_of(text))
