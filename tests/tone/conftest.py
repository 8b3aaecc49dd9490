"""The lexicon as it ships."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bot.tone.lexicon import Lexicon, read_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    text = files("bot.data").joinpath("lexicon.toml").read_text("utf-8")
    return read_lexicon(text, "lexicon.toml")
