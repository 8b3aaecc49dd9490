"""lexicon.toml -> what each phrase of diplomatic speech does to a tone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.datafile import line_of, read_records
from bot.errors import BadInput
from bot.tone.meaning import Meaning
from bot.tone.phrase import Phrase, read_phrase
from bot.tone.sway import Sway
from bot.tone.word import Word

_KINDS: Mapping[str, type] = {"meaning": Meaning, "sway": Sway}
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """A phrase and what it does."""

    phrase: Phrase
    does: Meaning | Sway


@dataclass(frozen=True, slots=True)
class Hit:
    """A sense found at words `first` up to, not including, `end`."""

    does: Meaning | Sway
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    by_word: Mapping[str, tuple[Sense, ...]] = field(repr=False)
    """The senses that may begin with a word."""
    by_stem: Mapping[str, tuple[Sense, ...]] = field(repr=False)
    """The senses that begin with every word of a stem."""

    def find(self, words: Sequence[Word]) -> tuple[Hit, ...]:
        """What is said, from left to right without overlap; the longest phrase wins."""
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._longest(words, at)
            if hit:
                hits.append(hit)
            at = hit.end if hit else at + 1
        return tuple(hits)

    def _longest(self, words: Sequence[Word], at: int) -> Hit | None:
        hits = (Hit(s.does, at, s.phrase.fit(words, at)) for s in self._senses(words[at].text))
        found = max(hits, key=lambda hit: hit.end, default=None)
        return found if found and found.end else None

    def _senses(self, word: str) -> tuple[Sense, ...]:
        stems = (word[:n] for n in range(_SHORTEST_STEM, min(len(word), 16) + 1))
        from_stems = (sense for stem in stems for sense in self.by_stem.get(stem, ()))
        return (*self.by_word.get(word, ()), *from_stems)


def read_lexicon(text: str, filename: str) -> Lexicon:
    """Raises BadInput with file and line when a table, a key or a phrase is wrong."""
    records = read_records(text, _KINDS, filename)
    by_word: defaultdict[str, list[Sense]] = defaultdict(list)
    by_stem: defaultdict[str, list[Sense]] = defaultdict(list)
    for table, entries in records.items():
        for number, entry in enumerate(entries):
            for sense in _senses_of(entry, f"{filename}:{line_of(text, table, number, 'words')}"):
                first = sense.phrase.parts[0]
                for word in first.words:
                    by_word[word].append(sense)
                if first.stem:
                    by_stem[first.stem].append(sense)
    return Lexicon(
        {word: tuple(senses) for word, senses in by_word.items()},
        {stem: tuple(senses) for stem, senses in by_stem.items()},
    )


def _senses_of(entry: Meaning | Sway, where: str) -> list[Sense]:
    try:
        senses = [Sense(read_phrase(written), entry) for written in entry.words]
    except ValueError as error:
        raise BadInput(f"{where}: words: {error}") from error
    for sense in senses:
        stem = sense.phrase.parts[0].stem
        if stem and len(stem) < _SHORTEST_STEM:
            raise BadInput(f"{where}: words: '{stem}*' is too short to begin a phrase")
    return senses
