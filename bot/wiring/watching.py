"""How the bot is watched from outside: figures, lines in a log, and a window to look through."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from redis.exceptions import RedisError

from bot import engine
from bot.adapters.lines import Lines, write_line
from bot.adapters.meters import Meters
from bot.adapters.reading import Reading
from bot.adapters.window import Window
from bot.desk.health import ailing
from bot.errors import BotError
from bot.happenings import Happening, Witness
from bot.settings import Settings
from bot.wiring import vitals
from bot.wiring.parts import Archive, now


def meters_of(archive: Archive) -> Meters:
    return Meters(now, lambda: _readings(archive))


def witness_of(meters: Meters) -> Witness:
    def witness(happening: Happening) -> None:
        meters(happening)
        write_line(happening)

    return witness


def window_of(archive: Archive, meters: Meters) -> Window:
    return Window(lambda: vitals.wrong(archive), meters.expose)


def log(chosen: Settings) -> None:
    """Unset: warnings alone, as they come. Else one line for each of them and each happening."""
    if not chosen.log:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(chosen.log, secrets_of(chosen)))
    logging.getLogger().handlers = [handler]
    logging.getLogger("bot.happened").setLevel(logging.INFO)


def secrets_of(chosen: Settings) -> set[str]:
    """What the settings keep from being shown, and the password within an address."""
    values = [getattr(chosen, spec.name) for spec in fields(chosen) if not spec.repr]
    found = {one for value in values for one in ((value,) if isinstance(value, str) else value)}
    return {secret for secret in found | _passwords(chosen.redis_url) if secret}


def _passwords(url: str) -> set[str]:
    """As they are written in an address, and as they are meant."""
    try:
        written = urlsplit(url)
        password = written.password or ""
    except ValueError:
        # It is no address, which is told by whoever opens it.
        return set()
    of_sentinels = [value for name, value in parse_qsl(written.query) if "password" in name]
    return {password, unquote(password), *of_sentinels}


def _readings(archive: Archive) -> Iterator[Reading]:
    """As far as Redis answers; figures of our own are there without it."""
    up = 1.0
    try:
        yield from _shared(archive)
    except (BotError, RedisError):
        up = 0.0
    yield Reading("redis_up", "Whether Redis answered when these were read.", {"": up})


def _shared(archive: Archive) -> list[Reading]:
    depth, dead = engine.depth(archive.broker), engine.dead_depth(archive.notes)
    memory: Mapping[str, Any] = archive.redis.info("memory")
    states = archive.rota.states()
    ailments = Counter(str(ailment.kind) for ailment in ailing(states, now()))
    sick = {kind: float(ailments[kind]) for kind in ("broken", "silent", "ended")}
    heard = {duty: float(here) for duty, here in archive.beats.heard(vitals.DUTIES).items()}
    return [
        Reading("queue_depth", "Jobs that wait or run.", depth, "queue"),
        Reading("dead_letters", "Jobs that were given up, kept a week.", dead, "queue"),
        Reading("outbox_depth", "Alerts that wait for Slack.", {"": archive.outbox.depth()}),
        Reading("parked_alerts", "Put aside, to be seen to.", {"": len(archive.outbox.parked())}),
        Reading("sources", "That were ever asked.", {"": len(states)}),
        Reading("sources_ailing", "For long, by what ails them.", sick, "kind"),
        Reading("heard_lately", "1 for what somebody sees to.", heard, "duty"),
        Reading("redis_memory_bytes", "That Redis uses.", {"": memory["used_memory"]}),
    ]
