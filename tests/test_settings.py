"""Settings: the environment wins over bot.toml, unknown keys are named, secrets stay secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadCall
from bot.settings import Settings, read_settings


def test_without_anything_the_defaults_stand() -> None:
    assert read_settings({}) == Settings()


def test_the_environment_wins_over_the_file() -> None:
    settings = read_settings({"PORT": "4000"}, 'PORT = 5000\nBOT_DATA = "elsewhere"')
    assert (settings.port, settings.data) == (4000, Path("elsewhere"))


def test_hosts_are_a_list_with_commas() -> None:
    settings = read_settings({"BOT_ALLOW_HOSTS": "127.0.0.1:3000, Intranet.example"})
    assert settings.allow_hosts == ("127.0.0.1:3000", "intranet.example")


@pytest.mark.parametrize(
    ("environ", "toml", "complaint"),
    [
        ({"BOT_SORCES": "x"}, None, "unknown setting BOT_SORCES in the environment; did you mean"),
        ({}, "redis = 1", "unknown setting redis in bot.toml"),
        ({}, "PORT = [1]", "PORT in bot.toml: one value is expected"),
        ({}, "PORT = ", "bot.toml is not valid TOML"),
        ({"PORT": "many"}, None, "PORT = 'many' cannot be read"),
        ({"PORT": "70000"}, None, "PORT = '70000' cannot be read: a port lies between 1 and 65535"),
        ({"BOT_POLL_SECONDS": "0"}, None, "BOT_POLL_SECONDS = '0' cannot be read"),
        ({"BOT_CONFIDENCE": "90"}, None, "BOT_CONFIDENCE = '90' cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(environ: dict[str, str], toml: str | None, complaint: str) -> None:
    with pytest.raises(BadCall) as caught:
        read_settings(environ, toml)
    assert str(caught.value).startswith(complaint)


def test_a_secret_never_shows_in_a_repr() -> None:
    secrets = {
        "REDIS_URL": "redis://:hush-1@db",
        "SLACK_BOT_TOKEN": "hush-2",
        "SLACK_APP_TOKEN": "hush-3",
        "SLACK_SIGNING_SECRET": "hush-4",
        "SLACK_CLIENT_SECRET": "hush-5",
    }
    assert "hush" not in repr(read_settings(secrets))
