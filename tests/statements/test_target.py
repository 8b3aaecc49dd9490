"""Whom words are about: sides by any of their names, officials in full."""

from __future__ import annotations

import pytest

from bot.statements.register import Register
from bot.statements.target import targets_of


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("Sudmark must answer", ("Sudmark",)),
        ("the Sudmarkian fleet must leave", ("Sudmark",)),
        ("Port Elsa must answer", ("Sudmark",)),
        ("Sudmark’s fleet and the Coastal League", ("Sudmark", "Coastal League")),
        ("Norland and Sudmark must talk", ("Sudmark",)),
        ("Norland keeps its word", ("Norland",)),
        ("Mira Castan has lied", ("Mira Castan",)),
        ("Ms. Castan has lied", ("Mira Castan",)),
        ("Sudmark, again Sudmark", ("Sudmark",)),
        ("nobody is to blame", ()),
        ("Jana Orlo speaks for herself", ()),
        ("", ()),
    ],
)
def test_whom_words_of_jana_orlo_are_about(
    words: str, targets: tuple[str, ...], register: Register
) -> None:
    assert targets_of(words, register, "Jana Orlo", "Norland") == targets
