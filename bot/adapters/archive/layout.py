"""The layout: which way of keeping things stands in Redis, so that none is read as another.

layout      string   its number
migrating   string   while an older one is brought up to it: where the next step begins
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from redis import Redis

from bot.adapters.archive.door import alone, translated
from bot.adapters.archive.migration import Migration
from bot.errors import BadInput, TryAgain

LAYOUT = "2"
MIGRATIONS: tuple[Migration, ...] = ()
"""One from each layout that was ever released to the next; `migrate` takes them in a row."""
_PATIENCE = 10.0


@translated
def settle(redis: Redis) -> None:
    """Takes a place where nothing of ours stands yet; BadInput where another version was."""
    server: Any = redis
    found = _found(server)
    if found != LAYOUT or server.exists("migrating"):
        raise _refused(found, LAYOUT, MIGRATIONS)
    server.set("layout", LAYOUT)


@translated
def migrate(
    redis: Redis, migrations: Sequence[Migration] = MIGRATIONS, layout: str = LAYOUT
) -> list[str]:
    """Brings what stands there up to our layout; the layouts that it went through.

    One process at a time does it. One that is killed is followed by the next, from the step on
    that was not finished. Nobody else reads or writes meanwhile: they are refused by `settle`.
    """
    server: Any = redis
    done: list[str] = []
    with alone(redis, "layout", _PATIENCE) as ours:
        while (found := _found(server, layout)) != layout:
            migration = next((m for m in migrations if m.since == found), None)
            if migration is None:
                raise _refused(found, layout, migrations)
            _bring(redis, migration, ours)
            done.append(migration.to)
        server.set("layout", layout)
    return done


def _bring(redis: Redis, migration: Migration, ours: Callable[[], bool]) -> None:
    server: Any = redis
    place = server.get("migrating") or ""
    # From here on no process of either version begins.
    server.set("migrating", place)
    while place := migration.step(redis, place):
        if not ours():
            raise TryAgain("somebody else went on with the migration")
        server.set("migrating", place)
    with server.pipeline(transaction=True) as pipe:
        pipe.set("layout", migration.to)
        pipe.delete("migrating")
        pipe.execute()


def _refused(found: str, layout: str, migrations: Sequence[Migration]) -> BadInput:
    told = f"what Redis keeps has layout {found}, and this version reads {layout}:"
    if any(migration.since == found for migration in migrations):
        return BadInput(f"{told} stop every process and run `python -m bot migrate`")
    if found == layout:
        return BadInput("what Redis keeps is being migrated by another version: let it finish")
    return BadInput(f"{told} remove the data folder, or empty the database that REDIS_URL names")


def _found(server: Any, layout: str = LAYOUT) -> str:
    """Ours where nothing stands yet. The first layout had no number."""
    found: str | None = server.get("layout")
    return found or ("1" if next(server.scan_iter("record:*", count=10_000), None) else layout)
