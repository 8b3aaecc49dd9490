"""What a platform, a container, a unit and the docs start is there to be started."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer.main

from bot.cli.front import app
from bot.errors import BotError
from bot.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent
COMMAND = typer.main.get_command(app)
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SECRETS = [spec.metadata["name"] for spec in fields(Settings) if not spec.repr]


def understood(words: list[str]) -> None:
    """Reads the words as the command line would, without doing anything. Raises for nonsense."""
    command: Any = COMMAND
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        name = words.pop(0)
        assert name in command.commands, f"there is no command {name}"
        command = command.commands[name]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


def typed(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if found := re.search(r"(?:python|bin/python) -m bot ([^|#]*)", line):
            yield shlex.split(re.sub(r"\[[^]]*\]|\.\.\..*|`.*", "", found[1]))


def test_the_procfile_starts_what_there_is() -> None:
    lines = (ROOT / "Procfile").read_text().splitlines()
    kinds = {line.partition(":")[0] for line in lines}
    assert kinds == {"release", "web", "clock", "worker"}
    for words in typed("\n".join(lines)):
        understood(words)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_what_the_docs_type_is_understood(page: Path) -> None:
    blocks = "\n".join(line for line in page.read_text().splitlines() if line.startswith("    "))
    for words in typed(blocks):
        understood(words)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_what_the_docs_make_and_test_and_name_is_there(page: Path) -> None:
    written = page.read_text()
    targets = re.findall(r"^    make ([a-z]+)", written, re.MULTILINE)
    assert set(targets) <= set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    )
    tried = " ".join(re.findall(r"-m pytest ([^\n`]*)", written)).split()
    named = re.findall(r"`((?:bot|tests|docs|handlers)/[\w/.]+)`", written)
    assert [path for path in [*tried, *named] if not (ROOT / path).exists()] == []


def test_a_command_that_there_is_not_is_noticed() -> None:
    for line in ("python -m bot wbe", "python -m bot installs rekye", "python -m bot web --prt 1"):
        (words,) = typed(line)
        with pytest.raises(AssertionError):
            understood(words)


def test_compose_starts_what_there_is() -> None:
    written = (ROOT / "compose.yaml").read_text()
    started = [json.loads(found) for found in re.findall(r"command: (\[.*\])", written)]
    assert ["web"] in started
    for words in started:
        understood(list(words))


def test_the_image_is_nobodys_root_and_says_how_it_is() -> None:
    written = (ROOT / "Dockerfile").read_text()
    last = written[written.rindex("\nFROM") :]
    assert "\nUSER verbatim" in last
    assert "\nHEALTHCHECK" in last
    assert last.index("USER verbatim") < last.index("ENTRYPOINT")


def test_the_unit_starts_what_there_is_and_waits_long_enough() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "verbatim.service")
    (words,) = typed(unit["Service"]["ExecStart"])
    understood(words)
    assert int(unit["Service"]["TimeoutStopSec"]) > 5
    assert unit["Service"]["User"] == "verbatim"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_in_no_repr_and_no_error(name: str) -> None:
    chosen = read_settings({name: "hush-hush"})
    assert "hush-hush" not in f"{chosen!r} {chosen}"
    with pytest.raises(BotError) as caught:
        read_settings({name: "hush-hush", "PORT": "none"})
    assert "hush-hush" not in str(caught.value)
    with pytest.raises(BotError) as caught:
        read_settings({}, f'{name} = "hush-hush"\nPORT = []')
    assert "hush-hush" not in str(caught.value)


def test_what_is_called_a_secret_is_one() -> None:
    named = {name for spec in fields(Settings) if (name := spec.metadata["name"])}
    suspicious = {name for name in named if re.search("TOKEN|SECRET|REDIS_URL|KEY", name)}
    assert suspicious == set(SECRETS)


def test_each_line_that_the_docs_explain_is_one_that_the_bot_says() -> None:
    said = " ".join(path.read_text() for path in sorted((ROOT / "bot").rglob("*.py")))
    joined = re.sub(r'"\s*\n\s*f?"', "", said)
    explained = re.findall(r"^\*\*(.+?)\*\*", (ROOT / "docs/errors.md").read_text(), re.MULTILINE)
    assert len(explained) > 15
    for line in explained:
        longest = max(re.split(r"\.\.\.|\b[NXT]\b", line), key=len).strip()
        assert longest in joined, line
