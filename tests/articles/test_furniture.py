"""Furniture: lines that belong to the page, which nobody listens to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.furniture import is_prompt, story_lines


def story(text: str) -> list[str]:
    return [text[line.start : line.end] for line in story_lines(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "READ MORE: The harbour closes",
        "Read also: The harbour closes",
        "Leave a Reply",
        "Your email address will not be published.",
        "Your email address will not be published. Required fields are marked *",
        "Source link",
        "Share this article",
        "Share",
        "Sign up for our morning newsletter",
        "Get the day’s top stories delivered to your inbox",
        "Subscribe to read on",
        "Follow us on Twitter",
        "Follow Lena Marsk on X",
        "Advertisement",
        "Story continues below advertisement",
        "Related: What the harbour costs",
        "Related Stories",
        "Photo: Coastal Press",
        "Photograph by Lena Marsk",
        "Jana Orlo on Friday in Hallvik. Photograph: Lena Marsk/Coastal Press",
        "The harbour on Friday. (Coastal Press via AP Photo)",
        "Watch: the harbour from above",
        "Click here for more",
        "Tap here to listen",
        "Copyright 2021 The Hallvik Herald",
        "© 2021 The Hallvik Herald. All rights reserved.",
        "Additional reporting by Lena Marsk",
        "Reporting by Lena Marsk; editing by Per Holt",
        "This article was originally published in the Hallvik Herald.",
        "Tags: harbour, strait",
        "Filed under: harbour",
        "Download our app",
        "You may also like",
    ],
)
def test_this_is_furniture(line: str) -> None:
    assert is_prompt(line)


@pytest.mark.parametrize(
    "line",
    [
        "“The harbour stays shut,” Jana Orlo said.",
        "Share prices fell after Jana Orlo spoke.",
        "Readers of the Herald were told more on Friday.",
        "Watching from the quay, Lena Marsk said nothing.",
        "The reporting of the Herald was fair, Ms. Orlo said.",
        "Sources in Hallvik said the harbour would reopen.",
        "Follow-up talks begin on Monday, Ms. Orlo said.",
        "Images of the fleet, Ms. Orlo said, were false.",
    ],
)
def test_this_is_story(line: str) -> None:
    assert not is_prompt(line)


def test_a_pull_quote_that_repeats_the_story_is_left_out() -> None:
    said = "“We have waited long enough for an answer from Port Elsa,” Jana Orlo said on Friday."
    pulled = "We have waited long enough for an answer from Port Elsa"
    assert story(f"{said}\n\n{pulled}\n\nTalks go on.") == [said, "Talks go on."]
    assert story(f"{pulled}\n\n{said}") == [said]


def test_a_line_said_twice_is_heard_once() -> None:
    line = "“We have waited long enough for an answer,” Jana Orlo said."
    assert story(f"{line}\n{line}") == [line]


def test_short_lines_may_repeat() -> None:
    assert story("Talks go on.\nTalks go on.") == ["Talks go on.", "Talks go on."]


@given(st.text(max_size=200))
def test_lines_slice_back_and_stand_in_order(text: str) -> None:
    end = 0
    for line in story_lines(text):
        assert end <= line.start < line.end <= len(text)
        assert text[line.start : line.end].strip() == text[line.start : line.end]
        end = line.end
