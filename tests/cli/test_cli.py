"""The command line: what was typed -> an exit status, and at most one line of complaint."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import engine
from bot.alerts.alert import Alert
from bot.alerts.correction import Correction
from bot.cli.front import answer
from bot.errors import GiveUp
from bot.rehearsal.server import rehearsing
from bot.wiring.parts import Archive
from tests.newsstand import newsstand
from tests.rehearsal.asking import until
from tests.world import DESK, NOON, REGISTER, a_record

STORY = "“We are grateful to Kelmora,” Foreign Minister Maresa Tolvik said on Monday.\n"
NOT_OURS = re.compile(r"REDIS_URL|PORT|(BOT|SLACK)_.*")

FILES: dict[str, bytes] = {
    "story.txt": STORY.encode(),
    "story.html": f"<!doctype html><html><body><p>{STORY * 3}</p></body></html>".encode(),
    "hostile.txt": STORY.replace("Kelmora", "\\[/b] \x1b[31m\x07\x9b\u202eKelmora").encode(),
    "hostile.toml": b"[[source]]\nid = 'one'\nname = '\\[/b]'\nurl = 'https://one.example/feed'\n",
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.dat": bytes(range(256)),
    "latin.txt": "Sje sa ingenting på møtet i går.".encode("latin-1"),
    "large.txt": b"x" * 20_000_000,
    "hollow.html": b"<html><body><nav></nav></body></html>",
    "officials.toml": REGISTER.encode(),
    "sources.toml": b'[[source]]\nid = "one"\nname = "One"\nurl = "https://one.example/feed"\n',
    "broken.toml": b'[[source]]\nid = "one\n',
    "keyless.toml": b'[[source]]\nid = "one"\nurl = "https://one.example/feed"\n',
    "typo.toml": b'[[source]]\nid = "one"\nname = "One"\nurl = "https://one.example"\nevry = 9\n',
    "swift.toml": b'[[source]]\nid = "one"\nname = "One"\nurl = "https://one.example"\nevery = 1\n',
    "addressless.toml": b'[[source]]\nid = "one"\nname = "One"\nurl = "feed"\n',
    "undated.toml": b'[[official]]\nid = "a-b"\nname = "A B"\ngroup = "Torvania"\n'
    b'offices = [{ title = "president", since = "once" }]\n',
    "colourful.toml": b'[[official]]\nid = "a-b"\nname = "A B"\ngroup = "Torvania"\noffices = []\n'
    b'colour = "red"\n',
}


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Say = Callable[..., Said]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli")
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    (made / "folder").mkdir()
    return made


@pytest.fixture
def say(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a call in the folder of files, with settings of its own and nothing else set."""
    for name in filter(NOT_OURS.fullmatch, list(os.environ)):
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)

    def type_call(*arguments: str, stdin: bytes = b"", **settings: str) -> Said:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = answer(arguments)
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return type_call


Case = tuple[str, dict[str, Any], int, str]
"""What is typed, standard input and settings, the status, words of the one line."""

