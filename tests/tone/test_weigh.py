"""The tone of statements: invented words of invented officials, unless in indirect speech."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tone.lexicon import Lexicon
from bot.tone.tone import Label
from bot.tone.weigh import weigh

HOSTILE: Label = "confrontational"
NEUTRAL: Label = "neutral"
FRIENDLY: Label = "conciliatory"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # threats and what deters
        ("Any ship that crosses the line will be destroyed.", HOSTILE),
        ("If they come one step closer, we will strike back.", HOSTILE),
        ("Norland may resort to force should the talks fail", HOSTILE),
        ("We told them plainly: you cannot invade a neighbour.", HOSTILE),
        ("They must not attack our fishermen again.", HOSTILE),
        ("This is our last warning to Sudmark.", HOSTILE),
        ("the minister warned that new tariffs would bring a total rupture of relations", HOSTILE),
        # accusation, insult, condemnation
        ("They are supporting the aggression of the generals.", HOSTILE),
        ("Sudmark is stoking the war in the hills.", HOSTILE),
        ("He is a liar and a coward.", HOSTILE),
        ("We condemn this illegal blockade in the strongest terms.", HOSTILE),
        # refusal
        ("We refuse to negotiate with that government.", HOSTILE),
        ("There will be no dialogue while their guns fire.", HOSTILE),
        ("They don't intend to settle the dispute by talks.", HOSTILE),
        ("We are not satisfied with the answer.", HOSTILE),
        ("We no longer trust the word of Sudmark.", HOSTILE),
        ("I will never accept their terms.", HOSTILE),
        # neither
        ("The delegation arrived on Tuesday morning.", NEUTRAL),
        ("He set out his views and I set out mine.", NEUTRAL),
        ("Our thoughts are with the families of those killed in the attack.", NEUTRAL),
        ("We mourn the victims of the massacre.", NEUTRAL),
        # friendly
        ("We are satisfied with the talks, which were open and substantive.", FRIENDLY),
        ("We are ready to talk to Sudmark without conditions.", FRIENDLY),
        ("I thank my friend the president for his generous help.", FRIENDLY),
        ("We agreed to lift the sanctions.", FRIENDLY),
        ("We will do everything to prevent a war and restore calm.", FRIENDLY),
        ("Norland never threatened anyone and wants peace.", FRIENDLY),
        ("Both countries reached an agreement on the river.", FRIENDLY),
        # the second half outweighs the first
        ("The meeting was useful, but we will retaliate if the shelling goes on.", HOSTILE),
        ("The war has been cruel, but we are ready for dialogue and for peace.", FRIENDLY),
    ],
)
def test_a_statement_has_the_tone(text: str, label: Label, lexicon: Lexicon) -> None:
    tone = weigh(text, lexicon)
    assert tone.label == label, tone


def test_a_condition_lessens_a_threat_and_keeps_it(lexicon: Lexicon) -> None:
    bare = weigh("We will strike back.", lexicon)
    conditional = weigh("If they shoot, we will strike back.", lexicon)
    assert bare.tone < conditional.tone < 0


def test_the_words_that_led_to_it_are_given_with_what_sways_them(lexicon: Lexicon) -> None:
    text = "He knows that he cannot invade."
    [reason] = weigh(text, lexicon).because
    assert (reason.words, text[reason.start : reason.end]) == ("cannot invade", "cannot invade")
    assert reason.weight < 0


def test_no_evidence_is_neutral_and_unsure(lexicon: Lexicon) -> None:
    tone = weigh("The train leaves at noon.", lexicon)
    assert (tone.tone, tone.label, tone.because) == (0, "neutral", ())
    assert tone.confidence < 0.3


def test_mixed_words_are_less_sure_than_words_that_agree(lexicon: Lexicon) -> None:
    mixed = weigh("We thank them and we condemn them.", lexicon)
    agreeing = weigh("We denounce them and we condemn them.", lexicon)
    assert mixed.confidence < agreeing.confidence


WORDS = """
we you not cannot never attack peace talks ready refuse to support war if but agree sanctions
thank lift , . don’t stop very although mourn must and killed
"""
statements = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)


@given(st.text(max_size=300) | statements)
def test_any_text_has_a_tone_within_bounds_and_reasons_that_slice(
    lexicon: Lexicon, text: str
) -> None:
    tone = weigh(text, lexicon)
    assert -1 <= tone.tone <= 1
    assert 0 <= tone.confidence <= 1
    for reason in tone.because:
        assert text[reason.start : reason.end] == reason.words


@given(statements)
def test_spaces_and_quotation_marks_change_nothing(lexicon: Lexicon, text: str) -> None:
    marked = "“" + text.replace(" ", "   ").replace("’", "'") + "”"
    assert weigh(marked, lexicon).tone == weigh(text, lexicon).tone


@settings(max_examples=7, deadline=None)
@given(st.sampled_from(["hold ", "a.", "not attack ", "lift ", "'", "don't", "we refuse to "]))
def test_a_long_hostile_text_comes_to_an_end(lexicon: Lexicon, piece: str) -> None:
    assert abs(weigh(piece * 20_000, lexicon).tone) <= 1
