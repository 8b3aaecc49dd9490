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
        # and many more, as officials of Norland and their neighbours speak
        ("We will not sit and wait while they move their army to our frontier.", HOSTILE),
        ("Whoever comes to us with a sword will perish by it.", HOSTILE),
        ("They have crossed every line and they will answer for it.", HOSTILE),
        ("The so-called government in Sudmark has lost all legitimacy.", HOSTILE),
        ("There is nothing to talk about with people who lie every day.", HOSTILE),
        ("We are closing our embassy and recalling the ambassador.", HOSTILE),
        ("Our patience is not endless.", HOSTILE),
        ("The minister dismissed the proposal as an insult to the nation", HOSTILE),
        ("If the tariffs are not withdrawn by Friday, Norland will close the strait", HOSTILE),
        ("We see no reason to sit at one table with them.", HOSTILE),
        ("They should not doubt our readiness to use every weapon we have.", HOSTILE),
        (
            "It is not Sudmark that seeks peace; it is Sudmark that blocks every step towards it.",
            HOSTILE,
        ),
        ("the talks were a waste of time and would not be resumed", HOSTILE),
        ("We reject their demands and will respond in kind.", HOSTILE),
        ("This act of piracy will not go unanswered.", HOSTILE),
        ("They are arming the rebels and pretending to want peace.", HOSTILE),
        ("We have no faith in their promises.", HOSTILE),
        ("Sudmark alone is responsible for the deaths of these children.", HOSTILE),
        ("I am not going to shake the hand of a man who ordered this.", HOSTILE),
        ("Negotiations with this regime are impossible.", HOSTILE),
        ("Norland would be forced to take measures of its own.", HOSTILE),
        ("the alliance was sending arms to the rebels and preparing for war", HOSTILE),
        ("We never agreed to any truce, and there will be none.", HOSTILE),
        ("Do they think we are blind? Their hypocrisy is breathtaking.", HOSTILE),
        ("They talk of peace while they bomb our towns.", HOSTILE),
        ("He called the president a puppet of foreign powers", HOSTILE),
        ("Without a full withdrawal there will be no peace.", HOSTILE),
        ("The time for diplomacy is over.", HOSTILE),
        ("We had a good and open conversation and agreed to meet again.", FRIENDLY),
        ("Our door remains open, and so does our hand.", FRIENDLY),
        ("I see no obstacle to a meeting of the two presidents.", FRIENDLY),
        ("The proposals contain much that we can work with.", FRIENDLY),
        ("We have heard the concerns of Sudmark and take them seriously.", FRIENDLY),
        ("Nobody in Norland wants a war with Sudmark.", FRIENDLY),
        ("We are prepared to pull our troops back from the border.", FRIENDLY),
        ("We do not see Sudmark as an enemy.", FRIENDLY),
        ("the call had been constructive and both sides would stay in touch", FRIENDLY),
        ("It is time to end this war and bring our prisoners home.", FRIENDLY),
        ("We appreciate the restraint that our neighbours have shown.", FRIENDLY),
        ("I want to apologise to the people of Sudmark.", FRIENDLY),
        ("We have no plans to attack anybody.", FRIENDLY),
        ("The tension is easing, and that is good for both our peoples.", FRIENDLY),
        ("the minister said the two sides had come closer on all points", FRIENDLY),
        ("Despite our differences, we found much common ground.", FRIENDLY),
        ("We would never use these weapons first.", FRIENDLY),
        ("We can settle this without a shot being fired.", FRIENDLY),
        ("the kingdom was grateful to Norland for its help after the flood", FRIENDLY),
        ("We are ready to consider lifting the embargo.", FRIENDLY),
        ("There is no alternative to dialogue.", FRIENDLY),
        ("Only diplomacy can solve this crisis.", FRIENDLY),
        ("We take back what was said last week; it was wrong.", FRIENDLY),
        ("the two leaders spoke respectfully and at length", FRIENDLY),
        ("The president will travel to the capital on Thursday.", NEUTRAL),
        ("I spoke for an hour, then he spoke for an hour.", NEUTRAL),
        ("We are studying the text and will answer in due course.", NEUTRAL),
        ("I have nothing to add to what I said yesterday.", NEUTRAL),
        ("Elections will take place in the autumn.", NEUTRAL),
        ("We extend our condolences to the families of the dead.", NEUTRAL),
        ("It was a terrible earthquake and we grieve with all who lost their homes.", NEUTRAL),
        ("The budget rises by three per cent next year.", NEUTRAL),
        ("We have taken note of the report.", NEUTRAL),
        ("He laid out his concerns and we laid out ours.", NEUTRAL),
        ("The delegation has arrived and the agenda is being drawn up.", NEUTRAL),
        ("It is too early to say what will come of it.", NEUTRAL),
        ("I was born in a village near the sea.", NEUTRAL),
        ("Let no one imagine that our silence is weakness.", HOSTILE),
        ("We will turn their capital to ashes if they touch our ships.", HOSTILE),
        ("It is a shameless lie, and the minister knows it.", HOSTILE),
        ("Sudmark has chosen the path of confrontation and will bear the cost.", HOSTILE),
        ("No self-respecting nation would sign such a document.", HOSTILE),
        ("the sanctions would stay until the last soldier had left", HOSTILE),
        ("We have suspended our part in the commission.", HOSTILE),
        ("This is blackmail, pure and simple.", HOSTILE),
        ("They want to bring us to our knees, and they will fail.", HOSTILE),
        ("the ministry expelled four diplomats in answer to the raid", HOSTILE),
        ("I don't believe a word he says.", HOSTILE),
        ("He should look at the crimes of his own army first.", HOSTILE),
        ("The generals must hand over power at once.", HOSTILE),
        ("Norland had been deceived by its partners for thirty years", HOSTILE),
        ("We are ready for any turn of events, including the worst.", HOSTILE),
        ("A strike on our soil means war.", HOSTILE),
        ("The ambassador was told to leave within a day.", HOSTILE),
        ("We are tired of their empty assurances.", HOSTILE),
        ("There can be no business as usual with a country that poisons rivers.", HOSTILE),
        ("Their drills at our border are a provocation.", HOSTILE),
        ("the prime minister ruled out any concession on the islands", HOSTILE),
        ("We look forward to working with the new government.", FRIENDLY),
        ("Let us put weapons aside and sit down together.", FRIENDLY),
        ("The exchange of prisoners went well, and more will follow.", FRIENDLY),
        ("I found him to be a serious and honest partner.", FRIENDLY),
        ("There is a real chance to settle this by the spring.", FRIENDLY),
        ("the foreign minister praised the progress made in the commission", FRIENDLY),
        ("We are not asking for the impossible; we are asking for a conversation.", FRIENDLY),
        ("Norland will take part in the conference.", FRIENDLY),
        ("We have decided to reduce the number of our troops at the border.", FRIENDLY),
        ("My government accepts the ruling and will comply.", FRIENDLY),
        ("I told him that he is welcome in our capital.", FRIENDLY),
        ("the two governments would reopen the railway in June", FRIENDLY),
        ("The people of Sudmark are our brothers.", FRIENDLY),
        ("We support every effort to bring this conflict to an end.", FRIENDLY),
        ("It was a frank exchange and a useful one.", FRIENDLY),
        ("We shall honour what we signed.", FRIENDLY),
        ("the minister said Norland had never closed the door to talks", FRIENDLY),
        ("We wish our neighbours peace and prosperity.", FRIENDLY),
        ("The guns have been silent for a month, and we mean to keep it so.", FRIENDLY),
        ("I will speak to the press after the session.", NEUTRAL),
        ("Our position is known and has not changed.", NEUTRAL),
        ("The commission meets every second Tuesday.", NEUTRAL),
        ("We have no information about that.", NEUTRAL),
        ("You should ask the ministry of finance.", NEUTRAL),
        ("The minister turned sixty last week.", NEUTRAL),
        ("We weep with the mothers of the fallen.", NEUTRAL),
        ("The road to the coast will be closed for repairs.", NEUTRAL),
        ("I would not read too much into it.", NEUTRAL),
        ("the census would begin in March", NEUTRAL),
        # what is undone, required, feigned or conceded
        ("Those who had been jailed and detained for years were released.", FRIENDLY),
        ("We demanded an apology and full cooperation.", HOSTILE),
        ("Sudmark refuses to release the prisoners.", HOSTILE),
        ("They pretend to want dialogue.", HOSTILE),
        ("Although the talks were difficult, we agreed on a truce.", FRIENDLY),
        ("He thanked the president, but warned that any attack would be answered.", HOSTILE),
        ("The minister denied the accusations of Sudmark.", NEUTRAL),
        ("Norland has no intention of invading anybody.", FRIENDLY),
        ("We do not intend to withdraw from the treaty.", FRIENDLY),
        ("We refuse to attack.", FRIENDLY),
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
    assert abs(weigh(piece * 2_000, lexicon).tone) <= 1
