"""Socket Mode connections: each envelope goes to one of them and waits for its acknowledgement."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.rehearsal.payload import Payload

MOST = 10


@dataclass(eq=False)
class Link:
    """One open connection."""

    socket: WebSocket
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    waiting: dict[str, asyncio.Future[Payload | None]] = field(default_factory=dict)
    leaving: bool = False
    """Asked to reconnect: nothing new is sent here."""


class Lost(Exception):
    """The connection went away before it acknowledged."""


class Links:
    def __init__(self) -> None:
        self._links: list[Link] = []
        self._turn = 0
        self._tickets: set[str] = set()
        self.arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._links)

    def ticket(self) -> str:
        """Admission to one connection, as `apps.connections.open` hands it out."""
        if len(self._tickets) > 100:
            self._tickets.clear()
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    def admit(self, ticket: str) -> bool:
        if ticket not in self._tickets or len(self._links) >= MOST:
            return False
        self._tickets.discard(ticket)
        return True

    def add(self, link: Link) -> None:
        self._links.append(link)
        self.arrived.set()

    def remove(self, link: Link) -> None:
        if link in self._links:
            self._links.remove(link)
        for waiting in link.waiting.values():
            if not waiting.done():
                waiting.set_exception(Lost())
        link.waiting.clear()

    def next(self) -> Link | None:
        """They take turns."""
        able = [link for link in self._links if not link.leaving]
        if not able:
            return None
        self._turn += 1
        return able[self._turn % len(able)]

    def open_links(self) -> list[Link]:
        return list(self._links)

    async def close(self) -> None:
        for link in list(self._links):
            await dismiss(link, "link_disabled")
            self.remove(link)


async def send(link: Link, envelope: Payload) -> asyncio.Future[Payload | None]:
    """Send it; the future holds the payload of the acknowledgement, or Lost."""
    waiting: asyncio.Future[Payload | None] = asyncio.get_running_loop().create_future()
    link.waiting[str(envelope["envelope_id"])] = waiting
    try:
        await link.socket.send_json(envelope)
    except (RuntimeError, WebSocketDisconnect, OSError):
        link.waiting.pop(str(envelope["envelope_id"]), None)
        waiting.set_exception(Lost())
    return waiting


def acknowledge(link: Link, answer: Payload) -> None:
    """Take in what the app sent; an answer to nothing is ignored, as Slack does."""
    waiting = link.waiting.pop(str(answer.get("envelope_id", "")), None)
    if waiting is not None and not waiting.done():
        payload = answer.get("payload")
        waiting.set_result(payload if isinstance(payload, dict) and payload else None)


async def dismiss(link: Link, reason: str) -> None:
    """Say `disconnect` and close; a connection that is gone already is fine."""
    link.leaving = True
    try:
        await link.socket.send_json({"type": "disconnect", "reason": reason})
        await link.socket.close()
    except (RuntimeError, WebSocketDisconnect, OSError):
        return
