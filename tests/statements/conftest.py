"""What every test of the ear needs: the grammar, once, and a register of invented officials."""

from __future__ import annotations

import pytest

from bot.statements.grammar import Grammar, open_grammar
from bot.statements.register import Register, read_register
from bot.statements.tagger import Tagger
from bot.wiring import parts

INVENTED = """
[[side]]
name = "Norland"
words = ["Norlandish", "Norlanders", "Hallvik", "the Winter Palace"]

[[side]]
name = "Sudmark"
words = ["Sudmarkian", "Sudmarkians", "Port Elsa"]

[[side]]
name = "Coastal League"
words = ["the League"]
kind = "body"

[[official]]
id = "jana-orlo"
name = "Jana Orlo"
group = "Norland"
pronoun = "she"
aliases = ["Orlo", "Yana Orlo"]
offices = [{ title = "foreign minister", since = 2015-01-01 }]

[[official]]
id = "pavel-dresk"
name = "Pavel Dresk"
group = "Norland"
pronoun = "he"
aliases = ["Dresk"]
offices = [
    { title = "president", since = 2012-01-01, until = 2018-01-01 },
]

[[official]]
id = "tomas-veld"
name = "Tomas Veld"
group = "Norland"
pronoun = "he"
aliases = ["Veld"]
offices = [{ title = "president", since = 2018-01-01 }]

[[official]]
id = "mira-castan"
name = "Mira Castan"
group = "Sudmark"
pronoun = "she"
aliases = ["Castan"]
offices = [{ title = "prime minister", since = 2016-01-01 }]

[[official]]
id = "henrik-sol"
name = "Henrik Sol"
group = "Coastal League"
pronoun = "he"
ambiguous = ["Sol"]
offices = [{ title = "secretary general", since = 2016-01-01 }]
"""


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return open_grammar()


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return parts.tagging()


@pytest.fixture(scope="session")
def register() -> Register:
    return read_register([("invented.toml", INVENTED)])
