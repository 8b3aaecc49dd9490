"""statement text -> a tone for each of those it names: praise of one and scorn for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.tone.lexicon import Lexicon
from bot.tone.reasons import reasons_of
from bot.tone.scale import Scale
from bot.tone.tone import Tone
from bot.tone.weigh import weigh
from bot.tone.word import Word, read_words

Named = Callable[[str], Sequence[str]]
"""Whom some words name: `targets_of` with its register, speaker and group."""

_TURNS = frozenset(["but", "while", "whereas", "unlike", "yet", "though", "although", "however"])
_JOINS = frozenset(["and", "against"])


@dataclass(frozen=True, slots=True)
class Stretch:
    start: int
    end: int
    names: frozenset[str]
    weighs: bool
    """Holds words that the lexicon knows."""
    turns: bool
    """Begins a sentence, or with a "but"."""

    @property
    def whole(self) -> bool:
        """Says something about somebody."""
        return self.weighs and bool(self.names)


def weigh_towards(text: str, named: Named, scale: Scale) -> dict[str, Tone]:
    """Empty where nobody is named; the tone of it all where one is. Offsets in `because`
    count characters of `text`."""
    stretches = _joined(_stretches(text, named, scale.lexicon))
    owned = list(zip(stretches, _owners(stretches), strict=True))
    return {
        name: weigh(_only(text, [stretch for stretch, who in owned if name in who]), scale)
        for name in dict.fromkeys(name for _, who in owned for name in sorted(who))
    }


def parted(tones: Mapping[str, Tone]) -> Mapping[str, Tone]:
    """Nothing where all have one label: the tone of the whole says it."""
    return tones if len({tone.label for tone in tones.values()}) > 1 else {}


def _stretches(text: str, named: Named, lexicon: Lexicon) -> Iterator[Stretch]:
    words = read_words(text)
    starts = [n for n, word in enumerate(words) if n == 0 or _opens(words[n - 1], word)]
    for first, next_first in zip(starts, [*starts[1:], len(words)], strict=False):
        start = words[first].start
        end = words[next_first].start if next_first < len(words) else len(text)
        part = text[start:end]
        weighs = bool(reasons_of(part, lexicon))
        turns = first == 0 or _turns(words[first - 1], words[first])
        yield Stretch(start, end, frozenset(named(part)), weighs, turns)


def _opens(before: Word, word: Word) -> bool:
    return before.clause != word.clause or word.text in _JOINS or _turns(before, word)


def _turns(before: Word, word: Word) -> bool:
    return before.sentence != word.sentence or word.text in _TURNS


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """A comma or an "and" parts only what says something about somebody on both sides."""
    joined: list[Stretch] = []
    for one in stretches:
        if not joined or one.turns or (joined[-1].whole and one.whole):
            joined.append(one)
        else:
            last = joined.pop()
            names, weighs = last.names | one.names, last.weighs or one.weighs
            joined.append(Stretch(last.start, one.end, names, weighs, last.turns))
    return joined


def _owners(stretches: Sequence[Stretch]) -> list[frozenset[str]]:
    """What names nobody is about whom the words before it were, or else those after it."""
    owners: list[frozenset[str]] = []
    last = next((stretch.names for stretch in stretches if stretch.names), frozenset[str]())
    for stretch in stretches:
        last = stretch.names or last
        owners.append(last)
    return owners


def _only(text: str, stretches: Sequence[Stretch]) -> str:
    """The rest blanked, so that places stay what they are."""
    kept = [" "] * len(text)
    for stretch in stretches:
        kept[stretch.start : stretch.end] = text[stretch.start : stretch.end]
    return "".join(kept)
