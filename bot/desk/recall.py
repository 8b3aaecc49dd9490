"""Selected words -> what the same official said before on the matter, for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.alerts import recalled
from bot.alerts.message import Message
from bot.desk.overlay import Overlay
from bot.statements.official import Official
from bot.statements.target import targets_of
from bot.timeline.echoes import find_echoes
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.tone.tone import Tone

_SEARCHED = 2000
"""An official's newest statements: years of most, and below a tenth of a second."""
_LONGEST = 4000
"""Characters of the selected message that are looked at."""
_VOICES = 2
"""Officials named in a message that are looked up, in the order they are named."""
_ECHOES = 3
"""Agreeing, and contradicting, of one; of two, one each: a message holds no more."""


@dataclass(frozen=True, slots=True)
class Recalling:
    """What looking back works with."""

    overlay: Overlay
    weigh: Callable[[str], Tone]


def said_before(team: str, text: str, record: str, desk: Recalling) -> Message:
    """`record`: the id of the card that was selected, empty where it was no card of ours."""
    for card in desk.overlay.get(team, [record] if record else []):
        official = desk.overlay.official_of(card)
        if official is not None:
            return _recall(team, card.statement.text, [official], desk, card)
        return recalled.nobody()
    return _recall(team, text[:_LONGEST], _named_in(text[:_LONGEST], desk), desk, None)


def _recall(
    team: str, text: str, officials: list[Official], desk: Recalling, card: Record | None
) -> Message:
    if not officials:
        return recalled.nobody()
    tone = card.tone if card else desk.weigh(text)
    # The names in it are not the matter of it.
    matter = _without_names(text, officials)
    voices = officials[:_VOICES]
    most = _ECHOES // len(voices)
    found = [
        (official, find_echoes(matter, tone, _said_by(team, official, desk, card), most))
        for official in voices
    ]
    return recalled.answer(found)


def _said_by(
    team: str, official: Official, desk: Recalling, card: Record | None
) -> Iterable[Record]:
    """As this workspace has it; of a card, only what was said before it."""
    kept = desk.overlay.find(team, Query(speaker=official.id), 0, _SEARCHED).records
    return [r for r in kept if card is None or (r.id != card.id and r.at <= card.at)]


def _named_in(text: str, desk: Recalling) -> list[Official]:
    register = desk.overlay.register
    names = targets_of(text, register, None, None)
    by_name = {official.name: official for official in register.officials}
    return [by_name[name] for name in names if name in by_name]


def _without_names(text: str, officials: Iterable[Official]) -> str:
    for official in officials:
        for name in sorted((official.name, *official.aliases), key=len, reverse=True):
            text = text.replace(name, " ")
    return text