WRONG: list[Case] = [
    # What cannot be heard.
    ("hear empty.txt", {}, 1, "empty.txt is empty"),
    ("hear blank.txt", {}, 1, "blank.txt is empty"),
    ("hear binary.dat", {}, 1, "binary.dat is not text"),
    ("hear latin.txt", {}, 1, "not text in UTF-8 (byte 18)"),
    ("hear large.txt", {}, 1, "larger than 10 MB"),
    ("hear hollow.html", {}, 1, "no story found"),
    ("hear missing.txt", {}, 2, "missing.txt cannot be read: No such file"),
    ("hear folder", {}, 2, "folder cannot be read: Is a directory"),
    ("hear -", {"stdin": b""}, 1, "standard input is empty"),
    ("hear", {"stdin": b"\xff\xfe"}, 1, "standard input is not text"),
    ("hear http://127.0.0.1:1/story", {}, 1, "BOT_ALLOW_HOSTS=127.0.0.1:1"),
    ("hear http://", {}, 1, "cannot be fetched"),
    ("hear story.txt --date 31.12.2021", {}, 2, "a day is written YYYY-MM-DD"),
    ("hear story.txt --date 2021-02-30", {}, 2, "a day is written YYYY-MM-DD"),
    ("hear story.txt --date 0001-01-01", {}, 2, "nothing was published then"),
    ("hear --jsonl story.txt", {}, 2, "hear --jsonl < story.txt"),
    # Lines that are none.
    ("hear --jsonl", {"stdin": b"{\n"}, 1, "line 1 of the input is not JSON"),
    ("hear --jsonl", {"stdin": b"[" * 50_000}, 1, "line 1 of the input is not JSON"),
    ("hear --jsonl", {"stdin": b"\n[1]\n"}, 1, "line 2 of the input is not a JSON object"),
    ("hear --jsonl", {"stdin": b"\xff\xfe\n"}, 1, "line 1 of the input is not text in UTF-8"),
    ("hear --jsonl", {"stdin": b'{"text": "\\ud800"}'}, 1, "line 1 of the input is not text"),
    ("weigh --jsonl", {"stdin": b'{"id": "a"}'}, 1, "id a: 'text' is missing"),
    ("shifts --jsonl", {"stdin": b'{"id": "a", "text": "x"}'}, 1, "id a: 'date' is missing"),
    (
        "shifts --jsonl",
        {"stdin": b'{"id":"a","stream":"s","speaker":"b","text":"x","date":"soon"}'},
        1,
        "id a: 'date' is not a date",
    ),
    # Calls that mean nothing.
    ("officials", {}, 2, "Missing command"),
    ("nonsense", {}, 2, "No such command 'nonsense'"),
    ("her story.txt", {}, 2, "Did you mean 'hear'?"),
    ("hear --nonsense", {}, 2, "No such option: --nonsense"),
    ("officials find", {}, 2, "Missing argument 'name'"),
    ("weigh", {}, 2, "weigh what?"),
    ("weigh one two", {}, 2, "unexpected extra argument"),
    ("shifts", {}, 2, "shifts --jsonl < statements.jsonl"),
    ("work --queues slow", {}, 2, "there is no queue 'slow'; there are waiting and computing"),
    ("work --queues ,", {}, 2, "name a queue"),
    ("run --slack blue", {}, 2, "'blue' is not one of 'auto', 'local', 'real'"),
    ("run --slack real", {}, 2, "--slack real needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
    ("run --port 70000", {}, 2, "Invalid value for '--port'"),
    ("run --port http", {}, 2, "Invalid value for '--port'"),
    ("run --sources missing.toml", {}, 2, "missing.toml cannot be read"),
    ("run", {"BOT_DATA": "story.txt"}, 1, "story.txt cannot be used as a data folder"),
    # What a process of its own needs.
    ("clock", {}, 2, "REDIS_URL is not set"),
    ("work", {}, 2, "REDIS_URL is not set"),
    ("web", {}, 2, "REDIS_URL is not set"),
    ("web", {"REDIS_URL": "redis://127.0.0.1:1"}, 2, "SLACK_BOT_TOKEN is not set"),
    (
        "web",
        {"REDIS_URL": "redis://127.0.0.1:1", "SLACK_BOT_TOKEN": "xoxb-1"},
        2,
        "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)",
    ),
    ("clock", {"REDIS_URL": "localhost"}, 2, "REDIS_URL is not an address"),
    ("status", {"REDIS_URL": "redis://h:p/0"}, 2, "REDIS_URL is not an address"),
    ("clock --sources typo.toml", {"REDIS_URL": "redis://127.0.0.1:1"}, 1, "typo.toml:5: evry"),
    # Files of sources and officials, with line and key.
    ("sources list", {"BOT_SOURCES": "missing.toml"}, 2, "missing.toml cannot be read"),
    ("sources list", {"BOT_SOURCES": "binary.dat"}, 2, "binary.dat cannot be read"),
    ("sources list", {"BOT_SOURCES": "broken.toml"}, 1, "broken.toml:2: not valid TOML"),
    ("sources list", {"BOT_SOURCES": "keyless.toml"}, 1, "keyless.toml:1: name: missing"),
    ("sources list", {"BOT_SOURCES": "typo.toml"}, 1, "typo.toml:5: evry: unknown key"),
    ("sources list", {"BOT_SOURCES": "swift.toml"}, 1, "swift.toml:5: every: 1 is below"),
    ("sources list", {"BOT_SOURCES": "addressless.toml"}, 1, "addressless.toml:4: url: 'feed'"),
    ("officials list", {"BOT_OFFICIALS": "sources.toml"}, 1, "sources.toml:1: unknown table"),
    ("officials list", {"BOT_OFFICIALS": "undated.toml"}, 1, "undated.toml:5: offices"),
    ("officials list", {"BOT_OFFICIALS": "colourful.toml"}, 1, "colourful.toml:6: colour"),
    ("hear story.txt", {"BOT_OFFICIALS": "colourful.toml"}, 1, "colourful.toml:6: colour"),
    # Settings.
    ("status", {"BOT_DAAT": "x"}, 2, "unknown setting BOT_DAAT in the environment; did you mean"),
    ("status", {"PORT": "http"}, 2, "PORT = 'http' cannot be read"),
    ("status", {"BOT_CONFIDENCE": "2"}, 2, "BOT_CONFIDENCE = '2' cannot be read"),
    # A bot that does not run, and names that nobody has.
    ("status", {}, 1, "no bot answers on the data folder var; is it running?"),
    ("dead list", {}, 1, "is it running?"),
    ("dead retry --json", {}, 1, "is it running?"),
    ("sources check hrald", {"BOT_SOURCES": "sources.toml"}, 2, "there is no source 'hrald'"),
    ("sources check onee", {"BOT_SOURCES": "sources.toml"}, 2, "did you mean one?"),
    (
        "officials find Tolvick",
        {"BOT_OFFICIALS": "officials.toml"},
        1,
        "nobody in the register is called 'Tolvick'; did you mean Maresa Tolvik?",
    ),
    ("officials find Zzyzx", {}, 1, "nobody in the register is called 'Zzyzx'"),
]


@pytest.mark.parametrize(
    ("typed", "given", "status", "words"),
    WRONG,
    ids=[f"{typed or 'nothing'}: {words}" for typed, _, _, words in WRONG],
)
def test_what_is_wrong_is_told_in_one_line(
    say: Say, typed: str, given: dict[str, Any], status: int, words: str
) -> None:
    said = say(*typed.split(), **given)
    assert (said.status, said.out) == (status, "")
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.err.startswith("bot: ")


def test_an_article_is_heard_as_a_table(say: Say) -> None:
    said = say("hear", "story.txt", BOT_OFFICIALS="officials.toml")
    assert (said.status, said.err) == (0, "")
    assert "Maresa Tolvik" in said.out
    assert "conciliatory" in said.out


def test_what_an_article_holds_never_steers_the_terminal(say: Say) -> None:
    said = say("hear", "hostile.txt", BOT_OFFICIALS="officials.toml")
    assert (said.status, said.err) == (0, "")
    assert "[/b]" in said.out
    assert not any(character in said.out for character in "\x1b\x07\x9b\u202e")


def test_what_a_call_or_words_hold_never_steers_the_terminal(say: Say) -> None:
    assert "\x1b" not in say("hear", "\x1b[31m.txt").err
    assert "\x1b" not in say("weigh", "a barbaric\x1b attack").out


def test_what_is_listed_is_no_markup(say: Say) -> None:
    said = say("sources", "list", BOT_SOURCES="hostile.toml")
    assert (said.status, said.err) == (0, "")
    assert "\\[/b]" in said.out


@pytest.mark.parametrize("source", ["story.txt", "story.html", "-"])
def test_an_article_is_heard_as_json(say: Say, source: str) -> None:
    said = say(
        "hear", source, "--json", "--date", "2026-03-04",
        stdin=STORY.encode(), BOT_OFFICIALS="officials.toml",
    )  # fmt: skip
    assert (said.status, said.err) == (0, "")
    heard = json.loads(said.out)
    first = heard["statements"][0]
    assert heard["text"][first["start"] : first["end"]] == first["text"]
    assert (first["official"], first["group"]) == ("maresa-tolvik", "Torvania")
    assert first["said"] == "2026-03-02"
    assert first["targets"] == ["Kelmora"]
    assert {"tone", "label", "confidence", "because"} <= set(first["tone"])


def test_a_text_without_a_word_of_anybody_says_so(say: Say) -> None:
    said = say("hear", "-", stdin=b"It rained all day.")
    assert (said.status, said.out) == (0, "Nobody is reported to have said anything.\n")


def test_lines_are_heard_until_one_is_bad(say: Say) -> None:
    good = json.dumps({"id": 7, "text": STORY, "date": "2026-03-02T09:00:00Z"})
    said = say(
        "hear", "--jsonl",
        stdin=f"{good}\n\n{{bad\n{good}\n".encode(), BOT_OFFICIALS="officials.toml",
    )  # fmt: skip
    assert said.status == 1
    assert "line 3 of the input is not JSON" in said.err
    (line,) = said.lines
    assert line["id"] == 7
    assert line["seconds"] > 0
    assert [s["speaker"] for s in line["statements"]] == ["Maresa Tolvik"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({}, "'text' is missing"),
        ({"text": 5}, "'text' is missing"),
        ({"html": "<p>"}, "the page: no story"),
        ({"html": "<div>" * 10_000}, "the page: no story"),
        ({"text": "x", "date": "soon"}, "date soon: a day is written YYYY-MM-DD"),
        ({"text": "x", "date": 5}, "date 5: a day is written YYYY-MM-DD"),
    ],
)
def test_a_line_that_cannot_be_heard_spoils_no_other(
    say: Say, bad: dict[str, Any], words: str
) -> None:
    lines = [{"id": 1, "text": STORY}, {"id": "two"} | bad, {"id": 3, "text": STORY}]
    said = say("hear", "--jsonl", stdin="\n".join(map(json.dumps, lines)).encode())
    assert (said.status, said.err) == (1, "bot: 1 of 3 could not be heard\n")
    assert [line["id"] for line in said.lines] == [1, "two", 3]
    assert ["error" in line for line in said.lines] == [False, True, False]
    assert words in said.lines[1]["error"]
    assert said.lines[1]["statements"] == []


