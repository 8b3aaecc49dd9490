"""What was typed behind a verb: words, and filters with their values as typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from bot.commands.choices import EXAMPLES
from bot.commands.verbs import FILTERS, TAKES, near
from bot.commands.when import read_day, split_span
from bot.commands.word import Word
from bot.errors import BadCall

T = TypeVar("T")

_FREE = ("about", "to")
"""Filters of several words: what follows belongs to them, once somebody is named."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Typed:
    words: tuple[Word, ...]
    filters: Mapping[str, str]
    today: date

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def name(self) -> str:
        return " ".join(self.texts)

    def named(self, how: str) -> str:
        """`how`: the example for somebody who named nobody."""
        if not self.words:
            raise BadCall(f"Say whom: `/quotes {how}`.")
        return self.name

    def text(self, filter: str) -> str:
        return self.filters.get(filter, "")

    def since(self) -> date | None:
        said = self.text("since")
        since = read_day(said, self.today) if said else None
        if since and since > self.today:
            raise BadCall(f"`since:` lies in the future ({since}). Write {EXAMPLES['since']}.")
        return since

    def until(self) -> date | None:
        said = self.text("until")
        return read_day(said, self.today, last=True) if said else None

    def choice(self, filter: str, choices: Mapping[str, T]) -> T | None:
        said = self.text(filter)
        if not said or said.casefold() in choices:
            return choices.get(said.casefold())
        hint = near(said, choices)
        meant = f" Did you mean `{filter}:{hint}`?" if hint else ""
        raise BadCall(f"`{filter}:` cannot be “{said[:_SHOWN]}”.{meant} Write {EXAMPLES[filter]}.")

    def number(self, filter: str, otherwise: int, most: int) -> int:
        said = self.text(filter)
        if not said:
            return otherwise
        if not re.fullmatch("[0-9]{1,6}", said) or not 1 <= int(said) <= most:
            raise BadCall(f"`{filter}:` takes a number from 1 to {most:,}, not “{said[:_SHOWN]}”.")
        return int(said)

    def split(self) -> tuple[str, timedelta | None]:
        """The name, and the span behind it; what is in quotation marks is no span."""
        bare = len(self.words)
        while bare and not self.words[bare - 1].quoted:
            bare -= 1
        names, span = split_span(self.texts[bare:])
        return " ".join((*self.texts[:bare], *names)), span


def typed_of(verb: str, words: Sequence[Word], today: date) -> Typed:
    plain: list[Word] = []
    filters: dict[str, str] = {}
    last = Word("")
    for word in words:
        if word.key:
            last = word
            filter = _filter(verb, word, filters)
            filters[filter] = _worded(filter, word)
        elif not word.text:
            continue
        elif plain and not last.quoted and FILTERS.get(last.key) in _FREE:
            filter = FILTERS[last.key]
            filters[filter] += f" {_worded(filter, word)}"
        else:
            plain.append(word)
    return Typed(tuple(plain), filters, today)


def _worded(filter: str, word: Word) -> str:
    """Words that are wanted in that order keep their marks."""
    marked = filter == "about" and word.quoted and not word.text.isalnum()
    return f'"{word.text}"' if marked else word.text


def _filter(verb: str, word: Word, there: Mapping[str, str]) -> str:
    """The filter that is meant, when it may stand here."""
    takes = TAKES.get(verb, frozenset())
    filter = FILTERS.get(word.key)
    if filter is None:
        raise BadCall(f"I do not know “{word.key}:”. {_instead(word.key, verb, takes)}")
    if filter not in takes:
        what = "a look-up" if verb == "find" else f"`{verb}`"
        raise BadCall(f"`{filter}:` does not go with {what}. {_instead('', verb, takes)}")
    if filter in there:
        raise BadCall(f"`{filter}:` stands there twice: say it once.")
    if not word.text:
        raise BadCall(f"Nothing stands behind `{filter}:`. Write {EXAMPLES[filter]}.")
    return filter


def _instead(key: str, verb: str, takes: frozenset[str]) -> str:
    hint = near(key, takes)
    if hint:
        return f"Did you mean `{hint}:`?"
    shown = [f"`{filter}:`" for filter in sorted(takes - {"page", "sure"})]
    if not shown:
        return f"`/quotes help {verb}` shows how it is written."
    return f"There {'are' if len(shown) > 1 else 'is'} {', '.join(shown)}."
