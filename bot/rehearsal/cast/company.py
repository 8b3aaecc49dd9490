"""The company at the start: a newsroom the app works in; one, and an organisation, it is not in."""

from __future__ import annotations

from bot.rehearsal.cast.app import fresh_bot_token
from bot.rehearsal.cast.channel import Channel, Kind
from bot.rehearsal.cast.person import Person
from bot.rehearsal.cast.team import Team

BOT = "U0VERBATIM"
ENTERPRISES = {"E0HARBOUR": "The Harbour Group"}
"""Organisations of several teams, by id."""


def teams() -> list[Team]:
    first = Team("T0NEWSROOM", "The Newsroom", "newsroom", BOT, "B0VERBATIM", fresh_bot_token())
    second = Team("T0EVENING", "The Evening Desk", "evening-desk", "U0VERBATI2", "B0VERBATI2", "")
    return [first, second, _harbour("DAWN", "Harbour Dawn"), _harbour("DUSK", "Harbour Dusk")]


def _harbour(word: str, name: str) -> Team:
    domain = name.lower().replace(" ", "-")
    return Team(
        f"T0{word}", name, domain, f"U0VERB{word}", f"B0VERB{word}", "", enterprise="E0HARBOUR"
    )


def people() -> list[Person]:
    first, second = "T0NEWSROOM", "T0EVENING"
    return [
        Person("U0MARTA", first, "marta", "Marta Ilves", "Europe/Tallinn", title="Foreign editor"),
        Person("U0JONAS", first, "jonas", "Jonas Adeyemi", "Europe/London", title="Politics"),
        Person(
            "U0RUTH", first, "ruth", "Ruth Okafor", "America/New_York", True, title="Newsroom IT"
        ),
        Person("U0KENJI", first, "kenji", "Kenji Morita", "Asia/Tokyo", title="Night desk"),
        Person(BOT, first, "verbatim", "Verbatim", "Etc/UTC", is_bot=True),
        Person("U0PETRA", second, "petra", "Petra Lindqvist", "Europe/Stockholm", True),
        Person("U0OMAR", second, "omar", "Omar Benali", "Africa/Tunis"),
        Person("U0VERBATI2", second, "verbatim", "Verbatim", "Etc/UTC", is_bot=True),
        Person("U0NADIA", "T0DAWN", "nadia", "Nadia Rahimi", "Asia/Tashkent", True),
        Person("U0VERBDAWN", "T0DAWN", "verbatim", "Verbatim", "Etc/UTC", is_bot=True),
        Person("U0PAULO", "T0DUSK", "paulo", "Paulo Reis", "Europe/Lisbon", True),
        Person("U0VERBDUSK", "T0DUSK", "verbatim", "Verbatim", "Etc/UTC", is_bot=True),
    ]


def channels(created: int) -> list[Channel]:
    return [
        _room("C0FOREIGN", "foreign-desk", "public", "What is said abroad, as it is said", created),
        _room("C0POLITICS", "politics", "public", "Parliament and parties", created),
        _room("C0DIPLOMACY", "diplomacy", "public", "Summits, envoys, treaties", created),
        _room("C0INVESTIG", "investigations", "private", "Keep it in here", created),
        _room("C0SPORT", "sport", "public", "The bot is no member here", created, bot=False),
        _room("C0BOARD", "editors-only", "private", "The bot is no member", created, bot=False),
        _room("C0ELECTION", "election-2024", "public", "Closed", created, archived=True),
        *[_direct(person, created) for person in people() if not person.is_bot],
        Channel("C0EVENINGS", "T0EVENING", "evening", "public", ("U0PETRA", "U0OMAR"), created),
        Channel("C0DAWN", "T0DAWN", "dawn", "public", ("U0NADIA", "U0VERBDAWN"), created),
        Channel("C0DUSK", "T0DUSK", "dusk", "public", ("U0PAULO", "U0VERBDUSK"), created),
    ]


def _room(
    id_: str,
    name: str,
    kind: Kind,
    topic: str,
    created: int,
    bot: bool = True,
    archived: bool = False,
) -> Channel:
    here = [p.id for p in people() if p.team == "T0NEWSROOM" and (bot or not p.is_bot)]
    return Channel(id_, "T0NEWSROOM", name, kind, tuple(here), created, topic, archived)


def _direct(person: Person, created: int) -> Channel:
    bot = next(p.id for p in people() if p.team == person.team and p.is_bot)
    id_ = f"D0{person.id.removeprefix('U0')}"
    return Channel(id_, person.team, person.name, "im", (person.id, bot), created)
