"""A process of the bot as the trial lends it: it says who it is to the queue, and may forget."""

from __future__ import annotations

import os
from typing import Any

from dramatiq.brokers.redis import RedisBroker
from redis import Redis

from bot import engine
from bot.__main__ import main
from bot.adapters.archive.outbox import Outbox
from bot.alerts.alert import Alert
from bot.wiring import parts

FORGETFUL = "CHAOS_FORGETFUL"
"""Set: nothing is known of what was put or posted before, so that the trial has to fail."""
BROKERS = "chaos:brokers"
"""hash: process id -> the name under which the queue knows it"""


class ForgetfulOutbox(Outbox):
    """Takes every alert as new, and looks for none in the channel before it posts."""

    def put(self, alert: Alert) -> bool:
        self._redis.delete(f"alert:{alert.id}")
        return super().put(alert)

    def posting(self, alert: Alert) -> int:
        super().posting(alert)
        return 0


def introduce() -> None:
    """From now on a broker that is opened here leaves its name with our process id."""
    opened = engine.broker_on

    def broker_on(raw: Redis, notes: Redis) -> RedisBroker:
        broker = opened(raw, notes)
        store: Any = notes
        store.hset(BROKERS, str(os.getpid()), broker.broker_id)
        return broker

    engine.broker_on = broker_on


if __name__ == "__main__":
    introduce()
    if os.environ.get(FORGETFUL):
        setattr(parts, "Outbox", ForgetfulOutbox)  # noqa: B010
    main()
