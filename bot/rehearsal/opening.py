"""The opening lines: what an editor types by itself, so that a newcomer finds the bot at work."""

from __future__ import annotations

from bot.rehearsal.acts.commands import type_command
from bot.rehearsal.acts.scene import Scene
from bot.rehearsal.stage import Line, Stage


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
