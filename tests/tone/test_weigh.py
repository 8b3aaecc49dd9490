"""The tone of statements: invented words of invented officials, unless in indirect speech."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tone.blend import balance
from bot.tone.reasons import reasons_of
from bot.tone.scale import Scale
from bot.tone.tone import Label
from bot.tone.weigh import weigh

LABELS: dict[str, Label] = {"-1": "confrontational", "0": "neutral", "1": "conciliatory"}


def table() -> list[ParameterSet]:
    lines = Path(__file__).with_name("table.txt").read_text("utf-8").splitlines()
    rows = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    return [pytest.param(text, LABELS[number], marks=_lost(text)) for number, text in rows]


def _lost(text: str) -> list[pytest.MarkDecorator]:
    """What the lexicon alone could tell, and the network with it cannot."""
    return [pytest.mark.xfail(strict=True)] if text.startswith("We take back what") else []


@pytest.mark.parametrize(("text", "label"), table())
def test_a_statement_has_the_tone(text: str, label: Label, scale: Scale) -> None:
    tone = weigh(text, scale)
    assert tone.label == label, tone


def test_a_condition_lessens_a_threat_and_keeps_it(scale: Scale) -> None:
    bare = reasons_of("We will strike back.", scale.lexicon)
    conditional = reasons_of("If they shoot, we will strike back.", scale.lexicon)
    assert balance(bare) < balance(conditional) < 0


def test_the_words_that_led_to_it_are_given_with_what_sways_them(scale: Scale) -> None:
    text = "He knows that he cannot invade."
    [reason] = weigh(text, scale).because
    assert (reason.words, text[reason.start : reason.end]) == ("cannot invade", "cannot invade")
    assert reason.weight < 0


def test_plain_information_is_neutral_and_gives_no_reasons(scale: Scale) -> None:
    tone = weigh("The train leaves at noon.", scale)
    assert abs(tone.tone) < 0.3
    assert (tone.label, tone.because) == ("neutral", ())


def test_mixed_words_are_less_sure_than_words_that_agree(scale: Scale) -> None:
    mixed = weigh("We thank them and we condemn them.", scale)
    agreeing = weigh("We denounce them and we condemn them.", scale)
    assert mixed.confidence < agreeing.confidence


WORDS = """
we you not cannot never attack peace talks ready refuse to support war if but agree sanctions
thank lift , . don’t stop very although mourn must and killed
"""
statements = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)


@given(st.text(max_size=300) | statements)
def test_any_text_has_a_tone_within_bounds_and_reasons_that_slice(scale: Scale, text: str) -> None:
    tone = weigh(text, scale)
    assert -1 <= tone.tone <= 1
    assert 0 <= tone.confidence <= 1
    for reason in tone.because:
        assert text[reason.start : reason.end] == reason.words


@given(statements)
def test_spaces_and_quotation_marks_change_nothing(scale: Scale, text: str) -> None:
    marked = "“" + text.replace(" ", "   ").replace("’", "'") + "”"
    assert weigh(marked, scale).tone == weigh(text, scale).tone


@settings(max_examples=7, deadline=None)
@given(st.sampled_from(["hold ", "a.", "not attack ", "lift ", "'", "don't", "we refuse to "]))
def test_a_long_hostile_text_comes_to_an_end(scale: Scale, piece: str) -> None:
    assert abs(weigh(piece * 2_000, scale).tone) <= 1
