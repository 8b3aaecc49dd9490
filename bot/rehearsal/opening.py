"""The opening lines: what an editor types by itself, so that a newcomer finds the bot at work."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BadCall
from bot.rehearsal.acts.commands import type_command
from bot.rehearsal.acts.scene import Scene
from bot.rehearsal.ledger import Ledger
from bot.rehearsal.stage import Line, Stage


def check_opening(ledger: Ledger, opening: Sequence[Line]) -> None:
    """Raises BadCall for a line by nobody, in no channel, or without a command."""
    team = next(iter(ledger.teams.values()))
    users = {name for person in ledger.people_of(team.id) for name in (person.id, person.name)}
    places = {
        name for channel in ledger.channels_of(team.id) for name in (channel.id, channel.name)
    }
    for user, channel, typed in () if ledger.opened else opening:
        if user not in users or channel not in places or not typed.startswith("/"):
            raise BadCall(f"opening line that cannot be typed: {user} in {channel}: {typed}")


async def speak_opening(stage: Stage) -> None:
    """Waits for the bot to connect; done once in the life of a workspace."""
    if not stage.opening or stage.ledger.opened:
        return
    await stage.links.arrived.wait()
    for line in stage.opening:
        await _speak(stage, line)
    stage.ledger.mark_opened()


async def _speak(stage: Stage, line: Line) -> None:
    user, channel, typed = line
    command, _, text = typed.partition(" ")
    team = next(iter(stage.ledger.teams.values()))
    person = next(p for p in stage.ledger.people_of(team.id) if user in (p.id, p.name))
    place = next(c for c in stage.ledger.channels_of(team.id) if channel in (c.id, c.name))
    await type_command(stage, Scene(team, person, place), command, text)