def test_a_date_in_a_line_is_the_day_it_was_said(say: Say) -> None:
    line = {"id": 1, "text": STORY.replace("on Monday", "today"), "date": "2026-03-02"}
    said = say("hear", "--jsonl", stdin=json.dumps(line).encode())
    assert said.lines[0]["statements"][0]["said"] == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We are satisfied with a constructive dialogue", "conciliatory"),
        ("They will pay for this barbaric attack", "hostile"),
        ("The meeting is on Tuesday", "neutral"),
    ],
)
def test_the_tone_of_words_is_told_with_its_reasons(say: Say, text: str, label: str) -> None:
    said = say("weigh", text)
    assert said.status == 0
    assert said.out.startswith(label)
    assert (len(said.out.splitlines()) > 1) is (label != "neutral")


def test_the_tone_of_lines_points_at_the_words(say: Say) -> None:
    text = "We thank our neighbour for a constructive dialogue"
    said = say("weigh", "--jsonl", stdin=json.dumps({"id": [1], "text": text}).encode())
    (line,) = said.lines
    assert line["id"] == [1], "an id comes back as it was given"
    assert -1 <= line["tone"] <= 1
    for reason in line["because"]:
        assert text[reason["start"] : reason["end"]] == reason["words"]


@pytest.mark.parametrize(("first", "second"), [("a", "b"), (1, 2), (1, "b")])
def test_shifts_are_told_by_the_ids_that_were_given(say: Say, first: Any, second: Any) -> None:
    common = {"stream": 7, "target": "Kelmora", "date": "2026-03-02"}
    thanks = {"id": first, "speaker": "Aalst", "text": "We thank them for constructive dialogue"}
    threat = {"id": second, "speaker": "Tolvik", "text": "They will pay for this barbaric attack"}
    lines = "\n".join(json.dumps(common | line) for line in (thanks, threat))
    (shift,) = say("shifts", "--jsonl", stdin=lines.encode()).lines
    assert (shift["stream"], shift["at"], shift["direction"]) == (7, second, "harder")
    assert (shift["before"], shift["after"]) == ([first], [second])


