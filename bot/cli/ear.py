"""hear, weigh, shifts: the bot's ear on a file, a page or standard input."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.alerts.cards import TONES
from bot.articles.article import EARLIEST_YEAR, Article
from bot.articles.page import read_page
from bot.cli.terminal import plain, print_table, shown
from bot.errors import BadCall, BadInput, BotError
from bot.statements.statement import Statement
from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.manner import Manners
from bot.timeline.shift import Watch
from bot.timeline.timeline import Point
from bot.tone.tone import Tone
from bot.wiring import parts

MAX_TEXT = 10 * 1024 * 1024
"""Bytes; a long book has a tenth of it."""

_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")]


def add_to(app: typer.Typer) -> None:
    for command in (hear, weigh, shifts):
        app.command()(command)


def hear(
    source: Annotated[str, typer.Argument(metavar="[FILE|URL|-]", help="Text or HTML.")] = "-",
    as_json: AsJson = False,
    as_lines: AsLines = False,
    on: Annotated[
        str, typer.Option("--date", metavar="YYYY-MM-DD", help="When it was published.")
    ] = "",
) -> None:
    """Who says what in an article."""
    day = _day(on)
    if as_lines:
        if source != "-":
            raise BadCall(f"hear --jsonl reads standard input: hear --jsonl < {source}")
        _hear_lines(day)
        return
    article = _dated(_article_at(source), day)
    statements = _ear()(article)
    if as_json:
        heard = {"text": article.text, "statements": [_as_json(s) for s in statements]}
        typer.echo(json.dumps(heard, ensure_ascii=False, indent=2))
    else:
        _show(statements)


def _ear() -> Callable[[Article], list[Statement]]:
    chosen = parts.settings()
    return parts.hearing(chosen, parts.register_of(chosen))


def weigh(
    text: Annotated[str, typer.Argument(help="The words to weigh.")] = "",
    as_lines: AsLines = False,
) -> None:
    """The tone of a statement, and the words that led to it."""
    scale = parts.weighing()
    if as_lines:
        for line in _lines():
            with _named(line):
                tone = scale(_text(line))
            _print_line({"id": line.get("id")} | asdict(tone))
    elif text.strip():
        _show_tone(text, scale(text))
    else:
        raise BadCall('weigh what? Try: weigh "We are satisfied with the talks"')


def shifts(
    as_lines: AsLines = False,
    sensitivity: Annotated[
        str, typer.Option(metavar="fewer|balanced|more", help="How readily to alert.")
    ] = "balanced",
) -> None:
    """Where the tone turns, in statements that come in the order they were said."""
    if not as_lines:
        raise BadCall("shifts reads statements as JSON Lines: shifts --jsonl < statements.jsonl")
    watch, scale, manners = Watch(_sensitivity(sensitivity)), parts.weighing(), Manners()
    for line in _lines():
        with _named(line):
            point = _point(line, scale(_text(line)), manners)
        for shift in watch.hear(point):
            _print_line(
                {
                    "stream": json.loads(point.group),
                    "at": json.loads(point.id),
                    "direction": shift.direction,
                    "confidence": shift.confidence,
                    "before": [json.loads(id) for id in shift.before],
                    "after": [json.loads(id) for id in shift.after],
                }
            )


def _sensitivity(written: str) -> Sensitivity:
    for known in BARS:
        if written == known:
            return known
    raise BadCall(f"sensitivity {written}: choose {', '.join(BARS)}")


def _point(line: dict[str, Any], tone: Tone, manners: Manners) -> Point:
    """Ids and streams as JSON, since they may be numbers and have to be told as they came."""
    try:
        at = datetime.fromisoformat(str(line["date"]))
        return Point(
            id=json.dumps(line["id"]),
            at=at.replace(tzinfo=at.tzinfo or UTC),
            official=str(line["speaker"]),
            group=json.dumps(line["stream"]),
            targets=(str(line["target"]),) if line.get("target") else (),
            tone=tone.tone,
            label=tone.label,
            confidence=tone.confidence,
            spoken=manners.is_spoken(str(line["stream"]), _text(line)),
        )
    except KeyError as error:
        raise BadInput(f"{error} is missing") from error
    except ValueError as error:
        raise BadInput(f"'date' is not a date: {error}") from error


def _article_at(source: str) -> Article:
    if source.startswith(("http://", "https://")):
        return _from_web(source)
    return _from_bytes(_read(source), "standard input" if source == "-" else source)


def _from_web(url: str) -> Article:
    fetched = parts.web_of(parts.settings()).fetch(url)
    if fetched is None:
        raise BadInput(f"{url} sent nothing")
    return read_page(fetched.body, fetched.url)


def _read(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read(MAX_TEXT + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MAX_TEXT + 1)
    except OSError as error:
        raise BadCall(f"{source} cannot be read: {error.strerror}") from error


def _from_bytes(body: bytes, name: str) -> Article:
    if len(body) > MAX_TEXT:
        raise BadInput(f"{name} is larger than {MAX_TEXT // 1024 // 1024} MB; give one article")
    if not body.strip():
        raise BadInput(f"{name} is empty; give the text or the HTML of an article")
    if b"\x00" in body:
        raise BadInput(f"{name} is not text; give the text or the HTML of an article")
    if _is_html(body):
        return read_page(body, "")
    try:
        return Article(url="", title="", text=body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not text in UTF-8 (byte {error.start})") from error


def _is_html(body: bytes) -> bool:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    return start.startswith(b"<") and any(tag in start for tag in _TAGS)


def _day(written: str) -> date | None:
    """Raises BadCall."""
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise BadCall(f"date {written}: a day is written YYYY-MM-DD") from error
    if day.year < EARLIEST_YEAR:
        raise BadCall(f"date {written}: nothing was published then")
    return day


def _dated(article: Article, day: date | None) -> Article:
    if day is None:
        return article
    return replace(article, published=datetime.combine(day, clock(12), UTC))


def _hear_lines(day: date | None) -> None:
    """A line that cannot be heard is told in its place; its neighbours are heard all the same."""
    ear = _ear()
    told = [_tell_heard(line, day, ear) for line in _lines()]
    if not all(told):
        raise BotError(f"{told.count(False)} of {len(told)} could not be heard")


def _tell_heard(
    line: dict[str, Any], day: date | None, ear: Callable[[Article], list[Statement]]
) -> bool:
    started = time.perf_counter()
    try:
        statements = ear(_article_of(line, day))
    except (BadCall, BadInput) as error:
        _print_line({"id": line.get("id"), "error": str(error), "statements": []})
        return False
    _print_line(
        {
            "id": line.get("id"),
            "seconds": round(time.perf_counter() - started, 6),
            "statements": [_as_json(statement) for statement in statements],
        }
    )
    return True


def _article_of(line: dict[str, Any], day: date | None) -> Article:
    url = str(line.get("url") or "")
    published = _day(str(line.get("date") or "")[:10]) or day
    if line.get("html"):
        return _dated(read_page(str(line["html"]), url), published)
    return _dated(Article(url=url, title="", text=_text(line)), published)


def _text(line: dict[str, Any]) -> str:
    text = line.get("text")
    if not isinstance(text, str):
        raise BadInput("'text' is missing")
    return text


@contextmanager
def _named(line: dict[str, Any]) -> Iterator[None]:
    """What is wrong with a line is told with its id."""
    try:
        yield
    except BadInput as error:
        raise BadInput(f"id {line.get('id')}: {error}") from error


def _lines() -> Iterator[dict[str, Any]]:
    """Objects from standard input; a bar on a terminal, nothing in a pipe."""
    for number, text in enumerate(shown(sys.stdin.buffer, "reading"), 1):
        if text.strip():
            yield _object(text, number)


def _object(written: bytes, number: int) -> dict[str, Any]:
    try:
        text = written.decode("utf-8-sig")
        line = json.loads(text)
        if "\\ud" in text.lower():
            # JSON can write half a character, which nothing after us can print or keep.
            json.dumps(line, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise BadInput(f"line {number} of the input is not text in UTF-8: {error}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"line {number} of the input is not JSON: {error}") from error
    if not isinstance(line, dict):
        raise BadInput(f"line {number} of the input is not a JSON object")
    return line


def _print_line(line: dict[str, Any]) -> None:
    typer.echo(json.dumps(line, ensure_ascii=False, default=str))


def _as_json(statement: Statement) -> dict[str, Any]:
    fields = asdict(statement)
    fields["said"] = statement.said.isoformat() if statement.said else None
    fields["targets"] = list(statement.targets)
    return fields | {"tone": asdict(parts.weighing()(statement.text))}


def _show(statements: list[Statement]) -> None:
    if not statements:
        typer.echo("Nobody is reported to have said anything.")
        return
    columns = ("Speaker", "Words", "Kind", "Said", "Tone", "Sure")
    print_table(columns, map(_row, statements), lines=True)


def _row(statement: Statement) -> list[str]:
    return [
        statement.speaker or "nobody named",
        statement.text,
        statement.kind,
        str(statement.said or "") + (" (old)" if statement.old else ""),
        TONES[parts.weighing()(statement.text).label],
        f"{statement.confidence:.0%}",
    ]


def _show_tone(text: str, tone: Tone) -> None:
    typer.echo(f"{TONES[tone.label]} ({tone.tone:+.2f}, {tone.confidence:.0%} sure)")
    for reason in tone.because:
        typer.echo(f"  {reason.weight:+.2f}  {plain(text[reason.start : reason.end])}")
