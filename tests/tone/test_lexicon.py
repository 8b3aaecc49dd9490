"""The lexicon: what its phrases match, and what is wrong with a bad one."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from bot.errors import BadInput
from bot.tone.lexicon import Lexicon, read_lexicon
from bot.tone.meaning import Meaning
from bot.tone.word import read_words


def one(phrase: str) -> Lexicon:
    return read_lexicon(
        f"[[meaning]]\nname = 'm'\nmeans = 'x'\nweight = 1.0\nwords = [\"{phrase}\"]", "l.toml"
    )


def found(lexicon: Lexicon, text: str) -> list[str]:
    words = read_words(text)
    hits = lexicon.find(words)
    return [text[words[hit.first].start : words[hit.end - 1].end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("red line", "They crossed a red line.", ["red line"]),
        ("red line", "A RED-LINE, as he put it", ["RED-LINE"]),
        ("red line", "a “red” line", ["red” line"]),
        ("red line", "They wore red. Line up!", []),
        ("red line", "a red liner", []),
        ("~attack", "attack attacks attacked attacking attacker",
         ["attack", "attacks", "attacked", "attacking"]),
        ("~ally", "ally allies allied rally", ["ally", "allies", "allied"]),
        ("~ban", "They banned it, banning all", ["banned", "banning"]),
        ("~deplore", "We deplored what they are deploring", ["deplored", "deploring"]),
        ("negotiat*", "negotiators at the negotiating table", ["negotiators", "negotiating"]),
        ("don't trust", "We don’t trust them", ["don’t trust"]),
        ("lift/lifts ... sanctions", "He lifts all sanctions", ["lifts all sanctions"]),
        ("lift/lifts ... sanctions", "He lifts his hat. New sanctions came", []),
        ("lift ... sanctions", "lift one two three four five sanctions", []),
    ],
)  # fmt: skip
def test_a_phrase_finds(phrase: str, text: str, hits: list[str]) -> None:
    assert found(one(phrase), text) == hits


def test_the_longest_phrase_wins(lexicon: Lexicon) -> None:
    assert found(lexicon, "They cut all ties") == ["cut all ties"]


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("... war", "l.toml:5: words: '... war' must begin and end with a word"),
        ("war ...", "l.toml:5: words: 'war ...' must begin and end with a word"),
        ("", "l.toml:5: words: '' must begin and end with a word"),
        ("wa*", "l.toml:5: words: 'wa*' is too short to begin a phrase"),
    ],
)
def test_a_phrase_that_would_match_anywhere_is_refused(phrase: str, complaint: str) -> None:
    with pytest.raises(BadInput) as caught:
        one(phrase)
    assert str(caught.value) == complaint


def test_every_phrase_of_ours_stands_once_and_weighs_within_bounds() -> None:
    text = files("bot.data").joinpath("lexicon.toml").read_text("utf-8")
    document = tomllib.loads(text)
    meanings = [Meaning(**entry) for entry in document["meaning"]]
    phrases = Counter(phrase for meaning in meanings for phrase in meaning.words)
    assert [phrase for phrase, times in phrases.items() if times > 1] == []
    assert len(phrases) > 500
    assert all(-1 <= meaning.weight <= 1 and meaning.means for meaning in meanings)