@pytest.mark.parametrize("command", ["hear", "weigh", "shifts"])
def test_nothing_in_is_nothing_out(say: Say, command: str) -> None:
    assert say(command, "--jsonl", stdin=b"\n") == Said(0, "", "")


def test_officials_are_found_by_any_name(say: Say) -> None:
    said = say("officials", "find", "tolvik", "--json", BOT_OFFICIALS="officials.toml")
    assert [found["name"] for found in json.loads(said.out)] == ["Maresa Tolvik"]


def test_sources_of_ours_stand_beside_the_built_in_ones(say: Say) -> None:
    listed = json.loads(say("sources", "list", "--json", BOT_SOURCES="sources.toml").out)
    assert len(listed) > 40
    assert listed[-1]["id"] == "one"


def test_sources_are_checked_one_by_one(say: Say, tmp_path: Path) -> None:
    with newsstand({"ferry": ["It sails."]}) as stand:
        own = tmp_path / "own.toml"
        address = '[[source]]\nid = "{0}"\nname = "{0}"\nurl = "http://{1}/{2}"\n'
        own.write_text(
            address.format("good", stand.host, "feed")
            + address.format("page", stand.host, "ferry")
            + address.format("gone", stand.host, "nothing")
        )
        allowed = {"BOT_SOURCES": str(own), "BOT_ALLOW_HOSTS": stand.host}
        good = say("sources", "check", "good", "--json", **allowed)
        rest = say("sources", "check", "page", "gone", "good", "--json", **allowed)
    assert (good.status, good.err) == (0, "")
    assert json.loads(good.out) == [{"id": "good", "entries": 1, "problem": ""}]
    assert (rest.status, rest.err) == (1, "bot: 2 of 3 cannot be read\n")
    problems = {row["id"]: row["problem"] for row in json.loads(rest.out)}
    assert "404 Not Found" in problems["gone"]
    assert problems["page"]
    assert not problems["good"]


