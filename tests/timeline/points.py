"""Points and records of invented officials, with only what a test is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.statements.statement import Statement
from bot.timeline.record import Record
from bot.timeline.timeline import Point
from bot.tone.tone import Label, Tone

START = datetime(2031, 5, 1, tzinfo=UTC)


def label_of(tone: float) -> Label:
    if abs(tone) < 0.25:
        return "neutral"
    return "conciliatory" if tone > 0 else "confrontational"


def a_point(
    hours: float,
    tone: float,
    official: str = "ada-norn",
    targets: tuple[str, ...] = ("Sudmark",),
    confidence: float = 0.8,
    name: str = "",
) -> Point:
    at = START + timedelta(hours=hours)
    known_as = name or f"{official}-{hours:06.1f}"
    return Point(known_as, at, official, "Norland", targets, tone, label_of(tone), confidence)


def a_record(
    name: str,
    hours: float,
    tone: float = 0.5,
    official: str | None = "ada-norn",
    old: bool = False,
) -> Record:
    statement = Statement(
        start=0,
        end=4,
        text="Well",
        kind="direct",
        speaker="Ada Norn",
        speaker_start=None,
        speaker_end=None,
        official=official,
        group="Norland",
        cue="said",
        via=None,
        said=date(2031, 5, 1),
        old=old,
        targets=("Sudmark", "Sudmark"),
        confidence=0.5,
    )
    at = START + timedelta(hours=hours)
    return Record(name, statement, Tone(tone, label_of(tone), 0.8), at, "", "", "The Herald")
