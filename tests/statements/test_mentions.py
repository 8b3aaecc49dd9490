"""An article that names nobody tracked is known before grammar is asked."""

from __future__ import annotations

import pytest

from bot.statements.mentions import mentions
from bot.statements.official import Official
from tests.rehearsal.test_expected import register

NAMES = mentions(register().officials)


def official(name: str, *aliases: str) -> Official:
    return Official("x", name, "Norland", offices=(), aliases=aliases)


INVENTED = mentions([official("Jana Orlo"), official("Ólafur Brékk", "Bréck"), official("Kim Un")])


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Orlo said no.",
        "“No,” said Orlo, “never.”",
        "JANA ORLO: No.",
        "ORLO LEAVES HALLVIK",
        "Orlo’s aides were silent.",
        "Olafur Brekk spoke.",
        "Ólafur BRÉKK spoke.",
        "Bréck's day",
        "Kim Un came.",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert INVENTED(text)


@pytest.mark.parametrize(
    "text",
    ["", "Orloff said no.", "The foreign minister said no.", "Un came.", "the orlo river", "UNO"],
)
def test_others_are_nobody(text: str) -> None:
    assert not INVENTED(text)


def test_all_of_the_register_is_known() -> None:
    missed = [one.name for one in register().officials if not NAMES(f"{one.name} spoke.")]
    assert missed == []
