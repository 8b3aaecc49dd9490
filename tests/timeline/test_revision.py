"""Revisions: what an outlet did to its quotations, and what only looks as if it had."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.timeline.revision import Told, find_revisions
from tests.desk.quoting import hear_quoted

REST = (
    "The harbour of Ostrel was quiet on Monday, and the ferry lay at the quay with its lamps out.\n"
    "Nobody in the town wanted to say when it would sail again, and the shops stayed closed.\n"
)
SHIPS = "We have lost 40 ships in this strait since the spring"
TIRED = "The people of the coast are tired of all these promises"
LINE = f"“{SHIPS},” said Maresa Tolvik in the evening.\n"
OTHER = f"“{TIRED},” said Joren Aalst on the radio.\n"
STORY = REST + LINE + OTHER


def told(text: str) -> Told:
    return Told(text, hear_quoted(text))


def revised(was: str, now: str) -> list[tuple[str, str, str | None]]:
    found = find_revisions(told(was), told(now))
    return [(r.how, r.old.text, r.new.text if r.new else None) for r in found]


@pytest.mark.parametrize(
    ("old", "new", "how", "to"),
    [
        ("40 ships", "50 ships", "words", SHIPS.replace("40", "50")),
        ("have lost", "have not lost", "words", SHIPS.replace("have", "have not")),
        (" since the spring", "", "words", SHIPS.replace(" since the spring", "")),
        ("the spring", "the spring, and we mourn them", "words", f"{SHIPS}, and we mourn them"),
        ("lost 40 ships in this strait", "seen 40 ships go down here", "words",
         "We have seen 40 ships go down here since the spring"),
        (LINE, "", "gone", None),
        (LINE, "Maresa Tolvik spoke in the evening.\n", "gone", None),
        ("Maresa Tolvik in", "Tomas Verrell in", "speaker", SHIPS),
    ],
)  # fmt: skip
def test_these_are_revisions(old: str, new: str, how: str, to: str | None) -> None:
    assert revised(STORY, STORY.replace(old, new)) == [(how, SHIPS, to)]


@pytest.mark.parametrize(
    "now",
    [
        STORY,
        STORY.replace(",” said", "”, said"),
        STORY.replace("40", "forty").replace("strait since", "strait — since"),
        f"{STORY}“Nothing will come of it,” said Tomas Verrell at night.\n",
        REST + OTHER + LINE,
        # A wall, another story, a page that was turned over.
        "Subscribe to read on.",
        "The harvest was good this year. " * 20,
        REST,
        "",
        # The words stand there; only whose they are is not heard.
        STORY.replace("said Maresa Tolvik in", "the minister let it be known in"),
        # Two of them change places: neither was touched.
        REST + OTHER + REST + LINE,
    ],
)
def test_these_are_not(now: str) -> None:
    assert revised(STORY, now) == []


def test_two_revisions_of_one_story_keep_its_order() -> None:
    now = STORY.replace("40", "50").replace("tired", "weary")
    assert [how for how, _, _ in revised(STORY, now)] == ["words", "words"]


def test_a_statement_answers_for_one_old_one_only() -> None:
    twice = STORY.replace(LINE, LINE + LINE.replace("40 ships", "60 ships"))
    found = revised(twice, STORY.replace("40", "50"))
    assert sorted(how for how, _, _ in found) == ["gone", "words"]


names = st.sampled_from(["Maresa Tolvik", "Joren Aalst", "Tomas Verrell"])
words = st.lists(
    st.sampled_from(
        ["we", "the", "ships", "will", "not", "sail", "40", "50", "to", "Ostrel", "tired", "spring"]
    ),
    min_size=4,
    max_size=12,
).map(" ".join)
lines = st.builds(lambda said, name: f"“{said},” said {name} there.\n", words, names)
stories = st.lists(lines | st.just(REST), min_size=1, max_size=5).map("".join)


@settings(deadline=None)
@given(stories)
def test_what_was_not_touched_was_not_revised(story: str) -> None:
    assert revised(story, story) == []


@settings(deadline=None)
@given(stories, stories)
def test_each_is_revised_once_and_no_new_words_count_twice(was: str, now: str) -> None:
    found = find_revisions(told(was), told(now))
    new = [(r.new.start, r.new.end) for r in found if r.new]
    assert len(new) == len(set(new))
    assert len(found) <= len(told(was).said)
    for revision in found:
        assert revision.new is None or revision.new in told(now).said


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(was: str, now: str) -> None:
    find_revisions(told(was), told(now))
