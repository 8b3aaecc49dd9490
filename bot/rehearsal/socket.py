"""The WebSocket of Socket Mode: hello, envelopes out, acknowledgements in, a refresh at times."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.rehearsal.links import Link, acknowledge, dismiss
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


async def hold_link(stage: Stage, socket: WebSocket) -> None:
    """Serve one connection until either side ends it."""
    if not stage.links.admit(socket.query_params.get("ticket", "")):
        await socket.close(code=4000)
        return
    await socket.accept()
    link = Link(socket)
    await socket.send_json(_hello(stage))
    stage.links.add(link)
    stage.tell("link", {"connected": len(stage.links)})
    refresh = asyncio.get_running_loop().create_task(_refresh(stage, link))
    try:
        await _listen(link)
    finally:
        refresh.cancel()
        stage.links.remove(link)
        stage.tell("link", {"connected": len(stage.links)})


async def _listen(link: Link) -> None:
    while True:
        try:
            answer = json.loads(await link.socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            return
        except (ValueError, KeyError):
            continue
        if isinstance(answer, dict):
            acknowledge(link, answer)


async def _refresh(stage: Stage, link: Link) -> None:
    """Slack warns some seconds before it closes, so that the app can open the next one first."""
    await asyncio.sleep(stage.pace.refresh_every * 0.98)
    await link.socket.send_json({"type": "disconnect", "reason": "warning"})
    link.leaving = True
    await asyncio.sleep(stage.pace.refresh_every * 0.02)
    await dismiss(link, "refresh_requested")


def _hello(stage: Stage) -> Payload:
    return {
        "type": "hello",
        "num_connections": len(stage.links) + 1,
        "connection_info": {"app_id": stage.ledger.app.id},
        "debug_info": {
            "host": "rehearsal",
            "started": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
            "build_number": 1,
            "approximate_connection_time": int(stage.pace.refresh_every),
        },
    }