def test_corrections_are_labelled_data(say: Say, archive: Archive, redis_url: str) -> None:
    record = a_record("We are grateful.")
    archive.records.keep(record)
    made = Correction(record.id, "tone", "neutral", "conciliatory", "U1", DESK, NOON)
    lost = replace(made, record="gone", at=NOON + timedelta(hours=1))
    for correction in (lost, made):
        archive.corrections.keep(correction)
    lines = [json.loads(line) for line in say("corrections", REDIS_URL=redis_url).out.splitlines()]
    assert [line["text"] for line in lines] == ["We are grateful.", None]
    told = {key: lines[0][key] for key in ("what", "was", "right", "by", "team")}
    assert list(told.values()) == ["tone", "neutral", "conciliatory", "U1", "T1"]


def test_status_tells_what_waits(say: Say, archive: Archive, redis_url: str) -> None:
    archive.later.poll("herald")
    said = say("status", "--json", REDIS_URL=redis_url)
    assert said.status == 0
    told = json.loads(said.out)
    assert told["queues"] == dict.fromkeys(engine.LINES, 0) | {"waiting": 1}
    assert (told["outbox"], told["dead letters"]) == (0, 0)
    assert "waiting: 1" in say("status").out


def test_dead_letters_are_listed_and_put_back(say: Say, archive: Archive, redis_url: str) -> None:
    assert say("dead", "list", REDIS_URL=redis_url).out == "none\n"
    assert json.loads(say("dead", "list", "--json").out) == []
    assert say("dead", "retry").out == "0 put back into the queue\n"
    assert say("dead", "drop").status == 2
    assert "0 of 1 were there" in say("dead", "retry", "nobody").err
    alert = Alert(DESK, "statement", "r1")
    archive.outbox.put(alert)
    archive.outbox.park(alert, "Slack refused the message")
    (row,) = json.loads(say("dead", "list", "--json").out)
    assert (row["job"], row["reason"]) == ("alert", "Slack refused the message")
    assert say("dead", "drop", row["id"]).out == "1 dropped\n"
    assert say("dead", "list").out == "none\n"
    assert engine.depth(archive.broker) == dict.fromkeys(engine.LINES, 0)


def test_a_doctor_finds_what_is_wrong_and_says_so(say: Say, tmp_path: Path) -> None:
    said = say("doctor", "--json", BOT_DATA=str(tmp_path), BOT_OFFICIALS="colourful.toml")
    assert said.status == 1
    assert said.err == "bot: something is wrong; see the remedies above\n"
    remedies = [finding["remedy"] for finding in json.loads(said.out) if not finding["well"]]
    assert any("colourful.toml:6" in remedy for remedy in remedies)


def test_a_doctor_of_a_healthy_house_is_content(
    say: Say, archive: Archive, redis_url: str, tmp_path: Path
) -> None:
    said = say("doctor", REDIS_URL=redis_url, BOT_DATA=str(tmp_path))
    assert (said.status, said.err) == (0, "")


