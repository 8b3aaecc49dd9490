"""Waiting for what comes back after an act, and telling it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.rehearsal.cast.view import as_slack as view_as_slack
from bot.rehearsal.delivery import Outcome, deliver
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Expectation, Stage

QUIET = 0.4
"""Seconds without anything more, after which an answer counts as whole."""

BRIEF = 1.0
"""How long a button that only acknowledges is waited for."""


@contextmanager
def expect(stage: Stage, key: str, trigger: str) -> Iterator[Expectation]:
    waiting = Expectation(key, trigger)
    stage.expecting.append(waiting)
    try:
        yield waiting
    finally:
        stage.expecting.remove(waiting)


async def settle(waiting: Expectation, empty: float, most: float) -> None:
    """Wait until nothing more comes: `empty` seconds for the first thing, then a short quiet."""
    end = asyncio.get_running_loop().time() + most
    while (left := end - asyncio.get_running_loop().time()) > 0:
        pause = QUIET if waiting.responses or waiting.view else empty
        waiting.moved.clear()
        try:
            await asyncio.wait_for(waiting.moved.wait(), min(left, pause))
        except TimeoutError:
            return


def report(stage: Stage, waiting: Expectation, outcome: Outcome) -> Payload:
    report: dict[str, Any] = {
        "ok": outcome.acknowledged,
        "acknowledged": outcome.acknowledged,
        "ack": outcome.answer,
        "responses": waiting.responses,
    }
    if not outcome.acknowledged:
        report["error"] = outcome.reason
    if waiting.view in stage.views:
        view = stage.views[waiting.view]
        bot = stage.ledger.teams[view.team].bot_id
        report["view"] = view_as_slack(view, stage.ledger.app.id, bot)
    return report


async def interact(stage: Stage, payload: Payload, key: str, trigger: str) -> Payload:
    with expect(stage, key, trigger) as waiting:
        outcome = await deliver(stage, "interactive", payload)
        if outcome.acknowledged:
            await settle(waiting, BRIEF, stage.pace.answer_within)
        return report(stage, waiting, outcome)
