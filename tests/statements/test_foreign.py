"""Foreign news: twelve stories in as many manners, and who says what in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.articles.article import Article
from bot.statements.grammar import Grammar
from bot.statements.hear import hear
from bot.statements.register import Register
from bot.statements.statement import Statement
from tests.statements.foreign import FOREIGN, Said, Story

FRIDAY = datetime(2021, 12, 31, 12, tzinfo=UTC)
BY_NAME = [story.about for story in FOREIGN]
MUSTS = [(story, said) for story in FOREIGN for said in story.must]


@pytest.fixture(scope="module")
def heard(grammar: Grammar, register: Register) -> dict[str, list[Statement]]:
    return {
        story.about: hear(Article("", "", story.text, FRIDAY), grammar, register)
        for story in FOREIGN
    }


@pytest.mark.parametrize(
    ("story", "said"), MUSTS, ids=[f"{story.about}: {said.words}" for story, said in MUSTS]
)
def test_a_story_is_heard(story: Story, said: Said, heard: dict[str, list[Statement]]) -> None:
    found = [(s.speaker, s.kind) for s in heard[story.about] if said.words in s.text]
    assert (said.speaker, said.kind) in found


@pytest.mark.parametrize("story", FOREIGN, ids=BY_NAME)
def test_no_words_stand_under_a_wrong_name(story: Story, heard: dict[str, list[Statement]]) -> None:
    named = [statement for statement in heard[story.about] if statement.speaker is not None]
    for statement in named:
        right = {said.speaker for said in story.must if said.words in statement.text}
        assert statement.speaker in (right or {said.speaker for said in story.must})
        assert statement.speaker not in story.silent
        assert not any(words in statement.text for words in story.nobody)


@pytest.mark.parametrize("story", FOREIGN, ids=BY_NAME)
def test_every_expected_word_stands_in_its_story(story: Story) -> None:
    assert all(said.words in story.text for said in story.must)
    assert all(words in story.text for words in story.nobody)
    assert all(name in story.text for name in story.silent)
