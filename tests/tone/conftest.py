"""The lexicon and the scale as they ship."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bot.tone.lexicon import Lexicon, read_lexicon
from bot.tone.scale import Scale
from bot.wiring import parts


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    text = files("bot.data").joinpath("lexicon.toml").read_text("utf-8")
    return read_lexicon(text, "lexicon.toml")


@pytest.fixture(scope="session")
def scale() -> Scale:
    return parts.scale()
