"""The stage: the ledger, and all that lives only while the rehearsal runs."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.cast.team import Team
from bot.rehearsal.cast.view import View
from bot.rehearsal.faults import Faults
from bot.rehearsal.ledger import Ledger
from bot.rehearsal.links import Links
from bot.rehearsal.pace import Pace
from bot.rehearsal.payload import Payload
from bot.rehearsal.rates import Rates
from bot.rehearsal.signing import Endpoints
from bot.rehearsal.triggers import Lent

Line = tuple[str, str, str]
"""User, channel, and what is typed: ("marta", "foreign-desk", "/quotes follow NAME")."""

VIEWS_KEPT = 200


@dataclass(frozen=True)
class Grant:
    """A person has allowed the app; the code that stands for it is exchanged once."""

    team: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str
    born: float


@dataclass(eq=False)
class Expectation:
    """What somebody waits for after an act: responses to its address, a view for its trigger."""

    key: str
    trigger: str
    responses: list[Payload] = field(default_factory=list)
    view: str = ""
    moved: asyncio.Event = field(default_factory=asyncio.Event)


class Stage:
    """Lives in one event loop; nothing here is shared with another thread."""

    def __init__(self, ledger: Ledger, pace: Pace, opening: Sequence[Line] = ()) -> None:
        self.ledger = ledger
        self.pace = pace
        self.opening = tuple(opening)
        self.base = "http://127.0.0.1"
        """Where the caller reached us; the addresses handed out start with it."""
        self.lent = Lent(pace, ledger.now)
        self.faults = Faults()
        self.rates = Rates(pace, ledger.now)
        self.links = Links()
        self.endpoints: Endpoints | None = None
        """Set: the app is reached over signed HTTP in place of Socket Mode."""
        self.views: OrderedDict[str, View] = OrderedDict()
        self.listeners: set[asyncio.Queue[tuple[str, Payload]]] = set()
        self.uploads: dict[str, Any] = {}
        self.scheduled: dict[str, str] = {}
        """Messages to be posted later: their id, and their channel."""
        self.codes: dict[str, Grant] = {}
        self.rotation = False
        """Whether tokens given out by OAuth expire and are refreshed."""
        self.expecting: list[Expectation] = []
        self.closing = asyncio.Event()
        self._errands: set[asyncio.Task[Any]] = set()
        ledger.watchers.append(self.tell)

    def tell(self, kind: str, record: Payload) -> None:
        """Let every open page know; a page that stopped reading is let go."""
        for queue in list(self.listeners):
            try:
                queue.put_nowait((kind, record))
            except asyncio.QueueFull:
                self.listeners.discard(queue)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside; it is cancelled when the stage closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def heard(self, key: str, payload: Payload) -> None:
        """A response came to this address."""
        for waiting in self.expecting:
            if waiting.key == key:
                waiting.responses.append(payload)
                waiting.moved.set()

    def opened(self, trigger: str, view: str) -> None:
        """A view was opened with this trigger."""
        for waiting in self.expecting:
            if waiting.trigger == trigger:
                waiting.view = view
                waiting.moved.set()

    def keep_view(self, view: View) -> None:
        self.views[view.id] = view
        while len(self.views) > VIEWS_KEPT:
            self.views.popitem(last=False)
        self.tell("view", {"id": view.id})

    def drop_view(self, view: View) -> None:
        self.views.pop(view.id, None)
        self.tell("view_gone", {"id": view.id, "user": view.user})

    def teams_of_token(self, token: str) -> list[Team]:
        """One, or those of an organisation."""
        return [
            team
            for team in self.ledger.teams.values()
            if team.installed and team.bot_token == token
        ]

    async def close(self) -> None:
        """End streams and connections, so that the server can stop at once."""
        self.closing.set()
        for task in list(self._errands):
            task.cancel()
        await self.links.close()
        self.ledger.close()
