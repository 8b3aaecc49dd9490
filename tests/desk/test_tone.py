"""How somebody stood: turns and what they rest on, first words, silences, what was not seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.commands.command import Compare, ToneOf
from bot.desk import compare as side_by_side
from bot.desk import tone as reading
from bot.desk.compare import compare
from bot.desk.tone import tone_of
from bot.timeline.shift import Shift
from bot.wiring.parts import Archive
from tests.desk.reading import buttons, holdings_of
from tests.world import DESK, NOON, a_record


def say(archive: Archive, text: str, days: float, tone: float = 0.0, **changes: Any) -> str:
    record = a_record(text, at=NOON - timedelta(days=days), tone=tone, **changes)
    archive.records.keep(record)
    return record.id


def tone(archive: Archive, days: int = 30, name: str = "Tolvik") -> str:
    return tone_of(ToneOf(name, days), DESK, holdings_of(archive)).text


def test_a_turn_is_told_with_its_target_its_day_and_what_it_rests_on(archive: Archive) -> None:
    before = say(archive, "We are friends.", 9, 0.8, targets=("Kelmora",))
    after = say(archive, "They will pay.", 2, -0.8, targets=("Kelmora",))
    at = NOON - timedelta(days=2)
    turn = Shift(
        "turn", "maresa-tolvik", "Kelmora", "harder", (before,), (after,), at, 0.9, rests_on=7
    )
    id = archive.shifts.keep("Torvania", turn)
    assert id
    line = "*Turned harder* on Kelmora on 28 Feb 2026: confidence high (90%), from 7 statements"
    assert line in tone(archive)
    assert "Turned harder" not in tone(archive, 1)
    archive.shifts.withdraw(id, DESK.team)
    assert "No turn in that time." in tone(archive)


def test_the_tone_of_the_time_before_stands_beside_it(archive: Archive) -> None:
    say(archive, "They will pay.", 2, -0.8, targets=("Kelmora",))
    say(archive, "We are friends.", 40, 0.8)
    text = tone(archive)
    assert "*All:* 1 statement, 1 hostile; mean -80." in text
    assert "*The 30 days before:* 1 statement, 1 conciliatory; mean +80." in text
    assert "• To Kelmora: 1 statement, 1 hostile; mean -80" in text


def test_first_words_after_long_silence_and_silences_are_told(archive: Archive) -> None:
    for day in range(200, 260, 4):
        say(archive, f"On day {day} we spoke of them.", day, targets=("Kelmora",))
        say(archive, f"On day {day} we spoke of the islands.", day, targets=("the Isles",))
    say(archive, "Of Kelmora we speak again.", 3, targets=("Kelmora",))
    text = tone(archive)
    assert "First words on Kelmora in 197 days: 27 Feb 2026" in text
    assert "Silent on the Isles since 14 Aug 2025" in text


def test_who_said_nothing_of_late_is_offered_the_time_when_they_did(archive: Archive) -> None:
    say(archive, "Long ago.", 50)
    answer = tone_of(ToneOf("Tolvik"), DESK, holdings_of(archive))
    assert "The newest on record is of 11 Jan 2026." in answer.text
    assert buttons(answer) == {"The last 80 days": 'tone "Maresa Tolvik" 80d'}
    assert "1 statement" in tone(archive, 80)


def test_what_was_not_counted_is_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, side_by_side):
        monkeypatch.setattr(module, "REACH", 3)
    for day in range(1, 6):
        say(archive, f"Words {day}.", day, 0.5)
    left_out = "Counted from the newest 3 of 5 statements: what was said before 27 Feb 2026"
    assert left_out in tone(archive)
    assert left_out not in tone(archive, 1)
    both = compare(Compare("Tolvik", "Verrell"), DESK, holdings_of(archive)).text
    assert "5 statements; Tone: 3 conciliatory (100%) (of the newest 3)" in both
    assert "*Tomas Verrell*; nothing on record" in both
