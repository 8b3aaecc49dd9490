"""Leases: what a living process holds stays its own, what a dead one held is free in seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from redis.exceptions import LockError, RedisError

LEASE = 5.0
"""Seconds after which whoever shows no life holds nothing any more: as long as the queue waits."""
_EVERY = 1.0


@contextmanager
def renewed(renew: Callable[[], object]) -> Iterator[None]:
    """While inside, `renew` is called again and again, however long the work takes."""
    held = _Held(renew)
    _keep(held)
    try:
        yield
    finally:
        _let_go(held)


class _Held:
    def __init__(self, renew: Callable[[], object]) -> None:
        self.renew = renew


_all: set[_Held] = set()
_some = threading.Condition()
_keepers: list[threading.Thread] = []


def _keep(held: _Held) -> None:
    with _some:
        _all.add(held)
        # One thread serves a process, and ends with it; a forked child has none yet.
        if not any(keeper.is_alive() for keeper in _keepers):
            _keepers[:] = [threading.Thread(target=_renew_for_ever, daemon=True)]
            _keepers[0].start()
        _some.notify()


def _let_go(held: _Held) -> None:
    with _some:
        _all.discard(held)


def _renew_for_ever() -> None:
    while True:
        with _some:
            _some.wait_for(lambda: bool(_all))
        time.sleep(_EVERY)
        with _some:
            held = list(_all)
        for one in held:
            _renew(one)


def _renew(held: _Held) -> None:
    # Lost already, or no server to ask: whoever holds it finds out where it matters.
    try:
        held.renew()
    except (LockError, RedisError):
        return