def test_a_doctor_finds_what_was_put_aside_and_why(
    say: Say, archive: Archive, redis_url: str, tmp_path: Path
) -> None:
    for about in ("one", "two"):
        archive.outbox.park(Alert(DESK, "statement", about), "Slack refused the message")
    archive.outbox.park(Alert(DESK, "statement", "three"), "another reason")
    give_up(archive, "the page is gone")
    said = say("doctor", "--json", REDIS_URL=redis_url, BOT_DATA=str(tmp_path))
    assert said.status == 1
    remedies = {found["what"]: found["remedy"] for found in json.loads(said.out)}
    assert "mostly: Slack refused the message" in remedies["3 parked alerts"]
    assert "the page is gone" in remedies["1 dead letters"]
    assert "the page is gone" in say("dead", "list", "--json").out


def give_up(archive: Archive, reason: str) -> None:
    """Leaves a dead letter."""

    def listen(_article: str) -> None:
        raise GiveUp(reason)

    archive.later.listen("a1")
    worker = engine.workers(
        archive.broker, {"listen": listen, "revise": listen}, archive.later, engine.COMPUTING
    )
    try:
        assert until(lambda: reason in str(engine.dead_letters(archive.notes)))
    finally:
        worker.stop()


@pytest.mark.parametrize(
    ("settings", "what", "remedy"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, "Slack", "set SLACK_BOT_TOKEN beside"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "Slack over nothing", "set SLACK_APP_TOKEN"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
            "SLACK_BOT_TOKEN",
            "Slack says invalid_auth",
        ),
    ],
)
def test_a_doctor_finds_what_slack_lacks(
    say: Say, tmp_path: Path, settings: dict[str, str], what: str, remedy: str
) -> None:
    with rehearsing() as slack:
        said = say(
            "doctor", "--json", BOT_DATA=str(tmp_path), SLACK_API_URL=slack.api_url, **settings
        )  # fmt: skip
    assert said.status == 1
    remedies = {f["what"]: f["remedy"] for f in json.loads(said.out) if not f["well"]}
    assert remedy in remedies[what]


def test_an_address_of_slack_that_is_none_is_a_finding(
    say: Say, archive: Archive, redis_url: str, tmp_path: Path
) -> None:
    said = say(
        "doctor", REDIS_URL=redis_url, BOT_DATA=str(tmp_path),
        SLACK_BOT_TOKEN="xoxb-hush", SLACK_API_URL="nonsense",
    )  # fmt: skip
    assert said.status == 1
    assert "hush" not in said.out + said.err


@pytest.mark.parametrize(
    "written", [b"\xff\xfe", b"PORT = [1]\n", b"PORTT = 1\n", b"SLACK_BOT_TOKEN = 'xoxb-hush\n"]
)
def test_a_settings_file_that_cannot_be_read_is_named(
    say: Say, written: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot.toml").write_bytes(written)
    monkeypatch.chdir(tmp_path)
    said = say("officials", "list")
    assert said.status == 2
    assert "bot.toml" in said.err
    assert "hush" not in said.err
    assert said.err.count("\n") == 1


def test_a_password_of_redis_is_never_shown(say: Say) -> None:
    said = say("status", REDIS_URL="redis://:hush@127.0.0.1:port")
    assert said.status == 2
    assert "hush" not in said.err


def test_a_token_that_slack_refuses_is_named(say: Say, redis_url: str) -> None:
    with rehearsing() as slack:
        said = say(
            "web", REDIS_URL=redis_url, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-hush",
            SLACK_API_URL=slack.api_url,
        )  # fmt: skip
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "Slack refuses SLACK_APP_TOKEN (invalid_auth)" in said.err
    assert "hush" not in said.err


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/api/", "nonsense"])
def test_a_slack_that_cannot_be_reached_is_named(say: Say, redis_url: str, address: str) -> None:
    said = say(
        "web", REDIS_URL=redis_url, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1",
        SLACK_API_URL=address,
    )  # fmt: skip
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert f"Slack cannot be reached at {address}" in said.err


def test_a_port_that_is_taken_is_named(say: Say, redis_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = say(
            "web", "--port", port, REDIS_URL=redis_url,
            SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="hush",
        )  # fmt: skip
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert f"port {port} cannot be had (Address already in use)" in said.err


def test_one_line_is_all_that_a_page_without_a_story_makes_of_itself(folder: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bot", "hear", str(folder / "hollow.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "bot: the page: no story found in it\n"


def test_help_is_for_everybody(say: Say) -> None:
    said = say("--help")
    assert said.status == 0
    for command in ("run", "hear", "weigh", "shifts", "sources", "officials", "status", "doctor"):
        assert command in said.out
