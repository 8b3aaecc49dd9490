"""Lines: one a happening, one id from entry to card, nothing secret, hostile text escaped."""

from __future__ import annotations

import json
import logging
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.lines import Lines, Style, fields_of, write_line
from bot.happenings import GivenUp, Happening, Heard, Notified, Parked, Posted, Read
from bot.settings import Settings
from bot.sources.story import story_of
from bot.wiring.watching import secrets_of
from tests.adapters.test_meters import ALERT, ENTRY, EVERYTHING, RECORD

STYLES: tuple[Style, ...] = ("plain", "json")


def logged(message: str, style: Style = "json", secrets: tuple[str, ...] = (), **also: Any) -> str:
    record = logging.makeLogRecord({"name": "x", "levelname": "WARNING", "msg": message, **also})
    return Lines(style, secrets).format(record)


def line_of(happening: Happening, style: Style = "json", secrets: tuple[str, ...] = ()) -> str:
    fields = fields_of(happening)
    return logged(type(happening).__name__.lower(), style, secrets, happened=fields)


@pytest.mark.parametrize("style", STYLES)
def test_one_id_goes_from_the_entry_to_the_card(style: Style) -> None:
    chain: list[Happening] = [
        Read(ENTRY, "a1", stub=False),
        Heard("a1", RECORD.url, (RECORD,)),
        Notified(ALERT, RECORD),
        Posted(ALERT, "1.0", (RECORD,)),
    ]
    lines = [line_of(happening, style) for happening in chain]
    assert all(story_of(ENTRY.url) in line for line in lines)
    assert all(RECORD.id in line for line in lines[1:])
    assert all(ALERT.id in line for line in lines[2:])


def test_a_card_of_several_stories_names_each() -> None:
    other = replace(RECORD, id="2", url="https://courier.example/2")
    told = json.loads(line_of(Posted(ALERT, "1.0", (RECORD, other))))
    assert told["stories"] == [story_of(RECORD.url), story_of(other.url)]


@pytest.mark.parametrize("happening", EVERYTHING, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("style", STYLES)
def test_every_happening_is_one_line(
    happening: Happening, style: Style, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot.happened"):
        write_line(happening)
    (record,) = caplog.records
    line = Lines(style, ()).format(record)
    assert len(line.splitlines()) == 1
    name = "given up" if isinstance(happening, GivenUp) else type(happening).__name__.lower()
    assert name in line


@given(st.text(), st.sampled_from(STYLES))
def test_hostile_text_stays_within_its_line_and_its_value(text: str, style: Style) -> None:
    line = line_of(Parked(ALERT, text), style)
    assert line.isascii()
    assert line.isprintable()
    if style == "json":
        assert json.loads(line)["reason"] == text


def test_a_value_cannot_pretend_to_be_another() -> None:
    line = line_of(Parked(ALERT, 'no alert=forged "x'), "plain")
    assert line.endswith(r'reason="no alert=forged \"x"')


@pytest.mark.parametrize("style", STYLES)
def test_a_trace_is_one_line(style: Style) -> None:
    error = ValueError("first\nsecond")
    line = logged("it failed", style, exc_info=(type(error), error, None))
    assert "ValueError" in line
    assert len(line.splitlines()) == 1


def _with_secrets() -> tuple[Settings, list[str]]:
    """Each setting that is kept from being shown, with a value of its own."""
    names = [spec.name for spec in fields(Settings) if not spec.repr]
    values = {name: f"hush{number}-{name}" for number, name in enumerate(names)}
    values["redis_url"] = "redis+sentinel://bot:hush-in%2Furl@a,b/desk/0?sentinel_password=hush-too"
    told = [*values.values(), "hush-in%2Furl", "hush-in/url", "hush-too"]
    given = {name: (value,) if name == "token_keys" else value for name, value in values.items()}
    return Settings(**given), told  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
def test_no_secret_of_the_settings_gets_into_a_line(style: Style) -> None:
    chosen, secrets = _with_secrets()
    assert len(secrets) >= 8
    hidden = tuple(secrets_of(chosen))
    for secret in secrets:
        for line in (
            line_of(Parked(ALERT, f"refused {secret}!"), style, hidden),
            logged(f"cannot reach {secret}", style, hidden),
            line_of(Read(ENTRY, secret, stub=False), style, hidden),
        ):
            assert secret not in line
            assert "***" in line


@pytest.mark.parametrize("token", ["xoxb-1-2-abc", "xapp-1-A-2-b", "xoxe.xoxb-1-abc", "xoxe-1-b"])
def test_a_token_of_somebody_elses_workspace_is_hidden_too(token: str) -> None:
    assert "abc" not in logged(f"token {token} expired")
    assert "***" in logged(f"token {token} expired")


def test_an_address_that_is_none_is_still_hidden() -> None:
    assert secrets_of(Settings(redis_url="redis://[hush")) == {"redis://[hush"}


def test_the_settings_show_no_secret() -> None:
    chosen, secrets = _with_secrets()
    assert not [secret for secret in secrets if secret in repr(chosen)]
