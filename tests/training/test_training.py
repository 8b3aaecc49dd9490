"""What is learned from: the split, the labels, and what counts as right."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.statements.grammar import open_grammar
from bot.statements.tagger import NONE, SAID, SAID_ON
from bot.statements.trust import Evidence
from bot.training.corpus import annotated, part_of
from bot.training.examples import example_of
from bot.training.trust import Verdict, fit
from bot.training.verdicts import best_gold, is_right
from tests.encoder.test_pieces import vocabulary

TEXT = "Jana Orlo said the harbour would stay shut."
ROW: dict[str, Any] = {
    "id": "orlo",
    "text": TEXT,
    "attributions": [
        {
            "pieces": [[15, 42]],
            "content": [[15, 42]],
            "source": [[0, 9]],
            "cue": [[10, 14]],
            "speech": True,
            "how": "named",
            "speaker": "Jana Orlo",
            "also": [],
        }
    ],
}
(GOLD,) = ROW["attributions"]


def test_one_article_in_five_is_kept_for_the_report() -> None:
    parts = Counter(part_of(f"story-{number}") for number in range(5_000))
    assert 0.15 < parts["report"] / 5_000 < 0.25
    assert 0.15 < parts["choose"] / 5_000 < 0.25


def test_pieces_are_labelled_and_point_at_the_heads() -> None:
    example = example_of(annotated(ROW, open_grammar()), vocabulary())
    pieces = vocabulary().cut(TEXT, [(0, len(TEXT))])
    words = [TEXT[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]
    (arc,) = example.arcs
    assert words[arc.content] == "the"
    assert words[arc.source : arc.source + 2] == ["Or", "lo"]
    assert words[arc.cue] == "said"
    labels = dict(zip(words, example.content, strict=True))
    assert (labels["the"], labels["shut"], labels["said"]) == (SAID, SAID_ON, NONE)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Jana Orlo", True),
        ("Orlo", True),
        ("J. Orlo", True),
        ("Pavel Orlo", False),
        ("Veld", False),
    ],
)
def test_a_name_is_right_by_surname_and_first_name(name: str, right: bool) -> None:
    assert is_right(name, GOLD, TEXT) is right


def test_words_that_nobody_said_make_every_name_wrong() -> None:
    assert best_gold((0, 9), [GOLD]) is None
    assert is_right("Jana Orlo", None, TEXT) is False


def test_thoughts_are_not_judged() -> None:
    assert is_right("Veld", {**GOLD, "speech": False}, TEXT) is None


def test_an_office_is_nobodys_name_and_a_missed_name_is_not_judged() -> None:
    office = {**GOLD, "how": "other", "speaker": None}
    assert is_right("Tomas Veld", office, TEXT) is False
    assert is_right("Jana Orlo", office, TEXT) is None


def test_trust_is_learned_from_what_was_right() -> None:
    sure, unsure = evidence(arc=0.9), evidence(arc=0.1)
    trust = fit([Verdict(sure, True, False), Verdict(unsure, False, False)] * 50)
    assert trust(sure) > 0.8 > 0.2 > trust(unsure)


def test_a_noisy_verdict_counts_half() -> None:
    one = evidence(arc=0.5)
    trust = fit([Verdict(one, False, True)] * 50)
    assert trust(one) == pytest.approx(0.5, abs=0.05)


def evidence(arc: float) -> Evidence:
    return Evidence(
        rule=0,
        rule_other=0,
        rule_nobody=0,
        arc=arc,
        arc_other=0,
        arc_nameless=0,
        said=1,
        unheard=0,
        mention=1,
        doubtful=0,
        pronoun=0,
        direct=1,
        indirect=0,
        short=0,
    )
