"""The sources that are polled: those of the catalogue, and a search for everybody followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.errors import GiveUp
from bot.sources.search import NAME, ask_for
from bot.sources.source import Source
from bot.statements.grammar import LANGUAGES
from bot.statements.register import Register


def polled(
    catalogue: Sequence[Source], register: Register, followed: Iterable[str]
) -> list[Source]:
    """`followed`: ids of officials; who is not in the register is not searched for."""
    read = [source for source in catalogue if source.language in LANGUAGES]
    names = {official.id: official.name for official in register.officials}
    wanted = [(id, names[id]) for id in sorted(set(followed)) if id in names]
    searches = [ask_for(s, id, name) for s in read if NAME in s.url for id, name in wanted]
    return [*(source for source in read if NAME not in source.url), *searches]


class Known:
    """Any of them by its id, whoever is followed by now."""

    def __init__(self, catalogue: Sequence[Source], register: Register) -> None:
        self._sources = {source.id: source for source in catalogue}
        self._names = {official.id: official.name for official in register.officials}

    def __call__(self, id: str) -> Source:
        """Raises GiveUp for one that has left the catalogue."""
        if id in self._sources:
            return self._sources[id]
        search, _, official = id.rpartition(":")
        if search in self._sources and official in self._names:
            return ask_for(self._sources[search], official, self._names[official])
        raise GiveUp(f"the source '{id}' is no longer in the catalogue")
