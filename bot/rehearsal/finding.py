"""What a caller of `/_rehearsal` names -> who and what is meant; Unwell says what there is."""

from __future__ import annotations

from dataclasses import fields

from bot.rehearsal.acts.scene import Scene, Unwell
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.faults import Fault
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def scene(stage: Stage, asked: Payload) -> Scene:
    team = find_team(stage, asked)
    person = find_person(stage, asked, team)
    return Scene(team, person, find_channel(stage, asked, team))


def scene_of_view(stage: Stage, asked: Payload, view: View) -> Scene:
    person = stage.ledger.people[view.user]
    if asked.get("user") and find_person(stage, asked, stage.ledger.teams[view.team]) != person:
        raise Unwell(f"the view {view.id} is in front of {person.name}")
    return Scene(stage.ledger.teams[view.team], person, None)


def find_team(stage: Stage, asked: Payload) -> Team:
    wanted = str(asked.get("team") or "")
    for team in stage.ledger.teams.values():
        if wanted in ("", team.id, team.name, team.domain):
            return team
    raise Unwell(f"no team '{wanted}'")


def find_person(stage: Stage, asked: Payload, team: Team) -> Person:
    wanted = str(asked.get("user") or "").removeprefix("@")
    people = [person for person in stage.ledger.people_of(team.id) if not person.is_bot]
    for person in people:
        if wanted in ("", person.id, person.name):
            return person
    raise Unwell(f"no user '{wanted}'; there are: {', '.join(p.name for p in people)}")


def find_channel(stage: Stage, asked: Payload, team: Team) -> Channel | None:
    wanted = str(asked.get("channel") or "").removeprefix("#")
    channels = stage.ledger.channels_of(team.id)
    by_name = [c for c in channels if c.kind != "im" and wanted in ("", c.name)]
    for channel in [c for c in channels if c.id == wanted] + by_name:
        return channel
    known = ", ".join(c.name for c in channels if c.kind != "im")
    raise Unwell(f"no channel '{wanted}'; there are: {known}")


def placed(stage: Stage, asked: Payload, ts: str) -> Payload:
    """A message's time stamp is unique, so its channel need not be named.

    What only one person sees is acted on by that person, unless another is named.
    """
    if asked.get("channel"):
        return asked
    for channel, there in stage.ledger.messages.items():
        if ts in there:
            found = {"channel": channel, "team": stage.ledger.channels[channel].team}
            reader = there[ts].ephemeral_to
            return found | ({"user": reader} if reader else {}) | asked
    raise Unwell(f"no message {ts}")


def find_view(stage: Stage, asked: Payload) -> View:
    wanted = str(asked.get("view_id") or "")
    if wanted in stage.views:
        return stage.views[wanted]
    for view in stage.ledger.homes.values():
        if view.id == wanted:
            return view
    raise Unwell(f"no open view '{wanted}'")


def read_fault(asked: Payload) -> Fault:
    known = {field.name for field in fields(Fault)}
    if unknown := sorted(set(asked) - known):
        raise Unwell(f"unknown key {', '.join(unknown)}; a fault has {', '.join(sorted(known))}")
    if not asked.get("method"):
        raise Unwell("a fault names a method, such as chat.postMessage")
    if asked.get("drop") not in (None, "before", "after"):
        raise Unwell("drop is before or after")
    try:
        return Fault(
            method=str(asked["method"]),
            status=int(asked.get("status") or 0),
            error=str(asked.get("error") or ""),
            retry_after=None if asked.get("retry_after") is None else int(asked["retry_after"]),
            times=int(asked.get("times") or 1),
            delay=float(asked.get("delay") or 0),
            drop=asked.get("drop"),
        )
    except (TypeError, ValueError) as error:
        raise Unwell(f"a number is expected: {error}") from error
