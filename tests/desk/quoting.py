"""An ear that hears “words”, said Full Name, and nothing else."""

from __future__ import annotations

import re

from bot.articles.article import Article
from bot.statements.statement import Statement
from tests.world import a_statement

_QUOTED = re.compile(r"“([^“”]+?),?”,? said (\w+ \w+)")


def hear_quoted(text: str) -> list[Statement]:
    return [
        a_statement(found[1], found[2], start=found.start(1), end=found.end(1))
        for found in _QUOTED.finditer(text)
    ]


def hear(article: Article) -> list[Statement]:
    return hear_quoted(article.text)
